//! The report of an agency's head, with its file or without, and that file for whoever judges it.

use axum::extract::{Path, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::actions::{ReportResolution, ReportWithFile};
use super::pages::{after, doer};
use super::{ResolutionState, queries};
use crate::support::web::{PageError, SentFile, SentForm, Site, Visitor, attached};
use golugah_desk::store::Store;

/// The largest file of a proof, in bytes.
pub(super) const LARGEST_PROOF: u64 = 20 * 1024 * 1024;

/// What a browser may do with a file that somebody handed in: nothing but show or keep it.
const FILE_POLICY: &str =
    "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn report(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Response, PageError> {
    let resolution = queries::resolution(site.db.read(), id).await?;
    let resolution = resolution.ok_or(PageError::NotFound)?;
    // Only whose report can be taken fills the disk; the deed says to all others why not.
    let own = visitor.person.as_ref().and_then(|person| person.agency) == Some(resolution.agency_id);
    let keep = own && resolution.state == ResolutionState::Assigned.word();
    let sent = SentForm::read(&site.store, request, keep, LARGEST_PROOF).await?;
    let form = sent.form;
    let visitor = visitor.sending(&form, sent.sha256.as_deref());
    let doer = doer(&visitor)?;
    if let Some(key) = sent.refused {
        return super::pages::page_of(&site, &visitor, id, form.refused(key)).await;
    }
    let text = form.value("text").to_owned();
    let done = match sent.file {
        Some(SentFile { name, aside, kind }) => {
            let taken = aside.taken().clone();
            let deed = ReportWithFile {
                resolution: id,
                text,
                sha256: taken.sha256,
                name,
                bytes: i64::try_from(taken.bytes).unwrap_or(i64::MAX),
                kind,
            };
            aside.belongs_to(&site.db, doer, deed).await
        }
        None => {
            let deed = ReportResolution {
                resolution: id,
                text,
                file_sha256: None,
            };
            site.db.perform(doer, deed).await
        }
    };
    after(&site, &visitor, id, form, done).await
}

/// The file of a proof, as it was handed in: one that was altered since is not given out.
pub(super) async fn file(
    State(site): State<Site>,
    _visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let file = queries::evidence_file(site.db.read(), id).await?;
    let file = file.ok_or(PageError::NotFound)?;
    let bytes = Store::read_as(&site.store.find(&file.sha256)?, &file.sha256).await?;
    let bytes = bytes.ok_or(PageError::Refused("refusal-proof-altered"))?;
    let (kind, ending) = shown_as(&file.kind);
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY)),
        (
            CONTENT_DISPOSITION,
            attached(&format!("evidence-{id}{ending}"), &file.name)?,
        ),
    ];
    Ok((head, bytes).into_response())
}

/// The media type and the ending under which a kind of file is given out; one that is not known is bytes.
fn shown_as(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "application/pdf" => ("application/pdf", ".pdf"),
        "image/jpeg" => ("image/jpeg", ".jpg"),
        "image/png" => ("image/png", ".png"),
        "image/gif" => ("image/gif", ".gif"),
        "image/webp" => ("image/webp", ".webp"),
        "image/tiff" => ("image/tiff", ".tiff"),
        "image/heic" => ("image/heic", ".heic"),
        "video/mp4" => ("video/mp4", ".mp4"),
        "text/plain" => ("text/plain; charset=utf-8", ".txt"),
        _ => ("application/octet-stream", ""),
    }
}
