use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::clock::Moment;

/// An entry of the log, as far as its readers need it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LogEntry {
    /// Its place, from 0.
    pub seq: u64,
    /// When the deed was done, RFC 3339 in UTC.
    pub time: String,
    /// By whom, a row of `people`; `None` for the program itself.
    pub actor: Option<i64>,
    /// In which role.
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
    /// The hash over the row, in hexadecimal.
    pub sha256: String,
}

impl LogEntry {
    /// Reads an entry; `None` where it is not one that this program writes.
    pub fn parse(entry: &str) -> Option<Self> {
        serde_json::from_str(entry).ok()
    }

    /// Which record this is, by the line its hash is taken over; `None` where it is not as this entry left it.
    pub fn vouches(&self, record: &str) -> Option<&LogRecord> {
        let sha256: String = Sha256::digest(record.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.records.iter().find(|vouched| vouched.sha256 == sha256)
    }

    /// When the deed was done.
    pub fn moment(&self) -> Option<Moment> {
        Moment::parse(&self.time)
    }

    /// The procedure and the record it is a step of: `session/5`.
    pub fn procedure_and_record(&self) -> Option<(&str, i64)> {
        let (procedure, record) = self.case.as_deref()?.split_once('/')?;
        Some((procedure, record.parse().ok()?))
    }
}
