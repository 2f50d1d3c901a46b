use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::{DeedLog, Resources};
use crate::FEATURES;
use crate::support::web::{PageError, Site, Visitor, report as worker_report};

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

/// Whether the worker has measured these deeds yet.
pub(super) async fn is_measured(site: &Site, language: &str) -> Result<bool, PageError> {
    Ok(FEATURES.own_report(site.db.read(), language).await?.is_some())
}

/// What the worker measured of these deeds last.
pub(super) async fn report(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let sha256 = FEATURES
        .own_report(site.db.read(), visitor.language.tag())
        .await?;
    let html = site.result(&sha256.ok_or(PageError::NotFound)?).await?;
    Ok(worker_report(html))
}
