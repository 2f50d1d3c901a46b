use serde::{Deserialize, Serialize};

use crate::{BatchKind, ByOutsiders, Floor, Kind, Visible};

/// The group a bottleneck lies in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What kind of group.
    pub kind: Kind,
    /// Its identifier as published.
    pub id: String,
    /// Its name as published; the identifier where no name was.
    pub name: String,
    /// Whether others of its kind bear the same name: then only the identifier tells them apart.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shares_name: bool,
}

impl Group {
    /// What people call it: its name, or its identifier where it has none.
    pub fn called(&self) -> &str {
        match self.name.trim() {
            "" => &self.id,
            _ => &self.name,
        }
    }
}

/// One sentence for people, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Persian.
    pub fa: String,
    /// English.
    pub en: String,
}

/// What a stake is counted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StakeUnit {
    /// Whole units of this currency.
    Currency(String),
    /// Days of waiting.
    Days,
    /// Cases: neither money nor time was published.
    Cases,
}

/// What an officer did at one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtStep {
    /// The step, as a group is identified.
    pub step: String,
    /// Raised observations there.
    pub raised: u64,
    /// Computable ones.
    pub computable: u64,
    /// `raised / computable`.
    pub rate: f64,
    /// The mean rate of the colleagues at that step.
    pub peer_rate: f64,
    /// Raised observations of these colleagues in the data, of which the rate beside it is the mean as fitted.
    #[serde(default)]
    pub peers_raised: u64,
    /// Computable ones; 0 in what was written before they were counted.
    #[serde(default)]
    pub peers_computable: u64,
    /// The posterior probability that the officer's own rate there is above the material threshold.
    pub probability: f64,
}

/// A place where an indicator is raised materially more often than at its peers, beyond what chance explains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// 1 is the greatest excess harm.
    pub rank: u32,
    /// Where.
    pub group: Group,
    /// The indicator's name.
    pub indicator: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// Raised observations of the group (*k*).
    pub raised: u64,
    /// Computable observations of the group (*n*).
    pub computable: u64,
    /// What its observations hang together by; none in what was written before that was counted.
    #[serde(default)]
    pub batch: Option<BatchKind>,
    /// In how many batches they lie.
    #[serde(default)]
    pub batches: u64,
    /// In how many of these at least one is raised.
    #[serde(default)]
    pub raised_batches: u64,
    /// By how much *k* and *n* are divided before they are judged: 1 where each observation says as much as any other.
    #[serde(default)]
    pub design_effect: f64,
    /// `raised / computable`.
    pub rate: f64,
    /// The mean rate of the group's peers, weighted by the group's own mix of strata.
    pub peer_rate: f64,
    /// How many peers it was compared with.
    pub peers: u64,
    /// The rate of these peers as it stands in the data, each stratum weighted by the group's own computable observations: what would
    /// be raised here if each kind of case went as at all of them together. 0 in what was written before that was counted.
    #[serde(default)]
    pub peer_rate_by_mix: f64,
    /// Raised observations of these peers where the group was compared with them, whatever their mix.
    #[serde(default)]
    pub peers_raised: u64,
    /// Computable ones; 0 in what was written before they were counted.
    #[serde(default)]
    pub peers_computable: u64,
    /// The rate above which the difference is material.
    pub material_threshold: f64,
    /// The posterior probability that the group's own rate is above the material threshold.
    pub probability: f64,
    /// That probability by the share of groups that are expected beforehand to be no peers.
    #[serde(default)]
    pub by_outsiders: ByOutsiders,
    /// Of an officer, the steps that carry it, most probable first: all other figures are of what was done at these. Empty for
    /// other groups, and in what was written before officers were judged step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<AtStep>,
    /// Raised observations beyond what its peers' rate would give.
    pub excess: f64,
    /// Excess times the mean stake of a raised observation, in `stake_unit`.
    pub stake: f64,
    /// What `stake` is counted in.
    pub stake_unit: StakeUnit,
    /// What of the amounts behind it names no currency; none where each does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency_not_stated: Option<CurrencyNotStated>,
    /// What a remedy must bring about for a later measurement to see it; none in what was written before that was reckoned.
    #[serde(default)]
    pub visible: Option<Visible>,
    /// Where the same cases are raised too, or another spelling of the place: told here, and not once more by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_under: Vec<AlsoUnder>,
    /// The sentence for people, which also names what else could explain it.
    pub sentence: Sentence,
}

/// Amounts of raised cases that name no currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyNotStated {
    /// How many of the raised cases have such an amount.
    pub cases: u64,
    /// Whether they are in the stake: they are where all other amounts of the data are in one currency.
    pub added: bool,
}

/// What would be named by itself, and is told with the bottleneck that it is a part of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoUnder {
    /// Where.
    pub group: Group,
    /// The indicator's name.
    pub indicator: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// Raised observations of the group.
    pub raised: u64,
    /// Computable ones.
    pub computable: u64,
    /// Why it is told there.
    pub because: AlsoBecause,
}

/// Why something is told with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlsoBecause {
    /// At least nine in ten of its raised cases are raised there too.
    SameCases,
    /// It is perhaps the same place, spelled otherwise.
    Spelling,
}

/// A group that is not named, though the average error would allow it, or though it would be named without floors and if
/// each of its observations stood by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotNamed {
    /// Where.
    pub group: Group,
    /// Of an officer, the step at which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The indicator's name.
    pub indicator: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// What kept it.
    pub floor: Floor,
    /// Raised observations of the group (*k*).
    pub raised: u64,
    /// Computable observations of the group (*n*).
    pub computable: u64,
    /// What its observations hang together by.
    pub batch: Option<BatchKind>,
    /// In how many batches they lie.
    pub batches: u64,
    /// In how many of these at least one is raised.
    pub raised_batches: u64,
    /// `raised / computable`.
    pub rate: f64,
    /// The mean rate of the group's peers.
    pub peer_rate: f64,
    /// The probability that its own rate is above the material threshold, by the share of outsiders expected.
    pub probability: ByOutsiders,
    /// Raised observations beyond what its peers' rate would give.
    pub excess: f64,
}

/// A step of which there is no verdict, for it is measured at fewer than three other places: what is seen there, without a word on
/// whether it is much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithoutVerdict {
    /// The step.
    pub group: Group,
    /// The indicator's name.
    pub indicator: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// Raised observations of the step.
    pub raised: u64,
    /// Computable observations of the step.
    pub computable: u64,
    /// `raised / computable`.
    pub rate: f64,
    /// At how many other places the same step is measured: fewer than three.
    pub elsewhere: u64,
    /// What the raised observations put at stake, in `stake_unit`.
    pub stake: f64,
    /// What `stake` is counted in: days or cases.
    pub stake_unit: StakeUnit,
    /// The share of all that the indicator measured, from 0 to 1, by which they are in order.
    pub share: f64,
}
