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

/// The totals of one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupTotals {
    /// Per group and stratum, in no order that means anything.
    pub tallies: Vec<(TallyKey, Tally)>,
    /// What these are the sums of; those of one tally one behind the other, in the order of the tallies.
    pub batches: Vec<BatchTally>,
}

impl GroupTotals {
    /// Each tally with its batches.
    pub fn rows(&self) -> impl Iterator<Item = (&TallyKey, &Tally, &[BatchTally])> {
        let mut batches = self.batches.chunk_by(|a, b| a.row == b.row).peekable();
        (0..).zip(&self.tallies).map(move |(row, (key, tally))| {
            let own = batches.next_if(|batches| batches[0].row == row);
            (key, tally, own.unwrap_or_default())
        })
    }
}

/// Observations of one group in one stratum that hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchTally {
    /// The index of the group's tally.
    pub row: u32,
    /// The batch: the same number is the same batch in all tallies of one indicator and kind of group.
    pub key: u64,
    /// Raised observations.
    pub raised: u32,
    /// Computable observations.
    pub computable: u32,
}

impl BatchTally {
    /// Of a batch that is an officer's day: days since 1970.
    pub fn day(&self) -> i64 {
        i64::from(self.key as u32 as i32)
    }

    /// Whether it is a tender or a case by itself: such a batch stands for itself where the office's month or the applicant is not
    /// known.
    pub fn is_by_itself(&self) -> bool {
        super::batches::is_by_itself(self.key)
    }

    /// Whether it stands for an office's month that was not published: a round of purchases, or all that a tenderer did there.
    pub fn is_undated(&self) -> bool {
        super::batches::is_undated(self.key)
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
