use serde::{Deserialize, Serialize};

use crate::Kind;

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

/// Why nobody of peers that differ much is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unnamed {
    /// More than a third of them would be.
    Common,
    /// They differ so much among themselves that no one of them is materially worse than the others.
    Spread,
}

impl Unnamed {
    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Spread => "spread",
        }
    }
}

/// Peers that differ beyond chance, of whom at least a third would be materially worse than the quarter with the lowest rates, and nobody
/// is named: what is said is said of all of them.
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
    /// Why none of them is named.
    pub because: Unnamed,
}
