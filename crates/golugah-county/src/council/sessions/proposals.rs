//! What the program proposes for the agenda of a session that is called, and why.

use sea_orm::DbErr;

use super::queries::{AgendaItem, Session};
use crate::FEATURES;
use crate::support::seams::{Asked, Placed, Proposed};

/// What is proposed, in the order of an agenda.
#[derive(Clone, Debug, Default)]
pub(super) struct Proposals {
    pub(super) all: Vec<Proposed>,
    /// How many they are: all are put on the agenda with one press.
    pub(super) many: i64,
    /// Where what is not shown is found, and the sentence that says so.
    pub(super) more: Vec<(String, String)>,
}

/// What features propose for a session beside what stands on its agenda.
pub(super) async fn proposals(
    asked: Asked<'_>,
    session: &Session,
    agenda: &[AgendaItem],
) -> Result<Proposals, DbErr> {
    let there: Vec<Placed> = agenda.iter().flat_map(AgendaItem::placed).collect();
    let mut proposals = Proposals::default();
    for own in FEATURES.proposed(asked, session.id, &there).await? {
        proposals.all.extend(own.rows);
        proposals.more.extend(own.more);
    }
    proposals.many = i64::try_from(proposals.all.len()).unwrap_or(i64::MAX);
    Ok(proposals)
}
