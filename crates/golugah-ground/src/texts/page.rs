use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::actions::ForgetText;
use super::{Forgotten, clear_away};
use crate::support::web::{Form, Page, PageError, Site, Visitor, in_a_sentence};

/// The key of what stands in a withdrawn text's place.
pub const WITHDRAWN: &str = "text-withdrawn";

/// The key of what is said where a text was withdrawn and its remains are not off the disk yet.
const REMAINS: &str = "text-remains";

/// Withdraws a text and goes back to the page on which it stood.
pub(super) async fn forget(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let deed = ForgetText {
        commitment: form.value("commitment").to_owned(),
        reason: form.value("reason").to_owned(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    site.db.perform(doer, deed).await?;
    // The deed is done, whatever comes now: nobody is told that it was not.
    if clear_away(&site.db, &Forgotten::of(site.store.folder()))
        .await
        .is_err()
    {
        return Ok(in_a_sentence(StatusCode::ACCEPTED, REMAINS));
    }
    let to = Page::new(&site, &visitor).link(form.back().unwrap_or("/today"));
    Ok(Redirect::to(&to).into_response())
}
