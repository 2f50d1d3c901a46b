use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::PlaceKind;
use super::actions::{AddPlace, RenamePlace};
use super::queries::{self, Name, Place};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError};

#[derive(Template)]
#[template(path = "places/templates/list.html")]
pub(super) struct List {
    page: Page,
    places: Vec<(usize, Place)>,
    form: Form,
}

impl FormPage for List {
    type At = ();

    async fn show(ask: &Ask, (): (), form: Form) -> Result<Response, PageError> {
        let html = Self {
            page: ask.page().await?,
            places: queries::places(ask.read(), &ask.today()).await?,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

#[derive(Template)]
#[template(path = "places/templates/show.html")]
pub(super) struct Show {
    page: Page,
    place: Place,
    names: Vec<Name>,
    form: Form,
}

impl FormPage for Show {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        let place = queries::place(ask.read(), id).await?.ok_or(PageError::NotFound)?;
        let form = if form.refused.is_some() {
            form
        } else {
            form.with("name_fa", &place.name_fa)
                .with("name_en", &place.name_en)
        };
        let html = Self {
            page: ask.page().await?,
            names: queries::names(ask.read(), id).await?,
            place,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

impl FromForm for AddPlace {
    type At = ();

    fn from_form(ask: &Ask, (): (), form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            since: ask.day_or_today(form, "since")?,
            kind: PlaceKind::of_word(form.value("kind")).ok_or("refusal-place-kind")?,
            within: form.number("within").filter(|within| *within > 0),
            name_fa: form.value("name_fa").to_owned(),
            name_en: form.value("name_en").to_owned(),
        })
    }

    fn leads_to(id: &i64, (): ()) -> String {
        format!("/places#place-{id}")
    }
}

impl FromForm for RenamePlace {
    type At = i64;

    fn from_form(ask: &Ask, place: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            place,
            version: form.version()?,
            since: ask.day_or_today(form, "since")?,
            name_fa: form.value("name_fa").to_owned(),
            name_en: form.value("name_en").to_owned(),
        })
    }

    fn leads_to((): &(), _: i64) -> String {
        "/places".to_owned()
    }
}
