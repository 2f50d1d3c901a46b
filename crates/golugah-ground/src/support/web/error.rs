use askama::Template;
use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::Language;
use sea_orm::DbErr;

use super::{Page, Site, Visitor, say};
use golugah_desk::{Failure, NO_ROOM, Refusal, UNAVAILABLE};

/// After how many seconds it is worth trying again where the disk is full or the database is locked.
const WORTH_TRYING_AGAIN: &str = "30";

/// Why a page could not be given.
#[derive(Debug)]
pub enum PageError {
    /// There is no such page or record.
    NotFound,
    /// The visitor may not.
    NotAllowed,
    /// A deed was refused, or nothing can be written just now; the key of the sentence that says why.
    Refused(&'static str),
    /// Something broke; the program's log says what.
    Broken(String),
}

impl From<DbErr> for PageError {
    fn from(error: DbErr) -> Self {
        match Failure::of(&error) {
            Some(failure) => Refusal::from(failure).into(),
            None => Self::Broken(error.to_string()),
        }
    }
}

impl From<std::io::Error> for PageError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Refused(NO_ROOM),
            _ => Self::Broken(error.to_string()),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        match (refusal.key(), refusal) {
            (Some(key), _) => Self::Refused(key),
            (None, Refusal::Missing) => Self::NotFound,
            (None, refusal) => Self::Broken(refusal.to_string()),
        }
    }
}

/// The status of an answer that refuses something in a sentence of this key: mostly somebody's record stands against it,
/// but a full disk or a locked database is nobody's fault, and the same form may be taken later.
pub(crate) fn refused_status(key: &str) -> StatusCode {
    match key {
        NO_ROOM => StatusCode::INSUFFICIENT_STORAGE,
        UNAVAILABLE => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::CONFLICT,
    }
}

/// Says when to come again to whoever was told that it cannot be done now.
pub async fn with_retry_after(mut response: Response) -> Response {
    let later = matches!(
        response.status(),
        StatusCode::INSUFFICIENT_STORAGE | StatusCode::SERVICE_UNAVAILABLE
    );
    if later {
        let after = response.headers_mut().entry(RETRY_AFTER);
        after.or_insert(HeaderValue::from_static(WORTH_TRYING_AGAIN));
    }
    response
}

/// A page that says in both languages what went wrong: which one was wanted may not be known here.
#[derive(Template)]
#[template(path = "support/templates/error.html")]
struct ErrorPage {
    sentences: [(Language, String); 2],
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, key) = match &self {
            Self::NotFound => (StatusCode::NOT_FOUND, "error-not-found"),
            Self::NotAllowed => (StatusCode::FORBIDDEN, "error-not-allowed"),
            Self::Refused(key) => (refused_status(key), *key),
            Self::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "error-broken"),
        };
        let mut response = in_a_sentence(status, key);
        if let Self::Broken(because) = self {
            response.extensions_mut().insert(Because(because));
        }
        response
    }
}

/// A page of one sentence, in both languages.
pub fn in_a_sentence(status: StatusCode, key: &'static str) -> Response {
    let sentences =
        [Language::Persian, Language::English].map(|language| (language, say(language, key, &[])));
    let mut response = match (ErrorPage { sentences }).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => return status.into_response(),
    };
    response.extensions_mut().insert(Said(key));
    response
}

/// The key of the sentence that is all an answer says, for whoever knows its reader.
#[derive(Clone, Copy, Debug)]
struct Said(&'static str);

/// The same sentence within the frame of the site, in the reader's language.
#[derive(Template)]
#[template(path = "support/templates/said.html")]
struct SaidPage {
    page: Page,
    sentence: String,
    /// The page to go on from within its language, and the key of its name.
    back: (&'static str, &'static str),
}

/// An answer that is one sentence, in the frame of the site: with the menu and a way back. Whatever else it is stays as it
/// came; so does one that broke, for what the frame needs may be what broke.
pub async fn in_its_frame(site: &Site, visitor: &Visitor, response: Response) -> Response {
    let Some(&Said(key)) = response.extensions().get() else {
        return response;
    };
    // An answer to a deed that was done stands in both languages, as it came.
    if response.status().is_server_error() || response.status().is_success() {
        return response;
    }
    let (page, back) = match &visitor.person {
        Some(_) => match Page::staff(site, visitor).await {
            Ok(page) => (page, ("/today", "site-today")),
            Err(_) => return response,
        },
        None => (Page::new(site, visitor), ("/", "portal-title")),
    };
    let sentence = page.say(key);
    let Ok(html) = (SaidPage { page, sentence, back }).render() else {
        return response;
    };
    let (mut head, _) = response.into_parts();
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(html))
}

/// What broke, for the program's log and not for the visitor.
#[derive(Clone, Debug)]
pub struct Because(pub String);
