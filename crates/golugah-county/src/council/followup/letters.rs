//! A letter to each agency that owes something, with a slip to tear off, all printed at once; and their numbers, once they are out.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::NoteLetters;
use super::queries::{self, Sent};
use super::sheet::{Owed, owed};
use crate::agencies;
use crate::support::web::{Ask, Form, Page, PageError, Query};

/// Whose letter is wanted; all where nothing is said.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    agency: String,
}

/// A letter.
struct Letter {
    owed: Owed,
    /// Who heads the agency; empty where nobody is entered.
    head: String,
    /// The last letter to the agency.
    sent: Option<Sent>,
}

#[derive(Template)]
#[template(path = "followup/templates/letters.html")]
struct Letters {
    page: Page,
    today: String,
    letters: Vec<Letter>,
    form: Form,
}

impl Letters {
    /// What stands in the field of a letter's number: what was typed, else the last number.
    fn number(&self, letter: &Letter) -> String {
        match self.form.value(&format!("letter-{}", letter.owed.agency)) {
            "" => letter
                .sent
                .as_ref()
                .map_or_else(String::new, |sent| self.page.digits(&sent.letter)),
            typed => typed.to_owned(),
        }
    }
}

async fn page_of(ask: &Ask, of: Option<i64>, form: Form) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let heads = agencies::heads(ask.read()).await?;
    let sent = queries::sent(ask.read()).await?;
    let owed = owed(ask, &page, of).await?;
    let letters = owed.into_iter().map(|owed| {
        let head = heads.iter().find(|head| head.agency_id == owed.agency);
        Letter {
            head: head.map_or_else(String::new, |head| head.name.clone()),
            sent: sent.iter().find(|sent| sent.agency_id == owed.agency).cloned(),
            owed,
        }
    });
    let html = Letters {
        today: ask.today(),
        letters: letters.collect(),
        page,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

pub(super) async fn show(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    page_of(&ask, wanted.agency.parse().ok(), Form::default()).await
}

/// Notes the numbers that were typed.
pub(super) async fn note(ask: Ask, form: Form) -> Result<Response, PageError> {
    let agencies = form.numbers("agency");
    let deed = NoteLetters {
        letters: agencies
            .iter()
            .map(|agency| (*agency, form.text(&format!("letter-{agency}"))))
            .collect(),
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    match ask.site.db.perform(doer, deed).await.map_err(PageError::from) {
        Ok(()) => {
            let page = Page::new(&ask.site, &ask.visitor);
            Ok(Redirect::to(&page.link("/followup/letters")).into_response())
        }
        Err(PageError::Refused(key)) => page_of(&ask, None, form.refused(key)).await,
        Err(error) => Err(error),
    }
}
