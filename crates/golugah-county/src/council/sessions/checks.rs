//! What whoever closes a session looks at first: what comes into force, and what is not written down yet.

use super::queries::{AgendaItem, Seat};
use crate::resolutions::Draft;

/// The figures of a session that is about to be closed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checks {
    /// The drafts that come into force.
    pub(super) drafts: i64,
    /// The items about which nothing is written down.
    pub(super) open: i64,
    /// The seats of which nobody said who sat there.
    pub(super) unrecorded: i64,
}

impl Checks {
    pub(super) fn of(drafts: &[Draft], agenda: &[AgendaItem], seats: &[Seat]) -> Self {
        Self {
            drafts: counted(drafts.len()),
            open: counted(agenda.iter().filter(|item| item.state == "open").count()),
            unrecorded: counted(seats.iter().filter(|seat| seat.state.is_empty()).count()),
        }
    }
}

fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
