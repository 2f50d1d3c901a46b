//! Bottlenecks: where things stick, from the measurement that found one to the measurement that clears it.
//!
//! People confirm or dismiss, own and remedy. Nobody clears one by hand: only a measurement on later data does.

pub mod actions;
mod model;
mod queries;

pub use model::BottleneckState;
pub use queries::{Bottleneck, bottleneck, reopened, waiting};

use sea_orm::Value;

use crate::support::db::{Desk, Refusal};

/// Moves a bottleneck on within another feature's deed, where its model allows it.
pub(crate) async fn move_to(
    desk: &mut Desk<'_>,
    id: i64,
    next: BottleneckState,
    mut columns: Vec<(&'static str, Value)>,
) -> Result<(), Refusal> {
    let bottleneck = queries::bottleneck(desk.read(), id)
        .await?
        .ok_or(Refusal::Missing)?;
    let state = BottleneckState::of_word(&bottleneck.state);
    if !state.is_some_and(|state| state.may_become(next)) {
        return Err(Refusal::Rule("refusal-bottleneck-not-there-yet"));
    }
    columns.push(("state", next.word().into()));
    desk.update("bottlenecks", id, bottleneck.version, columns).await
}
