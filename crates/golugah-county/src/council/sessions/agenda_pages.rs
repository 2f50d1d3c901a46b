//! The deeds on a session's agenda: proposals put on it, items moved, taken off and decided about.

use axum::extract::{Form as Fields, Path, State};
use axum::response::Response;
use golugah_persian::Language;

use super::ItemKind;
use super::actions::{DecideItem, EnterItem, MoveItem, PlaceItem, RemoveItem};
use super::pages::{after, on_page};
use super::proposals::{Proposal, proposals};
use super::queries;
use crate::reports::actions::BookReport;
use crate::resolutions::actions::TakeResolution;
use crate::support::web::{Form, PageError, Site, Visitor, say};
use golugah_desk::{Actor, Refusal};

pub(super) async fn enter_item(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let title = form.value("title").to_owned();
    let Some(agency) = form.number("item_agency").filter(|agency| *agency > 0) else {
        let deed = EnterItem {
            session: id,
            title,
            kind: ItemKind::Entered,
            agency: None,
            resolution: None,
            bottleneck: None,
        };
        return on_page(&site, &visitor, id, form, deed).await;
    };
    let deed = BookReport {
        session: id,
        agency,
        title,
    };
    on_page(&site, &visitor, id, form, deed).await
}

/// Puts one proposal on the agenda, or all of them.
pub(super) async fn put(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    let read = site.db.read();
    let session = queries::session(read, id).await?.ok_or(PageError::NotFound)?;
    let agenda = queries::agenda(read, id).await?;
    let calendar = site.calendar().await?;
    let wanted = form.value("put");
    let mut proposed = proposals(read, &calendar, &session, &agenda, &site.turns(&visitor).await?)
        .await?
        .all;
    proposed.retain(|proposal| wanted == "all" || proposal.name() == wanted);
    if proposed.is_empty() {
        // Somebody else put it there first, or it was never proposed.
        return after(
            &site,
            &visitor,
            id,
            form,
            Err(Refusal::Rule("refusal-not-proposed")),
        )
        .await;
    }
    for proposal in proposed {
        if let Err(refusal) = enter(&site, &actor, id, proposal).await {
            return after(&site, &visitor, id, form, Err(refusal)).await;
        }
    }
    after(&site, &visitor, id, form, Ok(())).await
}

async fn enter(site: &Site, actor: &Actor, session: i64, proposal: Proposal) -> Result<(), Refusal> {
    let deed = match proposal {
        Proposal::Late(late, _) => EnterItem {
            session,
            title: late.text,
            kind: ItemKind::LateResolution,
            agency: Some(late.agency_id),
            resolution: Some(late.id),
            bottleneck: late.bottleneck_id,
        },
        Proposal::Bottleneck(bottleneck) => EnterItem {
            session,
            title: bottleneck.sentence_fa,
            kind: ItemKind::Bottleneck,
            agency: None,
            resolution: None,
            bottleneck: Some(bottleneck.id),
        },
        Proposal::Report(turn) => {
            // What is kept is Persian, whatever the language of the page it was asked from.
            let title = say(
                Language::Persian,
                "report-of",
                &[("agency", turn.name_fa.as_str())],
            );
            let deed = BookReport {
                session,
                agency: turn.agency_id,
                title,
            };
            return site.db.perform(actor.clone(), deed).await.map(|_| ());
        }
    };
    site.db.perform(actor.clone(), deed).await.map(|_| ())
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
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let place = form.number("place").unwrap_or(0);
    let deed = PlaceItem { session, item, place };
    on_page(&site, &visitor, session, form, deed).await
}

pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path((session, item)): Path<(i64, i64)>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
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
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let Some(agency) = form.number("agency").filter(|agency| *agency > 0) else {
        return after(
            &site,
            &visitor,
            session,
            form,
            Err(Refusal::Rule("refusal-owner-missing")),
        )
        .await;
    };
    // Other days, where any are written, stand above the choice, which a form cannot take back.
    let days = match form.value("other_days").trim() {
        "" => form.number("working_days"),
        _ => form.number("other_days"),
    };
    let deed = DecideItem {
        item,
        resolution: TakeResolution {
            session,
            text: form.value("text").to_owned(),
            agency,
            working_days: days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0),
            proof: form.value("proof").to_owned(),
            bottleneck: None,
            calendar: site.settings.calendar.clone(),
        },
    };
    on_page(&site, &visitor, session, form, deed).await
}
