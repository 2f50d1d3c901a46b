//! The offices that data names.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::queries::{self, Office};
use crate::support::web::{Ask, Page, PageError, Pager, Part, Query};

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

pub(super) async fn list(ask: Ask, Query(wanted): Query<Part>) -> Result<Response, PageError> {
    let span = wanted.span();
    let part = queries::listed(ask.read(), wanted.all, &span).await?;
    let html = List {
        pager: part.pager(wanted.also()),
        offices: part.rows,
        all: wanted.all,
        counts: queries::counts(ask.read()).await?,
        page: ask.page().await?,
    };
    Ok(Html(html.render()?).into_response())
}
