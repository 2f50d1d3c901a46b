//! The page on which minutes are pasted.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::actions::PasteMinutes;
use super::queries::{self, Pasted};
use super::read::{head, hour_told};
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

/// The session that the fields name. An hour may be told with its part of the day, as «۱۰ صبح» is.
pub(super) fn session_of(form: &Form) -> Result<HeldSession, &'static str> {
    let hour = form.text("hour");
    Ok(HeldSession {
        number: form.number("number").ok_or("refusal-session-number")?,
        day: form.day("day").ok_or("refusal-no-day")?,
        hour: hour_told(&hour).unwrap_or(hour),
        place: form.text("place"),
    })
}

impl FromForm for PasteMinutes {
    type At = ();

    /// What was left empty is read from the head of the text.
    fn from_form(_: &Ask, (): (), form: &Form) -> Result<Self, &'static str> {
        let text = form.text("pasted");
        let head = head(&text);
        let read = [
            ("number", head.number.map(|number| number.to_string())),
            ("day", head.day),
            ("hour", head.hour),
        ];
        let mut form = form.clone();
        for (name, value) in read {
            if let Some(value) = value.filter(|_| form.text(name).is_empty()) {
                form = form.with(name, &value);
            }
        }
        Ok(Self {
            session: session_of(&form)?,
            text,
        })
    }

    fn leads_to(pasted: &i64, (): ()) -> String {
        format!("/pasted/{pasted}")
    }
}
