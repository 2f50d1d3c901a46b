//! The published files over HTTP, as C2SP `tlog-tiles` lays them out.

use std::path::Path;

use axum::extract::{Path as Part, State};
use axum::http::HeaderName;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use golugah_ledger::Published;

use crate::support::web::{PageError, Site};
use golugah_desk::store::Store;

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

/// What grows is asked for again soon.
const SOON: &str = "max-age=5";

/// What is written once stays so for ever.
const FOR_EVER: &str = "max-age=31536000, immutable";

pub(super) async fn checkpoint(State(site): State<Site>) -> Result<Response, PageError> {
    given(&site.store.log().join("checkpoint"), TEXT, SOON).await
}

pub(super) async fn vkey(State(site): State<Site>) -> Result<Response, PageError> {
    given(&site.store.log().join("vkey"), TEXT, SOON).await
}

/// A tile or a bundle of entries. The name of the file is made of the numbers that were read, not of what was sent.
pub(super) async fn tile(State(site): State<Site>, Part(path): Part<String>) -> Result<Response, PageError> {
    let published = Published::parse(&format!("tile/{path}")).ok_or(PageError::NotFound)?;
    given(&site.store.log().join(published.path()), BYTES, FOR_EVER).await
}

async fn given(path: &Path, kind: &'static str, keep: &'static str) -> Result<Response, PageError> {
    let read = Store::read(path).await;
    let bytes = read
        .map_err(|error| PageError::Broken(error.to_string()))?
        .ok_or(PageError::NotFound)?;
    // Pages of others may read it too: whoever watches this log may do so in a browser.
    let head: [(HeaderName, &str); 3] = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, keep),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    Ok((head, bytes).into_response())
}
