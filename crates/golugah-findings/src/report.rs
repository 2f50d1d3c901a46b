use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Against, Bottleneck, Chance, Coverage, Datum, FamilyFinding, Finding, NotNamed, OfficeAwards,
    WithoutVerdict,
};

/// What kind of records an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// OCDS compiled releases.
    Ocds,
    /// An XES event log.
    Xes,
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The file as it was named on the command line.
    pub file: String,
    /// SHA-256 of the bytes on disk, in hexadecimal.
    pub sha256: String,
    /// What was found in it.
    pub kind: InputKind,
    /// Records read: compiled releases, or cases of an event log.
    pub records: u64,
    /// Records set aside in the rejects, with a reason each.
    pub rejected: u64,
    /// Values of records that were read which could not be taken for what their field means, and count as not published.
    #[serde(default)]
    pub noted: u64,
    /// Of an event log: how far its times can be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Times>,
    /// Of an object-centric log: by what it was laid flat, and what that did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flattened: Option<Flattened>,
}

/// How far the times of an event log can be relied on. Every number counts events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// All of them.
    pub events: u64,
    /// Whose stamp names a day and no time.
    pub dates: u64,
    /// Which have an event before them in their case.
    pub followers: u64,
    /// Of those, the ones of which the stamps do not say that they came later.
    pub order_unknown: u64,
    /// Names in the officers' place that can be no persons, and count as nobody.
    pub not_persons: Vec<String>,
}

/// What became of an object-centric log when it was laid flat by one type of object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flattened {
    /// The type of the objects that are the cases.
    pub object_type: String,
    /// Readable events of the log.
    pub events: u64,
    /// Events that concern at least one such object; the others are left out.
    pub kept: u64,
    /// Of those, the ones that stand in several cases.
    pub in_several: u64,
    /// How many events more than that the cases have together.
    pub copies: u64,
    /// Objects of the type that no event concerns, and which therefore are no cases.
    pub without_events: u64,
    /// Events whose step was done before in the same case.
    pub repeats: u64,
    /// Of those, the ones that concern other objects than the time before.
    pub repeats_elsewhere: u64,
}

/// What one indicator answered over all inputs: the base rate beside every finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorSummary {
    /// The indicator's name.
    pub indicator: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// SHA-256 of what it is: `indicator.toml`, `indicator.sql` and `mod.rs` of its folder, one behind the other. With
    /// the inputs' hashes and the program's version it says what a finding was measured with.
    pub definition_sha256: String,
    /// What it holds its observations against.
    #[serde(default)]
    pub against: Against,
    /// Observations raised.
    pub raised: u64,
    /// Observations that could be computed and are not raised.
    pub clear: u64,
    /// Observations that could not be computed, by reason (a key of `locales/*/reasons.ftl`).
    pub not_computable: BTreeMap<String, u64>,
    /// How many names chance alone would give of it; none where it was not asked.
    pub by_chance: Option<Chance>,
    /// The parameters in force, thresholds and fences included.
    pub parameters: BTreeMap<String, Datum>,
}

/// Everything one scan says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanReport {
    /// The version of the program that made it.
    pub version: String,
    /// The files read.
    pub inputs: Vec<Input>,
    /// One entry per indicator that ran, in order of name.
    pub indicators: Vec<IndicatorSummary>,
    /// The raised observations, in order of indicator, subject kind and subject id.
    pub findings: Vec<Finding>,
    /// The ranked bottlenecks.
    pub bottlenecks: Vec<Bottleneck>,
    /// What is to be watched, then what would be named without floors and batches, each most probable first.
    pub not_named: Vec<NotNamed>,
    /// Steps of which there is no verdict, for nothing is known of the same step elsewhere; the greatest share of harm first.
    #[serde(default)]
    pub without_verdict: Vec<WithoutVerdict>,
    /// Peers that differ much, so that what is said is said of all of them; those of the most cases first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<FamilyFinding>,
    /// How many names chance alone would put on the page; none where it was not asked.
    pub by_chance: Option<Chance>,
    /// What the records answer and what would answer more, for each kind of records read.
    #[serde(default)]
    pub coverage: Vec<Coverage>,
    /// Who was awarded by whom, the offices that gave one supplier the most awards first; empty where bids are known, for then there is more to say.
    #[serde(default)]
    pub winners: Vec<OfficeAwards>,
    /// Names that may be two spellings of one firm, those of the most tenders first: what compares two firms was not
    /// computable there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perhaps_one_firm: Vec<PerhapsOneFirm>,
}

/// Two names that may be two spellings of one firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerhapsOneFirm {
    /// The names as they were published, in order of text.
    pub names: [String; 2],
    /// In how many tenders they met.
    pub tenders: u64,
    /// The first of these by its identifier.
    pub first: String,
}
