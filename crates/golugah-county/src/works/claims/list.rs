//! All claims, and the form by which another begins.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::{JalaliDate, WorkingCalendar};
use serde::Deserialize;

use super::actions::AskClaim;
use super::queries::{self, Claim, Pending};
use super::waits::{overdue, pending, words};
use super::{Course, Step};
use crate::agencies::{self, Agency};
use crate::calendar;
use crate::support::seams::Status;
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError, Pager, Query, Role, Span, key};

/// Which part of the list is wanted: whose claims, and whether those alone that wait for too long.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    pub(super) agency: String,
    #[serde(default)]
    pub(super) waiting: bool,
}

/// A claim as the list shows it.
pub(super) struct Row {
    pub(super) claim: Claim,
    pub(super) status: Status,
    /// The first letter of the step where it stands.
    pub(super) since: Option<String>,
    is_odd: bool,
    pub(super) asked: i64,
    pub(super) received: i64,
}

#[derive(Template)]
#[template(path = "claims/templates/list.html")]
pub(super) struct List {
    page: Page,
    rows: Vec<Row>,
    pager: Pager,
    agencies: Vec<Agency>,
    /// Whose claims are shown; 0 for all.
    of: i64,
    waiting: bool,
    /// How many wait for too long.
    late: i64,
    /// For which agencies the visitor may ask.
    own: Vec<Agency>,
    form: Form,
}

impl List {
    /// The list with other claims in it, of the same agency.
    fn part(&self, waiting: bool) -> String {
        let path = self.page.link("/claims");
        match (waiting, self.of) {
            (false, 0) => path,
            (false, of) => format!("{path}?agency={of}"),
            (true, 0) => format!("{path}?waiting=true"),
            (true, of) => format!("{path}?waiting=true&agency={of}"),
        }
    }
}

/// The agencies for which the visitor may write: all for the secretary, their own for a head.
pub(super) fn own(ask: &Ask, agencies: &[Agency]) -> Vec<Agency> {
    let heads = ask.visitor.heads();
    let is_secretary = ask.visitor.acts_as(Role::Secretary);
    let may = |agency: &&Agency| is_secretary || heads == Some(agency.id);
    agencies.iter().filter(may).cloned().collect()
}

/// How far a claim came.
pub(super) fn status(page: &Page, course: &Course) -> Status {
    if let Some(ending) = course.ended() {
        return Status {
            words: page.word("claim-ended", ending.word()),
            shape: "dismissed",
        };
    }
    let (word, shape) = match course.stage() {
        None => ("none", "dismissed"),
        Some(step @ (Step::Asked | Step::Promised)) => (step.word(), "waits"),
        Some(step @ Step::Notified) => (step.word(), "open"),
        // What came so far is not what was asked: nobody is told that it is done.
        Some(Step::Received) if course.remaining() > 0 => ("part-received", "open"),
        Some(Step::Spent) if course.remaining() > 0 => ("part-spent", "open"),
        Some(step @ (Step::Received | Step::Spent)) => (step.word(), "done"),
    };
    Status {
        words: page.word("claim-stage", word),
        shape,
    }
}

/// These claims as rows, each with where it stands; `late` are those that wait for too long.
pub(super) async fn rows(
    ask: &Ask,
    page: &Page,
    calendar: &WorkingCalendar,
    claims: Vec<Claim>,
    late: &[Pending],
) -> Result<Vec<Row>, PageError> {
    let today = ask.today();
    let late: BTreeMap<i64, &Pending> = late.iter().map(|one| (one.claim_id, one)).collect();
    let ids: Vec<i64> = claims.iter().map(|claim| claim.id).collect();
    let mut courses: BTreeMap<i64, Course> = queries::courses(ask.read(), &ids).await?;
    let rows = claims.into_iter().map(|claim| {
        let course = courses.remove(&claim.id).unwrap_or_default();
        let waits = late.get(&claim.id);
        let status = match waits {
            Some(one) => Status {
                words: words(page, calendar, &today, one),
                shape: "late",
            },
            None => status(page, &course),
        };
        Row {
            status,
            since: course
                .stage()
                .and_then(|step| course.day(step))
                .map(str::to_owned),
            is_odd: !course.oddities().is_empty(),
            asked: course.sum(Step::Asked),
            received: course.sum(Step::Received),
            claim,
        }
    });
    Ok(rows.collect())
}

async fn drawn(ask: &Ask, wanted: &Wanted, form: Form) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let of: Option<i64> = wanted.agency.parse().ok();
    let (calendar, today) = (calendar::of(&ask.site, &page.versions).await?, ask.today());
    let pending = pending(&ask.site, &page).await?;
    let late = overdue(&pending, &calendar, &today, of);
    let span = Span::of(&wanted.after, &wanted.before);
    let (claims, mut pager) = if wanted.waiting {
        let part = span.of_all(&late, |one: &Pending| key(&[&one.claim_id]));
        let ids: Vec<i64> = part.rows.iter().map(|one| one.claim_id).collect();
        let mut found = queries::of_ids(ask.read(), &ids).await?;
        let claims: Vec<Claim> = ids.iter().filter_map(|id| found.remove(id)).collect();
        (claims, part.pager("&waiting=true"))
    } else {
        let part = queries::listed(ask.read(), of, &span).await?;
        let pager = part.pager("");
        (part.rows, pager)
    };
    if let Some(of) = of {
        let links = pager.before.iter_mut().chain(pager.after.iter_mut());
        links.for_each(|link| link.push_str(&format!("&agency={of}")));
    }
    let rows = rows(ask, &page, &calendar, claims, &late).await?;
    let agencies = agencies::agencies(ask.read()).await?;
    let html = List {
        rows,
        page,
        pager,
        own: own(ask, &agencies),
        agencies,
        of: of.unwrap_or(0),
        waiting: wanted.waiting,
        late: i64::try_from(late.len()).unwrap_or(i64::MAX),
        form: with_year(ask, form),
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// An empty form begins with the fiscal year that it is.
fn with_year(ask: &Ask, form: Form) -> Form {
    match JalaliDate::from_rfc3339(&ask.today()) {
        Some(today) if form.value("year").is_empty() => form.with("year", &today.year),
        _ => form,
    }
}

/// The list as its address asks for it.
pub(super) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    drawn(&ask, &wanted, Form::default()).await
}

impl FormPage for List {
    type At = ();

    async fn show(ask: &Ask, (): (), form: Form) -> Result<Response, PageError> {
        drawn(ask, &Wanted::default(), form).await
    }
}

impl FromForm for AskClaim {
    type At = ();

    fn from_form(ask: &Ask, (): (), form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            agency: form.number("agency").ok_or("refusal-claim-agency")?,
            directorate: form.text("directorate"),
            title: form.text("title"),
            year: form.number("year").ok_or("refusal-claims-year")?,
            amount_rial: form.rials("amount")?,
            day: ask.day_or_today(form, "day")?,
            letter: form.text("letter"),
        })
    }

    fn leads_to(id: &i64, (): ()) -> String {
        format!("/claims/{id}")
    }
}
