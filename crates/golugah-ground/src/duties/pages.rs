use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Duty;
use super::actions::{EndDuty, GiveDuty};
use super::queries::{self, Listed};
use crate::agencies::{self, Agency};
use crate::people::{self, Named};
use crate::places::{self, Place};
use crate::support::web::{Form, Page, PageError, Query, Site, Visitor};
use golugah_desk::Deed;

/// How many lines a page of the list has.
const LINES: usize = 50;

#[derive(Template)]
#[template(path = "duties/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<Listed>,
    number: i64,
    people: Vec<Named>,
    agencies: Vec<Agency>,
    /// Every place with its depth.
    places: Vec<(usize, Place)>,
    form: Form,
}

impl List {
    /// The name of the place for which a duty is.
    fn place(&self, id: &i64) -> &str {
        let place = self.places.iter().find(|(_, place)| place.id == *id);
        place.map_or("", |(_, place)| self.page.either(&place.name_fa, &place.name_en))
    }
}

/// Which page of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    page: i64,
}

async fn page_of(site: &Site, visitor: &Visitor, number: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let today = site.db.clock().now().day();
    let number = number.clamp(0, 1_000_000);
    let html = List {
        page: Page::staff(site, visitor).await?,
        rows: queries::listed(read, &today, number).await?,
        number,
        people: people::active(read).await?,
        agencies: agencies::agencies(read).await?,
        places: places::places(read, &today).await?,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

async fn done<D: Deed>(site: &Site, visitor: &Visitor, form: Form, deed: D) -> Result<Response, PageError> {
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(PageError::from) {
        Ok(_) => Ok(Redirect::to(&Page::new(site, visitor).link("/duties")).into_response()),
        Err(PageError::Refused(key)) => page_of(site, visitor, 0, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, wanted.page, Form::default()).await
}

pub(super) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let Some(duty) = Duty::of_word(form.value("duty")) else {
        return page_of(&site, &visitor, 0, form.refused("refusal-duty-missing")).await;
    };
    let chosen = |name| form.number(name).filter(|id| *id > 0);
    let since = match form.value("since").trim() {
        "" => Some(site.db.clock().now().day()),
        _ => form.day("since"),
    };
    let until = match form.value("until").trim() {
        "" => None,
        // A day that is none is refused by the deed.
        _ => Some(form.day("until").unwrap_or_default()),
    };
    let deed = GiveDuty {
        person: chosen("person").unwrap_or(0),
        duty,
        agency: chosen("agency"),
        place: chosen("place"),
        work: form.value("work").to_owned(),
        since: since.unwrap_or_default(),
        until,
    };
    done(&site, &visitor, form, deed).await
}

pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    done(&site, &visitor, Form::default(), EndDuty { duty: id }).await
}
