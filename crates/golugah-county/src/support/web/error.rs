use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::Language;
use sea_orm::DbErr;

use super::say;
use golugah_desk::Refusal;

/// Why a page could not be given.
#[derive(Debug)]
pub enum PageError {
    /// There is no such page or record.
    NotFound,
    /// The visitor may not.
    NotAllowed,
    /// A deed was refused; the key of the sentence that says why.
    Refused(&'static str),
    /// Something broke; the program's log says what.
    Broken(String),
}

impl From<DbErr> for PageError {
    fn from(error: DbErr) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rule(key) => Self::Refused(key),
            Refusal::Changed => Self::Refused("refusal-changed"),
            Refusal::Missing => Self::NotFound,
            Refusal::Broken(error) => Self::Broken(error.to_string()),
        }
    }
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
            Self::Refused(key) => (StatusCode::CONFLICT, *key),
            Self::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "error-broken"),
        };
        let sentences =
            [Language::Persian, Language::English].map(|language| (language, say(language, key, &[])));
        let mut response = match (ErrorPage { sentences }).render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        };
        if let Self::Broken(because) = self {
            response.extensions_mut().insert(Because(because));
        }
        response
    }
}

/// What broke, for the program's log and not for the visitor.
#[derive(Clone, Debug)]
pub struct Because(pub String);
