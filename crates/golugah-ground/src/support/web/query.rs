use axum::extract::{FromRequestParts, Query as Fields};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::PageError;

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
