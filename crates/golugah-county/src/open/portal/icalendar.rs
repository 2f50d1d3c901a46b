//! iCalendar (RFC 5545), as much of it as a council's sessions need.

/// The longest line in octets, without its end.
const LONGEST_LINE: usize = 75;

/// A calendar.
#[derive(Debug)]
pub(super) struct Calendar {
    pub(super) name: String,
    /// The language's tag.
    pub(super) language: &'static str,
    /// When this text is made, in UTC: `20261124T100000Z`.
    pub(super) made_at: String,
    pub(super) events: Vec<Event>,
}

/// One session.
#[derive(Debug)]
pub(super) struct Event {
    /// What names it for ever.
    pub(super) uid: String,
    /// How often it changed.
    pub(super) sequence: i64,
    pub(super) begins: Begins,
    pub(super) summary: String,
    pub(super) location: String,
    pub(super) description: String,
    /// Whether it will not be held.
    pub(super) is_cancelled: bool,
    /// Where its page lies.
    pub(super) page: Option<String>,
}

/// When something begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// At a moment in UTC: `20261124T063000Z`.
    At(String),
    /// On a day, `20261124`: its hour is not known.
    On(String),
}

impl Begins {
    /// When a day and an hour in Iran begin. Iran is three and a half hours ahead of UTC all year since 2022, before which
    /// no session of this program lies; UTC is what a phone with an old table of zones still shows right.
    pub(super) fn of(day: &str, hour: &str) -> Option<Self> {
        golugah_persian::weekday(day)?;
        let Some((hours, minutes)) = clock_time(hour) else {
            return Some(Self::On(day.replace('-', "")));
        };
        let minutes = hours * 60 + minutes - 210;
        let day = golugah_persian::plus_days(day, if minutes < 0 { -1 } else { 0 })?;
        let minutes = minutes.rem_euclid(24 * 60);
        Some(Self::At(format!(
            "{}T{:02}{:02}00Z",
            day.replace('-', ""),
            minutes / 60,
            minutes % 60
        )))
    }
}

/// The hours and minutes of `10:00`.
fn clock_time(text: &str) -> Option<(i64, i64)> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |part: &str, most: i64| {
        let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let number: i64 = plain.then(|| part.parse().ok())??;
        (number < most).then_some(number)
    };
    Some((number(hours, 24)?, number(minutes, 60)?))
}

impl Calendar {
    /// The document.
    pub(super) fn write(&self) -> String {
        let mut out = Lines::default();
        out.line("BEGIN:VCALENDAR");
        out.line("VERSION:2.0");
        out.line("PRODID:-//golugah//council//FA");
        out.line("CALSCALE:GREGORIAN");
        out.line("METHOD:PUBLISH");
        out.text(&format!("NAME;LANGUAGE={}", self.language), &self.name);
        out.text("X-WR-CALNAME", &self.name);
        out.line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
        for event in &self.events {
            out.line("BEGIN:VEVENT");
            out.line(&format!("UID:{}", event.uid));
            out.line(&format!("DTSTAMP:{}", self.made_at));
            out.line(&format!("SEQUENCE:{}", event.sequence));
            match &event.begins {
                Begins::At(moment) => out.line(&format!("DTSTART:{moment}")),
                Begins::On(day) => out.line(&format!("DTSTART;VALUE=DATE:{day}")),
            }
            out.text(&format!("SUMMARY;LANGUAGE={}", self.language), &event.summary);
            if !event.location.is_empty() {
                out.text("LOCATION", &event.location);
            }
            out.text("DESCRIPTION", &event.description);
            if let Some(page) = &event.page {
                out.line(&format!(
                    "URL:{}",
                    page.replace(|symbol: char| symbol.is_control(), "")
                ));
            }
            out.line(match event.is_cancelled {
                true => "STATUS:CANCELLED",
                false => "STATUS:CONFIRMED",
            });
            out.line("END:VEVENT");
        }
        out.line("END:VCALENDAR");
        out.0
    }
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is a text.
    fn text(&mut self, property: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for symbol in value.chars() {
            match symbol {
                '\\' | ';' | ',' => escaped.extend(['\\', symbol]),
                '\n' => escaped.push_str("\\n"),
                '\t' => escaped.push('\t'),
                _ if symbol.is_control() => {}
                _ => escaped.push(symbol),
            }
        }
        self.line(&format!("{property}:{escaped}"));
    }

    /// A line, folded where it is too long: never within a character, and a line that goes on begins with a space.
    fn line(&mut self, line: &str) {
        let mut room = LONGEST_LINE;
        for symbol in line.chars() {
            if symbol.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LONGEST_LINE - 1;
            }
            room -= symbol.len_utf8();
            self.0.push(symbol);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_in_iran_is_three_and_a_half_hours_earlier_in_utc() {
        let at = |day, hour| Begins::of(day, hour);
        assert_eq!(
            at("2026-11-24", "10:00"),
            Some(Begins::At("20261124T063000Z".to_owned()))
        );
        assert_eq!(
            at("2026-03-01", "3:05"),
            Some(Begins::At("20260228T233500Z".to_owned()))
        );
        for hour in ["", "صبح", "24:00", "10:60", "10", "+1:00", "1:000"] {
            assert_eq!(
                at("2026-11-24", hour),
                Some(Begins::On("20261124".to_owned())),
                "{hour}"
            );
        }
        assert_eq!(at("2026-13-24", "10:00"), None);
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_signs_are_escaped() {
        let mut out = Lines::default();
        let name = "سالن اجتماعات؛ طبقهٔ ۲, در شمالی; \\ پایین\r\nکنار در ".repeat(4);
        out.text("LOCATION", &name);
        assert!(
            out.0.split("\r\n").all(|line| line.len() <= LONGEST_LINE),
            "{}",
            out.0
        );
        assert!(!out.0.replace("\r\n", "").contains(['\r', '\n']));
        let unfolded = out.0.replace("\r\n ", "");
        assert!(unfolded.starts_with("LOCATION:سالن اجتماعات؛ طبقهٔ ۲\\, در شمالی\\; \\\\ پایین\\nکنار در "));
    }
}
