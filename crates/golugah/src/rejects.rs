//! What was refused, kept with its reasons.

use golugah_intake::Reject;

/// Refused records of one input. A hostile file can hold any number of them: beyond [`Rejects::KEPT`] they are counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rejects {
    pub(crate) kept: Vec<Reject>,
    pub(crate) count: u64,
}

impl Rejects {
    /// How many are kept with their reasons.
    const KEPT: usize = 100_000;

    pub(crate) fn push(&mut self, reject: Reject) {
        self.count += 1;
        if self.kept.len() < Self::KEPT {
            self.kept.push(reject);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        let others = other.count - other.kept.len() as u64;
        for reject in other.kept {
            self.push(reject);
        }
        self.count += others;
    }
}
