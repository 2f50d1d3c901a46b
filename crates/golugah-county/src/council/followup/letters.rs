//! A letter to each agency that owes something, with a slip to tear off, all printed at once; and their numbers, once they are out.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::NoteLetters;
use super::queries::{self, Sent};
use super::sheet::{Owed, Row, owed};
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
    /// What the agency is asked about.
    owed: Owed,
    /// What it has answered, and what lies with the secretariat since.
    with_judge: Vec<Row>,
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
    /// Whether anything is open at all.
    is_open: bool,
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
    let is_open = !owed.is_empty();
    let letters = owed.into_iter().filter_map(|owed| {
        let (with_judge, asked): (Vec<Row>, Vec<Row>) = owed.rows.into_iter().partition(|row| row.with_judge);
        // Whoever has answered everything is asked nothing.
        if asked.is_empty() {
            return None;
        }
        let head = heads.iter().find(|head| head.agency_id == owed.agency);
        Some(Letter {
            head: head.map_or_else(String::new, |head| head.name.clone()),
            sent: sent.iter().find(|sent| sent.agency_id == owed.agency).cloned(),
            with_judge,
            owed: Owed {
                agency: owed.agency,
                name: owed.name,
                rows: asked,
            },
        })
    });
    let html = Letters {
        today: ask.today(),
        letters: letters.collect(),
        is_open,
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
