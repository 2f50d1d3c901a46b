//! Bottlenecks: where things stick, from the measurement that found one to the measurement that clears it.
//!
//! People confirm or dismiss, own and remedy. Nobody clears one by hand: only a measurement on later data does.

pub mod actions;
mod again;
mod agenda;
mod find_queries;
mod findings;
mod groups;
mod in_public;
mod latest;
mod life;
mod life_queries;
mod line;
mod model;
mod named;
mod offer;
mod pages;
mod picture;
mod queries;
mod row;
mod show;
mod waits;
mod workbook;

pub use life_queries::{is_named_so, measured_without_findings};
pub use model::BottleneckState;
pub use queries::{
    Bottleneck, bottleneck, confirmed, counts_after, found, is_measured_over, is_measured_so, known,
    to_measure_again,
};

pub(crate) use offer::Offer;

use sea_orm::Value;

use crate::support::web::{Role, Routes, Who};
use golugah_desk::{Desk, Refusal};

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/bottlenecks", Who::Staff, pages::list)
        .page("/bottlenecks/all.xlsx", Who::Staff, workbook::all)
        .page("/bottlenecks/{id}", Who::Staff, pages::show)
        .deed(
            "/bottlenecks/{id}/review",
            Who::Only(&[Role::Inspector]),
            pages::review,
        )
}

/// Moves a bottleneck on, where its model allows it.
async fn move_to(
    desk: &mut Desk<'_>,
    id: i64,
    next: BottleneckState,
    columns: Vec<(&'static str, Value)>,
) -> Result<(), Refusal> {
    let bottleneck = queries::bottleneck(desk.read(), id).await?;
    let version = bottleneck.ok_or(Refusal::Missing)?.version;
    move_seen(desk, (id, version), next, columns).await
}

/// The same where somebody saw it in a version and decided by what was there; [`Refusal::Changed`] where it is another by now.
async fn move_seen(
    desk: &mut Desk<'_>,
    (id, version): (i64, i64),
    next: BottleneckState,
    mut columns: Vec<(&'static str, Value)>,
) -> Result<(), Refusal> {
    let bottleneck = queries::bottleneck(desk.read(), id)
        .await?
        .ok_or(Refusal::Missing)?;
    if bottleneck.version != version {
        return Err(Refusal::Changed);
    }
    let state = BottleneckState::of_word(&bottleneck.state);
    if !state.is_some_and(|state| state.may_become(next)) {
        return Err(Refusal::Rule("refusal-bottleneck-not-there-yet"));
    }
    columns.push(("state", next.word().into()));
    desk.update("bottlenecks", id, version, columns).await
}
