use serde::Deserialize;

use crate::support::clock::Moment;

/// An entry of the log as it is read again: the deed without the rows it vouches for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Entry {
    pub(super) seq: u64,
    time: String,
    pub(super) actor: Option<i64>,
    pub(super) role: String,
    pub(super) deed: String,
    pub(super) case: Option<String>,
}

impl Entry {
    /// Reads an entry; `None` where it is none, which `golugah verify` says more of.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// When it was done.
    pub(super) fn time(&self) -> Option<Moment> {
        Moment::parse(&self.time)
    }

    /// The procedure and the record it is a step of: `session/5`.
    pub(super) fn procedure_and_record(&self) -> Option<(&str, i64)> {
        let (procedure, record) = self.case.as_deref()?.split_once('/')?;
        Some((procedure, record.parse().ok()?))
    }
}
