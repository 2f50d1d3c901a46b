//! The deeds on a session's agenda: proposals put on it, items moved, taken off and decided about.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::actions::{DecideItem, EnterItem, MoveItem, PlaceItem, PutOnAgenda, RemoveItem};
use super::deed_pages::{after, demanded, on_page};
use super::proposals::proposals;
use super::queries;
use crate::FEATURES;
use crate::support::seams::{Asked, Laid};
use crate::support::web::{Form, Page, PageError, Site, Visitor};
use golugah_desk::{Matter, Refusal};

pub(super) async fn enter_item(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let form = form.or("write", &"item");
    let title = form.value("title").to_owned();
    let Some(agency) = form.number("item_agency").filter(|agency| *agency > 0) else {
        let deed = EnterItem {
            session: id,
            item: Laid::entered(&title),
        };
        return on_page(&site, &visitor, id, form, deed).await;
    };
    let deed = PutOnAgenda {
        session: id,
        matters: vec![Matter::of("slot", agency)],
        title,
    };
    on_page(&site, &visitor, id, form, deed).await
}

/// Puts one proposal on the agenda, or all of them.
pub(super) async fn put(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let read = site.db.read();
    let session = queries::session(read, id).await?.ok_or(PageError::NotFound)?;
    let agenda = queries::agenda(read, id).await?;
    let calendar = crate::calendar::of(&site, &visitor.versions).await?;
    let asked = Asked {
        site: &site,
        page: &Page::new(&site, &visitor),
        calendar: &calendar,
        day: &session.day,
    };
    let wanted = form.value("put");
    let proposed = proposals(asked, &session, &agenda).await?.all.into_iter();
    let matters: Vec<Matter> = proposed
        .map(|proposed| proposed.matter)
        .filter(|matter| wanted == "all" || matter.to_string() == wanted)
        .collect();
    let deed = PutOnAgenda {
        session: id,
        matters,
        title: String::new(),
    };
    on_page(&site, &visitor, id, form, deed).await
}

/// Puts a record on the agenda of the session that is called, from the record's own page or from the page of the day.
pub(super) async fn lay(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let matter: Matter = form.value("matter").parse().map_err(|_| PageError::NotFound)?;
    let next = queries::next_session(site.db.read()).await?;
    let next = next.ok_or(PageError::Refused("refusal-no-session-called"))?;
    let deed = PutOnAgenda {
        session: next.id,
        matters: vec![matter.clone()],
        title: String::new(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    site.db.perform(doer, deed).await?;
    let back = match form.value("back") {
        "today" => "/today".to_owned(),
        _ => FEATURES.address(&matter),
    };
    Ok(Redirect::to(&Page::new(&site, &visitor).link(&back)).into_response())
}

pub(super) async fn move_up(
    State(site): State<Site>,
    visitor: Visitor,
    Path((session, item)): Path<(i64, i64)>,
) -> Result<Response, PageError> {
    let up = true;
    on_page(
        &site,
        &visitor,
        session,
        Form::default(),
        MoveItem { session, item, up },
    )
    .await
}

pub(super) async fn move_down(
    State(site): State<Site>,
    visitor: Visitor,
    Path((session, item)): Path<(i64, i64)>,
) -> Result<Response, PageError> {
    let up = false;
    on_page(
        &site,
        &visitor,
        session,
        Form::default(),
        MoveItem { session, item, up },
    )
    .await
}

pub(super) async fn place(
    State(site): State<Site>,
    visitor: Visitor,
    Path((session, item)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, PageError> {
    let place = form.number("place").unwrap_or(0);
    let deed = PlaceItem { session, item, place };
    on_page(&site, &visitor, session, form, deed).await
}

pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path((session, item)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, PageError> {
    let reason = form.value("reason").to_owned();
    let deed = RemoveItem {
        session,
        item,
        reason,
    };
    on_page(&site, &visitor, session, form, deed).await
}

/// What was decided about an item, written in one line.
pub(super) async fn decide(
    State(site): State<Site>,
    visitor: Visitor,
    Path((session, item)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, PageError> {
    let Some(demand) = demanded(&form) else {
        return after(
            &site,
            &visitor,
            session,
            form,
            Err(Refusal::Rule("refusal-owner-missing")),
        )
        .await;
    };
    let deed = DecideItem {
        session,
        item,
        demand,
    };
    on_page(&site, &visitor, session, form, deed).await
}
