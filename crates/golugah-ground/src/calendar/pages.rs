use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{CloseDay, OpenDay};
use super::month::{Month, asked};
use super::queries::{self, Closure};
use super::{KEEPERS, with_closures};
use crate::support::web::{Form, Page, PageError, Query, Site, Visitor};
use golugah_desk::Refusal;

/// Which month is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    month: String,
}

/// How many closures the page lists.
const MOST_LISTED: usize = 50;

#[derive(Template)]
#[template(path = "calendar/templates/show.html")]
struct Show {
    page: Page,
    month: Month,
    closures: Vec<Closure>,
    may_keep: bool,
    form: Form,
}

async fn page_of(site: &Site, visitor: &Visitor, wanted: &str, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let status = form.status();
    let today = site.db.clock().now().day();
    let month = asked(wanted, &today).ok_or(PageError::NotFound)?;
    let calendar = with_closures(read, &site.settings.calendar).await?;
    let html = Show {
        page: Page::staff(site, visitor).await?,
        month: Month::of(month, &calendar, &today, visitor.language),
        closures: queries::closures(read)
            .await?
            .into_iter()
            .take(MOST_LISTED)
            .collect(),
        may_keep: KEEPERS.admits(visitor.person.as_ref().map(|person| person.role)),
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, &wanted.month, Form::default()).await
}

async fn after(
    site: &Site,
    visitor: &Visitor,
    form: Form,
    done: Result<(), Refusal>,
) -> Result<Response, PageError> {
    match done.map_err(PageError::from) {
        Ok(()) => Ok(Redirect::to(&Page::new(site, visitor).link("/calendar")).into_response()),
        Err(PageError::Refused(key)) => page_of(site, visitor, "", form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn close_day(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let deed = CloseDay {
        // A day that is none is refused by the deed.
        day: form.day("day").unwrap_or_default(),
        name_fa: form.value("name_fa").to_owned(),
        name_en: form.value("name_en").to_owned(),
        letter: form.value("letter").to_owned(),
        calendar: site.settings.calendar.clone(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    let done = site.db.perform(doer, deed).await.map(|_| ());
    after(&site, &visitor, form, done).await
}

pub(super) async fn open_day(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = OpenDay {
        closure: id,
        letter: form.value("letter").to_owned(),
        calendar: site.settings.calendar.clone(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    let done = site.db.perform(doer, deed).await.map(|_| ());
    // The two forms share a field's name: what was typed here is not shown in the other one.
    let form = if done.is_err() { Form::default() } else { form };
    after(&site, &visitor, form, done).await
}
