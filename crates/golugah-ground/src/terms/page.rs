use askama::Template;

use super::{Length, Over, Stood, Why};
use crate::support::web::{Page, PageError, say};

/// "Why this day?", folded up.
#[derive(Template)]
#[template(path = "terms/templates/why.html")]
struct Folded<'page> {
    page: &'page Page,
    why: &'page Why,
}

impl Folded<'_> {
    /// How much was given, and from when.
    fn counted(&self) -> String {
        let from = self.page.date(&self.why.from);
        let number = self.why.length.number().unwrap_or(0);
        let number = self.page.number(&number);
        let key = match &self.why.length {
            Length::WorkingDays(_) => "due-counted-working-days",
            Length::Days(_) => "due-counted-days",
            Length::Months(_) => "due-counted-months",
            Length::Hours(_) => "due-counted-hours",
            Length::Day(day) => return self.page.say_of("due-counted-day", "day", self.page.date(day)),
        };
        say(self.page.language, key, &[("number", &number), ("from", &from)])
    }

    /// When the clock stood, and with what it ran on.
    fn stood(&self, stood: &Stood) -> String {
        let from = self.page.date(&stood.from);
        let Some(until) = &stood.until else {
            let key = if self.why.is_ended {
                "due-stood-ended"
            } else {
                "due-stands"
            };
            return self.page.say_of(key, "from", from);
        };
        let hours = matches!(self.why.length, Length::Hours(_));
        let key = match (stood.left < 0, hours) {
            (true, _) => "due-stood-late",
            (false, false) => "due-stood-days",
            (false, true) => "due-stood-hours",
        };
        let (until, left) = (self.page.date(until), self.page.number(&stood.left.abs()));
        say(
            self.page.language,
            key,
            &[("from", &from), ("until", &until), ("left", &left)],
        )
    }
}

/// What a count passed over, in sentences.
#[derive(Template)]
#[template(path = "terms/templates/over.html")]
struct PassedOver<'page> {
    page: &'page Page,
    over: &'page Over,
    is_ended: bool,
}

impl Folded<'_> {
    /// What a count passed over. Of what has ended by another calendar than today's nothing is said: it would be another count.
    fn over(&self, over: &Over) -> askama::Result<String> {
        if self.why.is_kept {
            return Ok(String::new());
        }
        PassedOver {
            page: self.page,
            over,
            is_ended: self.why.is_ended,
        }
        .render()
    }
}

/// Why something is due on its day, for a page; nothing where it has no term.
pub fn folded(page: &Page, why: Option<&Why>) -> Result<String, PageError> {
    Ok(match why {
        Some(why) => Folded { page, why }.render()?,
        None => String::new(),
    })
}
