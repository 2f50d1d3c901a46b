//! What is said of a bottleneck on data dated after its remedy: whether it is still one, and whether the remedy did it.

use serde::{Deserialize, Serialize};

/// Whether a bottleneck is still one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is no longer materially worse than its peers of the same window.
    Cleared,
    /// It still is.
    NotCleared,
    /// Neither can be said yet.
    NotEnoughData,
}

impl State {
    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cleared => "cleared",
            Self::NotCleared => "not_cleared",
            Self::NotEnoughData => "not_enough_data",
        }
    }
}

/// What is missing before anything can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Three other groups to compare with.
    Peers,
    /// Cases.
    Cases,
    /// Half a year, or a second batch.
    Time,
    /// One half of the window does not bear out what the whole says.
    Steadiness,
    /// What can be computed fell by more than a tenth.
    Fields,
}

impl Lack {
    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Peers => "peers",
            Self::Cases => "cases",
            Self::Time => "time",
            Self::Steadiness => "steadiness",
            Self::Fields => "fields",
        }
    }
}

/// A group measured again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredAgain {
    /// What it comes to.
    pub state: State,
    /// What is missing where nothing can be said.
    pub lack: Option<Lack>,
    /// How many further cases would clear it at its peers' rate; 0 where it is not cases that are missing.
    pub cases_needed: u64,
    /// After how many further days they will be there at the pace of this window; none where nobody can tell.
    pub days_needed: Option<u64>,
    /// Raised observations after the remedy.
    pub raised: u64,
    /// Computable observations after the remedy.
    pub computable: u64,
    /// In how many batches they lie.
    pub batches: u64,
    /// By how much both are divided before they are judged.
    pub design_effect: f64,
    /// The mean rate of its peers in the same window; none without three.
    pub peer_rate: Option<f64>,
    /// How many peers it has there.
    pub peers: u64,
    /// The rate above which the difference is material, by the peers of the same window.
    pub material_threshold: Option<f64>,
    /// The probability that its own rate is still above that,
    pub probability: Option<f64>,
    /// and the same in each half of the window.
    pub in_halves: Option<[f64; 2]>,
    /// What is said of the remedy; none where the group or its peers are missing before it or in a half of the window.
    pub effect: Option<RemedyEffect>,
}

/// Whether a remedy did it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemedyEffect {
    /// Whether it is said that the fall is more than would have happened anyway.
    pub is_said: bool,
    /// For each half of the window the probability of so few raised observations if nothing had been done.
    pub by_itself: [f64; 2],
    /// The rate expected if nothing had been done.
    pub expected: f64,
    /// The noise from window to window that was assumed: a standard deviation of logits.
    pub noise: f64,
    /// Of how many groups it was estimated; 0 where the usual wide one is taken.
    pub noise_groups: u64,
    /// The group that nothing was done about and whose rate was nearest; none where there is none.
    pub control: Option<Control>,
}

/// A group that nothing was done about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// The group's id; empty where it is a person.
    pub group: String,
    /// As that of [`RemedyEffect`].
    pub by_itself: [f64; 2],
}

/// What a remedy must bring about for a later measurement to see it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visible {
    /// With how many later cases: as many as came in a year, where days are known.
    pub cases: u64,
    /// The highest rate afterwards of which it would be seen, four times in five, that it fell; none where nothing would.
    pub rate: Option<f64>,
    /// How many cases at its peers' rate would clear it; at most a million.
    pub cases_to_clear: u64,
}

/// A named group of a file of counts, measured again on another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgedAgain {
    /// The group as it stands in the files.
    pub group: String,
    /// Its rate when it was named.
    pub rate_before: f64,
    /// Its peers' mean rate then.
    pub peer_rate_before: f64,
    /// What could have been seen, said beforehand, with as many cases as it had.
    pub visible: Visible,
    /// What the later counts say.
    pub again: MeasuredAgain,
}
