//! The reminder as it is printed: it names every earlier letter.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};

use super::queries::{self, Claim, Ended, Move};
use super::waits::{pending, reason};
use super::{Course, Step};
use crate::support::web::{Ask, Page, PageError, say};
use crate::{agencies, calendar};

/// An earlier letter.
struct Line {
    day: String,
    letter: String,
    /// What it said.
    what: String,
    rials: Option<i64>,
}

/// The letters so far, in the order of their days: those of the steps that stand, and of refusals that did not last.
fn lines(page: &Page, moves: Vec<Move>, endings: Vec<Ended>) -> Vec<Line> {
    let steps = moves.into_iter().filter(Move::stands).map(|one| Line {
        what: page.word("claim-step", one.step.word()),
        rials: Some(one.amount_rial),
        day: one.day,
        letter: one.letter,
    });
    let endings = endings.into_iter().filter(|one| !one.letter.is_empty());
    let endings = endings.map(|one| Line {
        what: page.word("claim-ended", one.kind.word()),
        rials: None,
        day: one.day,
        letter: one.letter,
    });
    let mut lines: Vec<Line> = steps.chain(endings).collect();
    lines.sort_by(|a, b| a.day.cmp(&b.day));
    lines
}

#[derive(Template)]
#[template(path = "claims/templates/letter.html")]
struct Letter {
    page: Page,
    claim: Claim,
    letters: Vec<Line>,
    course: Course,
    /// Since when it waits, in a sentence; nothing where it does not.
    waits: Option<String>,
    /// Who heads the agency; empty where nobody does.
    head: String,
    today: String,
}

impl Letter {
    /// What was asked, what of it arrived, what is still to come.
    fn money(&self) -> String {
        let rials = |rials: i64| self.page.rials(&rials);
        let asked = rials(self.course.sum(Step::Asked));
        let (received, left) = (self.course.sum(Step::Received), rials(self.course.remaining()));
        let key = if received == 0 {
            "reminder-nothing-yet"
        } else {
            "reminder-money"
        };
        let places = [
            ("asked", &*asked),
            ("received", &rials(received)),
            ("left", &left),
        ];
        say(self.page.language, key, &places)
    }

    /// What it is about, in one line.
    fn subject(&self) -> String {
        let year = self.page.digits(&self.claim.year.to_string());
        let title = format!("\u{2068}{}\u{2069}", self.claim.title);
        let places = [("title", &*title), ("year", &year)];
        say(self.page.language, "reminder-about", &places)
    }

    /// Whether something has still to come.
    fn has_reason(&self) -> bool {
        self.course.remaining() > 0
    }
}

pub(super) async fn letter(ask: Ask, Path(id): Path<i64>) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let claim = queries::claim(ask.read(), id).await?.ok_or(PageError::NotFound)?;
    let (moves, endings, course) = queries::whole(ask.read(), id).await?;
    let (calendar, today) = (calendar::of(&ask.site, &page.versions).await?, ask.today());
    let pending = pending(&ask.site, &page).await?;
    let waits = pending.iter().find(|one| one.claim_id == id);
    let heads = agencies::heads(ask.read()).await?;
    let head = heads.into_iter().find(|head| head.agency_id == claim.agency_id);
    let html = Letter {
        course,
        waits: waits.map(|one| reason(&page, "reminder", &calendar, &today, one)),
        head: head.map_or_else(String::new, |head| head.name),
        letters: lines(&page, moves, endings),
        page,
        claim,
        today,
    };
    Ok(Html(html.render()?).into_response())
}
