//! The names that may be one firm's.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::PairState;
use super::queries::{self, FirmPair};
use crate::support::web::{Ask, Page, PageError, Pager, Part, Query};

#[derive(Template)]
#[template(path = "firms/templates/list.html")]
struct List {
    page: Page,
    pairs: Vec<FirmPair>,
    pager: Pager,
    all: bool,
    /// How many are open, and whether any is known.
    counts: (i64, bool),
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Part>) -> Result<Response, PageError> {
    let span = wanted.span();
    let part = queries::listed(ask.read(), wanted.all, &span).await?;
    let html = List {
        pager: part.pager(wanted.also()),
        pairs: part.rows,
        all: wanted.all,
        counts: queries::counts(ask.read()).await?,
        page: ask.page().await?,
    };
    Ok(Html(html.render()?).into_response())
}
