//! The names that may be one firm's.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::PairState;
use super::queries::{self, FirmPair};
use crate::support::web::{Ask, Page, PageError, Pager, Query, Span};

#[derive(Template)]
#[template(path = "firms/templates/list.html")]
struct List {
    page: Page,
    pairs: Vec<FirmPair>,
    pager: Pager,
    all: bool,
    /// Whether a pair was just settled.
    saved: bool,
    /// How many are open, and whether any is known.
    counts: (i64, bool),
}

/// Which part of the list is wanted, and whether a pair was just settled.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    all: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    saved: String,
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let span = Span::of(&wanted.after, &wanted.before);
    let part = queries::listed(ask.read(), wanted.all, &span).await?;
    let html = List {
        pager: part.pager(if wanted.all { "&all=true" } else { "" }),
        pairs: part.rows,
        all: wanted.all,
        saved: wanted.saved == "1",
        counts: queries::counts(ask.read()).await?,
        page: ask.page().await?,
    };
    Ok(Html(html.render()?).into_response())
}
