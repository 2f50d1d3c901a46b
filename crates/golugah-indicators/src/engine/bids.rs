use golugah_records::{Range, Standing};

use super::Id;
use super::tallies::Slot;

/// What the rules ask of a bid, worked out once for all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeenBid {
    pub(crate) standing: Standing,
    /// Whether an amount was published with its currency.
    pub(crate) priced: bool,
    /// The amount in hundredths, if it is in the settled currency.
    pub(crate) settled: Option<i64>,
    /// Its tenderers among the process's parties.
    pub(super) tenderers: Range,
}

impl SeenBid {
    /// Whether the bid was handed in and not taken back.
    pub(crate) fn is_submitted(&self) -> bool {
        self.standing != Standing::NotSubmitted
    }

    /// Whether it was handed in and nobody has decided about it.
    pub(crate) fn is_open(&self) -> bool {
        self.standing == Standing::Submitted
    }

    /// Whether the bid was found valid.
    pub(crate) fn is_valid(&self) -> bool {
        self.standing == Standing::Valid
    }

    /// Whether the bid was disqualified.
    pub(crate) fn is_disqualified(&self) -> bool {
        self.standing == Standing::Disqualified
    }
}

/// A tenderer or supplier: its number, and its row of totals as a tenderer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Party {
    /// Its number; [`Id::NONE`] where no identifier was published.
    pub(crate) id: Id,
    /// Its row.
    pub(crate) slot: Slot,
}

impl Default for Party {
    fn default() -> Self {
        Self {
            id: Id::NONE,
            slot: Slot::default(),
        }
    }
}

/// The lowest valid prices of the winner and of the others, where one award went to one supplier.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PricedAward {
    /// The winner's lowest valid price, in hundredths.
    pub(crate) win: i64,
    /// The others' lowest valid price, in hundredths.
    pub(crate) second: i64,
    /// Index of the winner's bid.
    pub(crate) winner: u32,
    /// Index of the others' lowest bid.
    pub(crate) runner_up: u32,
}

impl PricedAward {
    /// How far the next price lies above the winner's, as a share of the winner's.
    pub(crate) fn ratio(&self) -> f64 {
        (self.second - self.win) as f64 / self.win as f64
    }
}
