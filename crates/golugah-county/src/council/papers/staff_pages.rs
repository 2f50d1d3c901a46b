use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};

use super::invitation::Letter;
use super::proof::{self, Closing};
use super::{Paper, invitation, minutes, sms};
use crate::sessions::minutes::{Audience, Decided, Minutes, gathered, kept};
use crate::support::web::{Page, PageError, Site, Visitor, say};
use crate::texts::WITHDRAWN;
use crate::{resolutions, sessions};

/// A paper as a page.
#[derive(Template)]
#[template(path = "papers/templates/paper.html")]
pub(super) struct Sheet {
    pub(super) page: Page,
    pub(super) paper: Paper,
    /// Where it belongs.
    pub(super) back: String,
    /// Where its receipt is to be had.
    pub(super) receipt: Option<String>,
    /// Where the records that the log vouches for are to be had.
    pub(super) records: Option<String>,
    /// Where it is to be had as data.
    pub(super) data: Option<String>,
    /// Whether it is shown to staff as anybody will read it.
    pub(super) preview: bool,
    /// The invitation in one short message, and in how many parts it goes.
    pub(super) message: Option<(String, i64)>,
}

/// The session for an invitation.
async fn invited(site: &Site, page: &Page, id: i64) -> Result<(Paper, Minutes), PageError> {
    let read = site.db.read();
    let session = gathered(read, id, None, Audience::Council)
        .await?
        .ok_or(PageError::NotFound)?;
    let steps = sessions::steps(read, id).await?;
    let sent = steps
        .into_iter()
        .find(|taken| taken.step == sessions::Step::Invited.word());
    let letter = match sent {
        Some(sent) => Letter {
            number: Some(sent.letter),
            day: Some(sent.day),
        },
        None => Letter {
            number: None,
            day: proof::called_on(site.db.public(), id).await?,
        },
    };
    Ok((invitation::paper(page, &session, &letter), session))
}

pub(super) async fn invitation(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let (paper, session) = invited(&site, &page, id).await?;
    let message = invitation::message(&page, &session);
    let sheet = Sheet {
        paper,
        back: page.link(&format!("/sessions/{id}")),
        receipt: None,
        records: None,
        data: Some(page.link(&format!("/sessions/{id}/invitation.json"))),
        preview: false,
        message: Some((message.clone(), sms::parts(&message))),
        page,
    };
    Ok(Html(sheet.render()?).into_response())
}

pub(super) async fn invitation_json(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::new(&site, &visitor);
    let (paper, _) = invited(&site, &page, id).await?;
    as_data(&paper)
}

/// The minutes as they were kept, or as they stand so far, and their closing.
async fn written(site: &Site, page: &Page, id: i64) -> Result<(Minutes, Option<Closing>), PageError> {
    let read = site.db.read();
    let session = sessions::session(read, id).await?.ok_or(PageError::NotFound)?;
    let kept = kept(read, id, Audience::Council).await?;
    let mut minutes = match kept.as_ref().map(sessions::minutes::Kept::minutes) {
        Some(minutes) => minutes.ok_or_else(|| PageError::Broken(format!("the minutes of session {id}")))?,
        None => gathered(read, id, None, Audience::Council)
            .await?
            .ok_or(PageError::NotFound)?,
    };
    if session.state == "called" {
        // What is written down so far, as it would stand in the minutes.
        let calendar = crate::calendar::of(site, &page.versions).await?;
        let drafts = resolutions::drafts_of(read, id).await?.into_iter();
        minutes.resolutions = drafts.map(|draft| Decided::of_draft(draft, &calendar)).collect();
    }
    let withdrawn = say(page.language, WITHDRAWN, &[]);
    let minutes = minutes.named(read, &withdrawn).await?;
    let closing = match session.state.as_str() {
        "closed" => Some(proof::closing(site, id, kept.as_ref(), Audience::Council).await?),
        _ => None,
    };
    Ok((minutes, closing))
}

pub(super) async fn minutes(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let (written, closing) = written(&site, &page, id).await?;
    let corrections = sessions::corrections(site.db.read(), id).await?;
    let has_receipt = closing.as_ref().is_some_and(|closing| closing.file().is_some());
    let sheet = Sheet {
        paper: minutes::paper(&page, &written, closing.as_ref(), &corrections, Audience::Council),
        back: page.link(&format!("/sessions/{id}")),
        receipt: has_receipt.then(|| page.link(&format!("/sessions/{id}/receipt"))),
        records: None,
        data: Some(page.link(&format!("/sessions/{id}/minutes.json"))),
        preview: false,
        message: None,
        page,
    };
    Ok(Html(sheet.render()?).into_response())
}

/// The minutes of a closed session as anybody will read them once it is published, for whoever is about to publish it.
pub(super) async fn preview(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let read = site.db.read();
    let page = Page::staff(&site, &visitor).await?;
    let session = sessions::session(read, id).await?.ok_or(PageError::NotFound)?;
    if session.state != "closed" {
        return Err(PageError::Refused("refusal-session-not-closed"));
    }
    let kept = kept(read, id, Audience::Public).await?;
    let written = match kept.as_ref().map(sessions::minutes::Kept::minutes) {
        Some(minutes) => minutes.ok_or_else(|| PageError::Broken(format!("the minutes of session {id}")))?,
        None => gathered(read, id, None, Audience::Public)
            .await?
            .ok_or(PageError::NotFound)?,
    };
    let closing = proof::closing(&site, id, kept.as_ref(), Audience::Public).await?;
    let corrections = sessions::corrections(read, id).await?;
    let sheet = Sheet {
        paper: minutes::paper(&page, &written, Some(&closing), &corrections, Audience::Public),
        back: page.link(&format!("/sessions/{id}")),
        receipt: None,
        records: None,
        data: None,
        preview: true,
        message: None,
        page,
    };
    Ok(Html(sheet.render()?).into_response())
}

pub(super) async fn minutes_json(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::new(&site, &visitor);
    let (written, closing) = written(&site, &page, id).await?;
    let corrections = sessions::corrections(site.db.read(), id).await?;
    let paper = minutes::paper(&page, &written, closing.as_ref(), &corrections, Audience::Council);
    as_data(&paper)
}

pub(super) async fn receipt(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::new(&site, &visitor);
    let (written, closing) = written(&site, &page, id).await?;
    let closing = closing.ok_or(PageError::Refused("refusal-session-not-closed"))?;
    as_file(&closing, written.number)
}

/// A paper as data, for whatever else sets it.
pub(super) fn as_data(paper: &Paper) -> Result<Response, PageError> {
    let text = serde_json::to_string(paper).map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}

/// A receipt to be kept, or why there is none yet.
pub(super) fn as_file(closing: &Closing, number: i64) -> Result<Response, PageError> {
    let text = closing
        .file()
        .ok_or(PageError::Refused("refusal-no-receipt-yet"))?;
    let name = format!("attachment; filename=\"receipt-session-{number}.txt\"");
    let head = [
        (CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((head, text).into_response())
}
