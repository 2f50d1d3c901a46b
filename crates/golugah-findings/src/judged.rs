use crate::JudgedAgain;
use serde::{Deserialize, Serialize};

/// What kept a group from being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Floor {
    /// Its raised observations lie in fewer than two batches, or without the heaviest of them its rate is not material.
    Batches,
    /// It lies less than five points above its peers, or has fewer than three cases beyond them.
    Excess,
    /// It is sure enough only if its observations are counted as independent.
    Dependence,
    /// With it the average error of all that is named would be too large.
    AverageError,
    /// Its own probability is below 0.90, of twenty observations and more below 0.85.
    Probability,
    /// Whether it is named hangs on how many groups are expected beforehand to be no peers.
    Prior,
    /// Of an officer at a step: more than a third of the colleagues there stand out as well, and at least three.
    Common,
    /// Of an officer at a step: beside what colleagues did there in the same half-years it does not stand out, or nothing is known of these.
    Time,
    /// Of an officer: raised in fewer than twenty cases.
    Cases,
}

impl Floor {
    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Batches => "batches",
            Self::Excess => "excess",
            Self::Dependence => "dependence",
            Self::AverageError => "average_error",
            Self::Probability => "probability",
            Self::Prior => "prior",
            Self::Common => "common",
            Self::Time => "time",
            Self::Cases => "cases",
        }
    }

    /// Whether what it kept is to be watched: the average error would allow to name it.
    pub fn is_to_watch(self) -> bool {
        matches!(
            self,
            Self::Probability | Self::Prior | Self::Common | Self::Time | Self::Cases
        )
    }
}

/// What is to be done about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is named.
    Named,
    /// The average error would allow to name it.
    ToWatch,
    /// Without floors and batches it would be named.
    Kept,
    /// It does not stand out.
    Unremarkable,
}

impl Standing {
    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::ToWatch => "to_watch",
            Self::Kept => "kept",
            Self::Unremarkable => "unremarkable",
        }
    }
}

/// The posterior probability by the share of groups that are expected beforehand to be no peers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ByOutsiders {
    /// One in a hundred.
    #[serde(rename = "0.01")]
    pub rare: f64,
    /// One in twenty: the one that counts.
    #[serde(rename = "0.05")]
    pub usual: f64,
    /// One in ten.
    #[serde(rename = "0.10")]
    pub frequent: f64,
}

/// How many groups are named where batches are dealt out anew among them: what chance alone would put on the page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// How often they were dealt out.
    pub deals: u32,
    /// The seed of the first deal; each further one has the next number.
    pub seed: u64,
    /// Names in a deal, on average.
    pub named: f64,
}

/// One group of a file of counts, beside its peers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgedGroup {
    /// The group as it stands in the file.
    pub group: String,
    /// What is to be done about it.
    pub standing: Standing,
    /// What kept it from being named; none where it is named or does not stand out.
    pub floor: Option<Floor>,
    /// Its raised observations (*k*).
    pub raised: u64,
    /// Its computable observations (*n*).
    pub computable: u64,
    /// In how many batches they lie.
    pub batches: u64,
    /// In how many of these at least one is raised.
    pub raised_batches: u64,
    /// By how much both counts are divided before they are judged.
    pub design_effect: f64,
    /// `raised / computable`.
    pub rate: f64,
    /// The mean rate of its peers.
    pub peer_rate: f64,
    /// How many peers it has.
    pub peers: u64,
    /// The rate above which the difference is material.
    pub material_threshold: f64,
    /// The probability that its own rate is above that, by the share of outsiders expected.
    pub probability: ByOutsiders,
    /// Raised observations beyond what its peers' rate would give.
    pub excess: f64,
}

/// What is thought of all groups of a file of counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The correlation of observations of one batch, from 0 to 0.95.
    pub correlation: f64,
    /// What chance alone would name; none where it was not asked.
    pub chance: Option<Chance>,
    /// How many groups the file tells of. With fewer than four nobody is judged, for nobody has three peers.
    pub given: u64,
    /// The groups with five computable observations and three peers: the named ones first, then those to be watched,
    /// those that were kept and all others, each most probable first.
    pub groups: Vec<JudgedGroup>,
    /// The named groups on later counts; none where none were given.
    pub again: Option<Vec<JudgedAgain>>,
}
