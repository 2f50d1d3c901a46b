use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};

use super::proof::{self, Closing};
use super::staff_pages::{Sheet, as_data, as_file};
use super::{minutes, public_queries};
use crate::sessions::minutes::{Audience, Minutes};
use crate::support::web::{Page, PageError, Site, Visitor};
use golugah_desk::log::opened;

/// The minutes of a published session as anybody may read them, and their closing.
async fn published(site: &Site, number: i64) -> Result<(Minutes, Closing), PageError> {
    let read = site.db.public();
    if let Some(kept) = public_queries::kept(read, number).await? {
        let minutes = kept
            .minutes()
            .ok_or_else(|| PageError::Broken(format!("the minutes of session number {number}")))?;
        let closing = proof::closing(site, kept.session_id, Some(&kept), Audience::Public).await?;
        return Ok((minutes, closing));
    }
    let published = public_queries::published(read, number).await?;
    let (session, minutes) = published.ok_or(PageError::NotFound)?;
    Ok((
        minutes,
        proof::closing(site, session, None, Audience::Public).await?,
    ))
}

pub(super) async fn minutes(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::new(&site, &visitor);
    let (published, closing) = published(&site, number).await?;
    let corrections = public_queries::corrections(site.db.public(), number).await?;
    let of_session = |what: &str| page.link(&format!("/portal/sessions/{number}/{what}"));
    let sheet = Sheet {
        paper: minutes::paper(&page, &published, Some(&closing), &corrections, Audience::Public),
        back: page.link(&format!("/portal/sessions/{number}")),
        receipt: closing.file().map(|_| of_session("receipt")),
        records: Some(of_session("records.jsonl")),
        data: Some(of_session("minutes.json")),
        preview: false,
        message: None,
        page,
    };
    Ok(Html(sheet.render()?).into_response())
}

pub(super) async fn minutes_json(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::new(&site, &visitor);
    let (published, closing) = published(&site, number).await?;
    let corrections = public_queries::corrections(site.db.public(), number).await?;
    let paper = minutes::paper(&page, &published, Some(&closing), &corrections, Audience::Public);
    as_data(&paper)
}

/// The session's public records as the log vouches for them, a line of JSON each, with what opens its commitments.
pub(super) async fn records(
    State(site): State<Site>,
    Path(number): Path<i64>,
) -> Result<Response, PageError> {
    let lines = opened(site.db.public(), number, number).await?;
    if lines.is_empty() {
        return Err(PageError::NotFound);
    }
    let head = [
        (CONTENT_TYPE, "application/jsonl; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"records-session-{number}.jsonl\""),
        ),
    ];
    Ok((head, lines.join("\n") + "\n").into_response())
}

pub(super) async fn receipt(
    State(site): State<Site>,
    Path(number): Path<i64>,
) -> Result<Response, PageError> {
    let (_, closing) = published(&site, number).await?;
    as_file(&closing, number)
}
