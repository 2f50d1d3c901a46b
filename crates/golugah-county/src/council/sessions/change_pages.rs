//! The forms by which a called session is moved or called off.

use axum::extract::{Path, State};
use axum::response::Response;

use super::actions::{CancelSession, MoveSession};
use super::deed_pages::on_page;
use super::named::{NAMED, names_unseen};
use super::pages::page_of;
use crate::support::web::{Form, PageError, Site, Visitor};

pub(super) async fn move_to(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let Some(day) = form.day("new_day") else {
        return page_of(&site, &visitor, id, form.refused("refusal-no-day")).await;
    };
    let deed = MoveSession {
        session: id,
        version: form.number("version").unwrap_or(0),
        day,
        hour: form.text("new_hour"),
        place: form.text("new_place"),
        reason: form.text("move_reason"),
    };
    // Both are told to anybody at once.
    if names_unseen(site.db.read(), id, &form, &[&deed.place, &deed.reason]).await? {
        return page_of(&site, &visitor, id, form.refused(NAMED)).await;
    }
    on_page(&site, &visitor, id, form, deed).await
}

pub(super) async fn cancel(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = CancelSession {
        session: id,
        version: form.number("version").unwrap_or(0),
        reason: form.text("cancel_reason"),
    };
    if names_unseen(site.db.read(), id, &form, &[&deed.reason]).await? {
        return page_of(&site, &visitor, id, form.refused(NAMED)).await;
    }
    on_page(&site, &visitor, id, form, deed).await
}
