use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{ChangeAgency, FoundAgency};
use super::queries::{self, Entered, HeadOf};
use crate::places::{self, Place};
use crate::support::web::{Form, Page, PageError, Pager, Query, Site, Span, Visitor};
use golugah_desk::Refusal;

/// One line of the list.
struct Line {
    agency: Entered,
    head: Option<String>,
    place: Option<Place>,
}

#[derive(Template)]
#[template(path = "agencies/templates/list.html")]
struct List {
    page: Page,
    lines: Vec<Line>,
    pager: Pager,
    form: Form,
}

#[derive(Template)]
#[template(path = "agencies/templates/edit.html")]
struct Edit {
    page: Page,
    agency: Entered,
    places: Vec<(usize, Place)>,
    form: Form,
}

fn line(agency: Entered, heads: &[HeadOf], places: &[(usize, Place)]) -> Line {
    let head = heads.iter().find(|head| head.agency_id == agency.id);
    let place = places
        .iter()
        .map(|(_, place)| place)
        .find(|place| Some(place.id) == agency.place_id)
        .cloned();
    Line {
        head: head.map(|head| head.name.clone()),
        place,
        agency,
    }
}

async fn list_page(site: &Site, visitor: &Visitor, span: &Span, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let heads = queries::heads(read).await?;
    let places = places::places(read, &site.db.clock().now().day()).await?;
    let listed = queries::listed(read, span).await?;
    let html = List {
        page: Page::staff(site, visitor).await?,
        pager: listed.pager(""),
        lines: listed
            .rows
            .into_iter()
            .map(|agency| line(agency, &heads, &places))
            .collect(),
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// An agency's form. One that was refused keeps what was typed, over the row as it is now: sent again, it stands.
async fn edit_page(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let agency = queries::agency(read, id).await?.ok_or(PageError::NotFound)?;
    let form = if form.refused.is_some() {
        form
    } else {
        form.with("name_fa", &agency.name_fa)
            .with("name_en", &agency.name_en)
            .with("seat", &agency.seat)
            .with("place", &agency.place_id.unwrap_or(0))
    };
    let html = Edit {
        page: Page::staff(site, visitor).await?,
        places: places::places(read, &site.db.clock().now().day()).await?,
        agency,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// Which page of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let span = Span::of(&wanted.after, &wanted.before);
    list_page(&site, &visitor, &span, Form::default()).await
}

pub(super) async fn found(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let deed = FoundAgency {
        name_fa: form.value("name_fa").to_owned(),
        name_en: form.value("name_en").to_owned(),
        seat: form.chose("seat", &1),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(_) => Ok(Redirect::to(&Page::new(&site, &visitor).link("/agencies")).into_response()),
        Err(Refusal::Rule(key)) => list_page(&site, &visitor, &Span::default(), form.refused(key)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn edit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    edit_page(&site, &visitor, id, Form::default()).await
}

pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = ChangeAgency {
        agency: id,
        version: form.number("version").unwrap_or(0),
        name_fa: form.value("name_fa").to_owned(),
        name_en: form.value("name_en").to_owned(),
        seat: form.chose("seat", &1),
        place: form.number("place").filter(|place| *place > 0),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(()) => Ok(Redirect::to(&Page::new(&site, &visitor).link("/agencies")).into_response()),
        Err(Refusal::Rule(key)) => edit_page(&site, &visitor, id, form.refused(key)).await,
        Err(Refusal::Changed) => edit_page(&site, &visitor, id, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}
