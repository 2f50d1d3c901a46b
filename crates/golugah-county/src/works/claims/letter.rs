//! The reminder as it is printed: it names every earlier letter.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};

use super::queries::{self, Claim, Move};
use super::waits::pending;
use super::{Course, Step};
use crate::support::web::{Ask, Page, PageError, say};
use crate::{agencies, calendar};

#[derive(Template)]
#[template(path = "claims/templates/letter.html")]
struct Letter {
    page: Page,
    claim: Claim,
    /// The letters so far, in the order of their days; what was taken back is none of them.
    letters: Vec<Move>,
    course: Course,
    /// How many working days the directorate has not answered, where it has not.
    days: Option<i64>,
    /// Who heads the agency; empty where nobody does.
    head: String,
    today: String,
}

impl Letter {
    /// What was asked, what of it arrived, what is still to come.
    fn money(&self) -> String {
        let rials = |rials: i64| self.page.rials(rials);
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
        let places = [("title", &*self.claim.title), ("year", &year)];
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
    let (moves, _, course) = queries::whole(ask.read(), id).await?;
    let (calendar, today) = (calendar::of(&ask.site).await?, ask.today());
    let pending = pending(&ask.site, &page).await?;
    let unanswered = pending
        .iter()
        .find(|one| one.claim_id == id && one.step == Step::Asked);
    let heads = agencies::heads(ask.read()).await?;
    let head = heads.into_iter().find(|head| head.agency_id == claim.agency_id);
    let html = Letter {
        course,
        days: unanswered.map(|one| calendar.working_days_between(&one.since, &today)),
        head: head.map_or_else(String::new, |head| head.name),
        letters: moves.into_iter().filter(Move::stands).collect(),
        page,
        claim,
        today,
    };
    Ok(Html(html.render()?).into_response())
}
