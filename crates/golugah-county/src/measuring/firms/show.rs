//! Two names, and what is said of them.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::PairState;
use super::actions::SettlePair;
use super::queries::{self, FirmPair};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError};

#[derive(Template)]
#[template(path = "firms/templates/show.html")]
pub(super) struct Show {
    page: Page,
    pair: FirmPair,
    may_settle: bool,
    form: Form,
}

impl FormPage for Show {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        let pair = queries::pair(ask.read(), id).await?.ok_or(PageError::NotFound)?;
        let page = ask.page().await?;
        let html = Self {
            may_settle: page.has_role("inspector") || page.has_role("secretary"),
            pair,
            page,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

impl FromForm for SettlePair {
    type At = i64;

    fn from_form(_: &Ask, pair: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            pair,
            version: form.version()?,
            state: PairState::of_word(form.value("state")).ok_or("refusal-verdict-missing")?,
            reason: form.text("reason"),
        })
    }

    fn leads_to((): &(), _: i64) -> String {
        "/firms?saved=1".to_owned()
    }
}
