use golugah_ledger::{ActorOpening, RecordOpening};
use serde::Deserialize;

use crate::clock::Moment;
use crate::kind_and_record;

/// An entry of the log, as far as its readers need it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LogEntry {
    /// Its place, from 0.
    pub seq: u64,
    /// When the deed was done, RFC 3339 in UTC.
    pub time: String,
    /// The commitment to whoever did it, in hexadecimal; `None` for the program itself.
    pub actor: Option<String>,
    /// The hat that was worn.
    pub role: String,
    /// What was done.
    pub deed: String,
    /// Of which case it was a step.
    pub case: Option<String>,
    /// The records it wrote.
    pub records: Vec<LogRecord>,
}

/// A record as an entry vouches for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LogRecord {
    /// The table.
    pub table: String,
    /// The row.
    pub key: String,
    /// The shape of the table in which the row was written.
    pub shape: u32,
    /// The commitment to the row, in hexadecimal.
    pub sha256: String,
}

impl LogEntry {
    /// Reads an entry; `None` where it is not one that this program writes.
    pub fn parse(entry: &str) -> Option<Self> {
        serde_json::from_str(entry).ok()
    }

    /// Which record this is; `None` where it is not as this entry left it.
    pub fn vouches(&self, record: &RecordOpening) -> Option<&LogRecord> {
        let sha256 = record.commitment().to_hex();
        self.records
            .iter()
            .find(|vouched| vouched.shape == record.shape && vouched.sha256 == sha256)
    }

    /// Whether it was this person who did the deed.
    pub fn is_by(&self, actor: &ActorOpening) -> bool {
        self.actor.as_deref() == Some(actor.commitment().to_hex().as_str())
    }

    /// When the deed was done.
    pub fn moment(&self) -> Option<Moment> {
        Moment::parse(&self.time)
    }

    /// The procedure and the record it is a step of: `session/5`.
    pub fn procedure_and_record(&self) -> Option<(&str, i64)> {
        kind_and_record(self.case.as_deref()?)
    }
}
