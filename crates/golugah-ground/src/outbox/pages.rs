use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::queries::{self, Listed};
use super::{model, sending};
use crate::support::web::{Form, Page, PageError, Query, Site, Visitor};
use golugah_desk::clock::Moment;

#[derive(Template)]
#[template(path = "outbox/templates/own.html")]
struct OwnNumber {
    page: Page,
    number: Option<String>,
    form: Form,
}

/// What was just done, for the page to say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    given: bool,
    #[serde(default)]
    stopped: bool,
}

/// Whose number it is: that of whoever is signed in, and nobody else's, whatever head they act for.
fn own_id(visitor: &Visitor) -> Result<i64, PageError> {
    let person = visitor.person.as_ref().ok_or(PageError::NotAllowed)?;
    Ok(person.id)
}

async fn page_of(site: &Site, visitor: &Visitor, form: Form) -> Result<Response, PageError> {
    let status = form.status();
    let number = queries::number_of(site.db.read(), own_id(visitor)?).await?;
    let html = OwnNumber {
        page: Page::staff(site, visitor).await?,
        number,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

pub(super) async fn own(
    State(site): State<Site>,
    visitor: Visitor,
    Query(said): Query<Said>,
) -> Result<Response, PageError> {
    let mut form = Form::default();
    form.done = match said {
        Said { given: true, .. } => Some("outbox-given"),
        Said { stopped: true, .. } => Some("outbox-stopped"),
        Said { .. } => None,
    };
    page_of(&site, &visitor, form).await
}

pub(super) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let Some(number) = model::mobile(form.value("number")) else {
        return page_of(&site, &visitor, form.refused("refusal-outbox-number")).await;
    };
    sending::give(&site.db, own_id(&visitor)?, number).await?;
    let to = Page::new(&site, &visitor).link("/outbox/own?given=true");
    Ok(Redirect::to(&to).into_response())
}

pub(super) async fn stop(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    sending::stop(&site.db, own_id(&visitor)?).await?;
    let to = Page::new(&site, &visitor).link("/outbox/own?stopped=true");
    Ok(Redirect::to(&to).into_response())
}

#[derive(Template)]
#[template(path = "outbox/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
}

/// A message, and whether it can be tried again.
struct Row {
    sent: Listed,
    may_again: bool,
    /// At which time of the clock in Iran it is tried next.
    next: String,
    /// The shape of the mark of its state.
    shape: &'static str,
}

/// Whether a message in this state can be tried again by hand.
fn is_over(state: &str) -> bool {
    ["failed", "gave_up", "perhaps"].contains(&state)
}

/// The hour and minute in Iran of a moment as it is stored.
fn clock_time(moment: &str) -> String {
    let time = Moment::parse(moment).map(Moment::hour_and_minute);
    time.map_or_else(String::new, |(hour, minute)| format!("{hour:02}:{minute:02}"))
}

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let today = site.db.clock().now().day();
    let rows = queries::newest(site.db.read()).await?;
    let rows = rows.into_iter().map(|sent| Row {
        may_again: sent.day == today && is_over(&sent.state),
        next: clock_time(&sent.next_at),
        shape: match sent.state.as_str() {
            "sent" => "done",
            "queued" | "sending" => "open",
            "failed" | "perhaps" => "waits",
            _ => "late",
        },
        sent,
    });
    let html = List {
        rows: rows.collect(),
        page: Page::staff(&site, &visitor).await?,
    };
    Ok(Html(html.render()?).into_response())
}

/// Lets a message of today be tried anew. One that was perhaps sent may come twice: whoever presses has been told so.
pub(super) async fn again(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let now = site.db.clock().now();
    let stands = queries::stands(site.db.read(), id).await?;
    let stands = stands.ok_or(PageError::NotFound)?;
    if stands.day != now.day() {
        return Err(PageError::Refused("refusal-outbox-day-over"));
    }
    if !is_over(&stands.state) {
        return Err(PageError::Refused("refusal-outbox-under-way"));
    }
    let values = vec![now.text().into(), id.into(), now.day().into()];
    site.db.keep(queries::AGAIN, values).await?;
    Ok(Redirect::to(&Page::new(&site, &visitor).link("/outbox")).into_response())
}
