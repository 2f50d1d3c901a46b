use serde::{Deserialize, Serialize};

use crate::{Group, Kind};

/// How many are raised of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Raised observations.
    pub raised: u64,
    /// Computable ones.
    pub computable: u64,
}

impl Counted {
    /// `raised / computable`; 0 where nothing could be computed.
    pub fn rate(self) -> f64 {
        self.raised as f64 / self.computable.max(1) as f64
    }
}

/// Why peers that differ much are told of together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unnamed {
    /// More than a third of them would be.
    Common,
    /// They differ so much among themselves that no one of them is materially worse than the others.
    Spread,
    /// Two rates describe them far better than one spread of rates does, and each is that of more than a few.
    TwoWays,
}

impl Unnamed {
    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Spread => "spread",
            Self::TwoWays => "two_ways",
        }
    }
}

/// The groups that do a thing in one of two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// How many there are.
    pub groups: u64,
    /// What they have together.
    pub whole: Counted,
}

/// Two ways in which peers do a thing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TwoWays {
    /// Those at the lower rate,
    pub lower: Way,
    /// and those at the upper one.
    pub upper: Way,
    /// The logarithm of how much likelier the counts are of two rates than of one spread of rates.
    pub gain: f64,
}

/// One of peers that differ: evidence of what is said of all of them, and no word on itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FamilyMember {
    /// Who it is; none where it is a person or a firm, for nothing was found of any one of them.
    pub group: Option<Group>,
    /// Raised observations.
    pub raised: u64,
    /// Computable ones.
    pub computable: u64,
    /// `raised / computable`.
    pub rate: f64,
    /// With 95 % its rate is at least this,
    pub least: f64,
    /// and at most this.
    pub most: f64,
    /// Whether it is one of the upper way; where there are no two ways, whether it would be materially worse if the quarter with the lowest rates
    /// were usual.
    pub above: bool,
}

/// Peers that differ beyond chance, of whom a third would be materially worse than the quarter with the lowest rates, or who do a thing in
/// two ways: what is said is said of all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FamilyFinding {
    /// The indicator's name.
    pub indicator: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// What kind of groups they are.
    pub kind: Kind,
    /// The step at which they stand side by side; none where they are all groups of the kind.
    pub place: Option<String>,
    /// How many there are, those with fewer than five computable observations not counted.
    pub groups: u64,
    /// What all of them have.
    pub whole: Counted,
    /// What a group has that one in ten lies below,
    pub low: Counted,
    /// and one that one in ten lies above.
    pub high: Counted,
    /// The rate of the quarter of them with the lowest rates, together.
    pub lowest_quarter: f64,
    /// How many would be materially worse if that were usual.
    pub beyond: u64,
    /// Why it is told.
    pub because: Unnamed,
    /// The two ways, where there are two.
    pub two_ways: Option<TwoWays>,
    /// How many of them are named all the same.
    pub named: u64,
    /// All of them, the highest rate first.
    pub members: Vec<FamilyMember>,
}
