//! Totals per group: which row they stand in, and what they are.

use golugah_findings::Kind;

use super::Id;

/// A row of totals: one group in one stratum. The number is good within one [`Observations`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot(pub(super) u32);

impl Slot {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whose totals they are: a group, what it lies in, and the stratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TallyKey {
    /// The group's kind.
    pub kind: Kind,
    /// The group.
    pub group: Id,
    /// The wider group it was part of in these observations: an office's buyer, an officer's step.
    pub within: Option<Id>,
    /// The stratum.
    pub stratum: Id,
}

/// The totals of one group in one stratum, exact in integers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Raised observations.
    pub raised: u64,
    /// Computable observations.
    pub computable: u64,
    /// What the raised ones put at stake.
    pub stake: i128,
}

impl Tally {
    /// Adds another total.
    pub fn add(&mut self, more: Self) {
        self.raised += more.raised;
        self.computable += more.computable;
        self.stake += more.stake;
    }
}

/// The kind of group in which groups of this kind lie.
pub fn wider_kind(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::ProcuringEntity => Some(Kind::Buyer),
        Kind::Officer => Some(Kind::Step),
        Kind::Step => Some(Kind::Procedure),
        _ => None,
    }
}

/// The one of `groups` in which a group of this kind lies.
pub(super) fn within(kind: Kind, groups: &[(Kind, Id)]) -> Option<Id> {
    let wider = wider_kind(kind)?;
    groups.iter().find(|(kind, _)| *kind == wider).map(|(_, id)| *id)
}
