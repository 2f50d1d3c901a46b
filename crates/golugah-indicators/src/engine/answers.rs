use golugah_findings::{Datum, Kind};
use golugah_records::Timestamp;

use super::Place;
use super::batches::BatchOf;
use super::seen::Row;
use super::tallies::Slot;

/// The three answers of an observation. The third is never shown as the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The value passes the threshold.
    Raised,
    /// It could be computed and does not.
    Clear,
    /// It could not be computed, because of this.
    NotComputable(&'static str),
}

/// What is at stake: hundredths of currency or milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AtStake {
    /// In the settled currency, or time.
    pub(crate) stated: i64,
    /// Of an amount whose currency was not published.
    pub(crate) unstated: i64,
}

impl From<i64> for AtStake {
    fn from(stated: i64) -> Self {
        Self { stated, unstated: 0 }
    }
}

/// What one indicator saw at one subject.
pub(crate) struct Observation<'x> {
    /// What was looked at.
    pub(crate) subject: (Kind, &'x str),
    /// The process that was looked at, if it was one.
    pub(crate) row: Option<Row>,
    /// The measured value.
    pub(crate) value: f64,
    /// What it is compared with.
    pub(crate) threshold: f64,
    /// The groups it counts for.
    pub(crate) groups: &'x [Slot],
    /// What it hangs together with.
    pub(crate) batch: BatchOf,
    /// What it puts at stake.
    pub(crate) stake: AtStake,
    /// When the deed was done.
    pub(crate) date: Option<Timestamp>,
    /// Where it can be read.
    pub(crate) place: Place,
}

/// A raised observation with its evidence, still in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// Index of the indicator in the scan.
    pub indicator: u16,
    /// What was looked at.
    pub subject: (Kind, Box<str>),
    /// The measured value.
    pub value: f64,
    /// What it was compared with.
    pub threshold: f64,
    /// Hundredths that it puts at stake, of which the currency was not published.
    pub unstated: i64,
    pub(super) slots: Box<[Slot]>,
    /// When the deed was done.
    pub date: Option<Timestamp>,
    /// The compared values.
    pub evidence: Vec<(&'static str, Datum)>,
    /// Where it can be read.
    pub place: Place,
}

/// How much of what is seen a scan keeps; it never changes what is raised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Subject and value of what was raised, and no more: neither evidence nor totals by group.
    Values,
    /// Totals by group, findings against a rule with their evidence, and of all others which case was raised for whom: by
    /// that it is decided what is told once.
    Totals,
    /// Findings with their evidence, and totals by group.
    #[default]
    Findings,
    /// Every observation besides, clear and not computable ones too.
    Observations,
}

/// An observation kept for comparison with the SQL form.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptObservation {
    /// Index of the indicator in the scan.
    pub indicator: u16,
    /// What was looked at.
    pub subject: (Kind, Box<str>),
    /// What was answered.
    pub answer: Answer,
    /// Value and threshold, where it was computable.
    pub compared: Option<(f64, f64)>,
}
