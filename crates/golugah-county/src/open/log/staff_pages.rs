use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::{DeedLog, Resources};
use crate::support::web::{PageError, Site, Visitor, report as worker_report};
use golugah_desk::store::Store;

/// The deeds as an event log, case by case as they are sent.
pub(super) async fn deeds(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let deeds = DeedLog::gather(site.db.read(), Resources::Hats).await?;
    let parts = deeds.xes(visitor.language).map(Ok::<_, std::convert::Infallible>);
    let head: [(HeaderName, &str); 2] = [
        (CONTENT_TYPE, "application/xml; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"deeds.xes\""),
    ];
    Ok((head, Body::from_stream(stream::iter(parts))).into_response())
}

/// What the worker measured of these deeds last.
pub(super) async fn report(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let read = Store::read(&site.store.own_report(visitor.language.tag())).await;
    let html = read.map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(worker_report(html.ok_or(PageError::NotFound)?))
}
