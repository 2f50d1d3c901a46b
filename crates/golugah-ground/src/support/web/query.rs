use axum::extract::{FromRequestParts, Query as Fields};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{PageError, Span};

/// What an address says behind its question mark. One that says what no page of ours asks leads nowhere, like any other
/// wrong address.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        match Fields::from_request_parts(parts, state).await {
            Ok(Fields(said)) => Ok(Self(said)),
            Err(_) => Err(PageError::NotFound),
        }
    }
}

/// Which part of a list is wanted, of one that shows what waits or all.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Part {
    /// Whether all is wanted, and not only what waits.
    #[serde(default)]
    pub all: bool,
    /// The row after which it begins.
    #[serde(default)]
    pub after: String,
    /// The row before which it ends.
    #[serde(default)]
    pub before: String,
}

impl Part {
    /// Where in the list it lies.
    pub fn span(&self) -> Span {
        Span::of(&self.after, &self.before)
    }

    /// What else an address of this list says, for [`Paged::pager`](crate::support::paged::Paged::pager).
    pub fn also(&self) -> &'static str {
        if self.all { "&all=true" } else { "" }
    }
}
