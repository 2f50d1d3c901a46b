//! Receipts: the proof that an entry stands in the log, made from the published folder and examined without it.

use std::fmt;
use std::path::Path;

use golugah_ledger::{
    Checkpoint, NoteError, Receipt, ReceiptError, Verifier, inclusion_proof_from_tiles, open, tile_path,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Why a receipt could not be made of a log that is published.
#[derive(Debug)]
pub enum ReceiptFault {
    /// A file of the folder could not be read.
    File(std::io::Error),
    /// The folder's key or checkpoint is not what this program writes.
    Note(NoteError),
    /// The published log does not hold this entry at this place.
    NotIncluded,
}

impl fmt::Display for ReceiptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Note(error) => error.fmt(f),
            Self::NotIncluded => f.write_str("the published log does not hold this entry at this place"),
        }
    }
}

impl std::error::Error for ReceiptFault {}

/// The receipt of an entry under the checkpoint published last, and that checkpoint; `None` where none vouches for the
/// entry yet. It carries these records, and makes no claim about them: [`examine`] does.
pub fn receipt_of(
    folder: &Path,
    seq: u64,
    entry: &str,
    records: Vec<String>,
) -> Result<Option<(Receipt, Checkpoint)>, ReceiptFault> {
    let (Some(note), Some(key)) = (text(folder, "checkpoint")?, text(folder, "vkey")?) else {
        return Ok(None);
    };
    let verifier = Verifier::parse(&key).map_err(ReceiptFault::Note)?;
    let checkpoint = open(&note, &verifier).map_err(ReceiptFault::Note)?;
    if seq >= checkpoint.size {
        return Ok(None);
    }
    let read = |tile: &golugah_ledger::Tile| std::fs::read(folder.join(tile_path(tile))).ok();
    let proof = inclusion_proof_from_tiles(seq, checkpoint.size, read).ok_or(ReceiptFault::NotIncluded)?;
    let receipt = Receipt {
        index: seq,
        entry: entry.to_owned(),
        records,
        proof,
        checkpoint: note,
    };
    match receipt.check(&verifier) {
        Ok(checkpoint) => Ok(Some((receipt, checkpoint))),
        Err(_) => Err(ReceiptFault::NotIncluded),
    }
}

fn text(folder: &Path, name: &str) -> Result<Option<String>, ReceiptFault> {
    match std::fs::read_to_string(folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ReceiptFault::File(error)),
    }
}

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
}

/// A receipt whose checkpoint is signed and vouches for its entry, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The entry.
    pub entry: LogEntry,
    /// The records that the receipt carries, in its order.
    pub carried: Vec<Carried>,
}

/// A record that a receipt carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The record, as the line its hash is taken over.
    pub line: String,
    /// What the entry calls it; `None` where it is not as the deed left it.
    pub vouched: Option<LogRecord>,
}

/// Holds a receipt against the log's key: nothing else is needed, neither the county nor its log.
pub fn examine(receipt: &Receipt, verifier: &Verifier) -> Result<Examined, ReceiptError> {
    let checkpoint = receipt.check(verifier)?;
    let entry = LogEntry::parse(&receipt.entry).filter(|entry| entry.seq == receipt.index);
    let entry = entry.ok_or(ReceiptError::Malformed)?;
    let carried = receipt.records.iter().map(|line| Carried {
        line: line.clone(),
        vouched: entry.vouches(line).cloned(),
    });
    Ok(Examined {
        carried: carried.collect(),
        checkpoint,
        entry,
    })
}
