//! The offices that data names.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::queries::{self, Office};
use crate::support::web::{Ask, Page, PageError, Pager, Query, Span};

/// Which part of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    all: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "offices/templates/list.html")]
struct List {
    page: Page,
    offices: Vec<Office>,
    pager: Pager,
    all: bool,
    /// How many are no agency yet, and whether any is known.
    counts: (i64, bool),
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let span = Span::of(&wanted.after, &wanted.before);
    let part = queries::listed(ask.read(), wanted.all, &span).await?;
    let html = List {
        pager: part.pager(if wanted.all { "&all=true" } else { "" }),
        offices: part.rows,
        all: wanted.all,
        counts: queries::counts(ask.read()).await?,
        page: ask.page().await?,
    };
    Ok(Html(html.render()?).into_response())
}
