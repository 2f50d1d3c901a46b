use axum::extract::{Form as Fields, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::Forgotten;
use super::actions::ForgetText;
use crate::support::web::{Form, Page, PageError, Site, Visitor};

/// The key of what stands in a withdrawn text's place.
pub const WITHDRAWN: &str = "text-withdrawn";

/// Withdraws a text and goes back to the page on which it stood.
pub(super) async fn forget(
    State(site): State<Site>,
    visitor: Visitor,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let deed = ForgetText {
        commitment: form.value("commitment").to_owned(),
        reason: form.value("reason").to_owned(),
    };
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    let commitment = deed.commitment.clone();
    site.db.perform(actor, deed).await?;
    let noted = Forgotten::of(site.store.folder())
        .add(&site.db, &commitment)
        .await;
    noted.map_err(|error| PageError::Broken(error.to_string()))?;
    // The page named itself; whatever else a form says leads to the first page.
    let back = form.value("back");
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    let to = Page::new(&site, &visitor).link(if own { back } else { "/today" });
    Ok(Redirect::to(&to).into_response())
}
