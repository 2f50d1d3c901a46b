//! The page on which minutes are pasted.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::actions::PasteMinutes;
use super::queries::{self, Pasted};
use crate::sessions::HeldSession;
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError};

#[derive(Template)]
#[template(path = "pasted/templates/paste.html")]
pub(super) struct Paste {
    page: Page,
    /// What was pasted before and waits.
    waiting: Vec<Pasted>,
    form: Form,
}

impl FormPage for Paste {
    type At = ();

    async fn show(ask: &Ask, (): (), form: Form) -> Result<Response, PageError> {
        let html = Self {
            page: ask.page().await?,
            waiting: queries::waiting(ask.read()).await?,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

impl FromForm for PasteMinutes {
    type At = ();

    fn from_form(_: &Ask, (): (), form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            session: HeldSession {
                number: form.number("number").ok_or("refusal-session-number")?,
                day: form.day("day").ok_or("refusal-no-day")?,
                hour: form.text("hour"),
                place: form.text("place"),
            },
            text: form.text("pasted"),
        })
    }

    fn leads_to(pasted: &i64, (): ()) -> String {
        format!("/pasted/{pasted}")
    }
}
