use askama::Template;
use axum::extract::{Form as Fields, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::PlaceKind;
use super::actions::{AddPlace, RenamePlace};
use super::queries::{self, Name, Place};
use crate::support::web::{Form, Page, PageError, Site, Visitor};
use golugah_desk::Refusal;

#[derive(Template)]
#[template(path = "places/templates/list.html")]
struct List {
    page: Page,
    places: Vec<(usize, Place)>,
    form: Form,
}

#[derive(Template)]
#[template(path = "places/templates/show.html")]
struct Show {
    page: Page,
    place: Place,
    names: Vec<Name>,
    form: Form,
}

async fn list_page(site: &Site, visitor: &Visitor, form: Form) -> Result<Response, PageError> {
    let day = site.db.clock().now().day();
    let html = List {
        page: Page::staff(site, visitor).await?,
        places: queries::places(site.db.read(), &day).await?,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

async fn page_of(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let place = queries::place(read, id).await?.ok_or(PageError::NotFound)?;
    let form = if form.refused.is_some() {
        form
    } else {
        form.with("name_fa", &place.name_fa)
            .with("name_en", &place.name_en)
    };
    let html = Show {
        page: Page::staff(site, visitor).await?,
        names: queries::names(read, id).await?,
        place,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// The day in the form, or today where none was typed.
fn since(site: &Site, form: &Form) -> Result<String, &'static str> {
    if form.value("since").trim().is_empty() {
        return Ok(site.db.clock().now().day());
    }
    form.day("since").ok_or("refusal-no-day")
}

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    list_page(&site, &visitor, Form::default()).await
}

pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let since = match since(&site, &form) {
        Ok(since) => since,
        Err(key) => return list_page(&site, &visitor, form.refused(key)).await,
    };
    let Some(kind) = PlaceKind::of_word(form.value("kind")) else {
        return list_page(&site, &visitor, form.refused("refusal-place-kind")).await;
    };
    let deed = AddPlace {
        kind,
        within: form.number("within").filter(|within| *within > 0),
        name_fa: form.value("name_fa").to_owned(),
        name_en: form.value("name_en").to_owned(),
        since,
    };
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    match site.db.perform(actor, deed).await {
        Ok(id) => {
            let to = Page::new(&site, &visitor).link(&format!("/places#place-{id}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Rule(key)) => list_page(&site, &visitor, form.refused(key)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

pub(super) async fn rename(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let since = match since(&site, &form) {
        Ok(since) => since,
        Err(key) => return page_of(&site, &visitor, id, form.refused(key)).await,
    };
    let deed = RenamePlace {
        place: id,
        version: form.number("version").unwrap_or(0),
        name_fa: form.value("name_fa").to_owned(),
        name_en: form.value("name_en").to_owned(),
        since,
    };
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    match site.db.perform(actor, deed).await {
        Ok(()) => Ok(Redirect::to(&Page::new(&site, &visitor).link("/places")).into_response()),
        Err(Refusal::Rule(key)) => page_of(&site, &visitor, id, form.refused(key)).await,
        Err(Refusal::Changed) => page_of(&site, &visitor, id, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}
