//! Receipts: the proof that an entry stands in the log, made from the published folder and examined without it.

use std::fmt;
use std::path::Path;

use golugah_ledger::{
    ActorOpening, Checkpoint, NoteError, Receipt, ReceiptError, RecordOpening, TILE_WIDTH, Tile, Verifier,
    inclusion_proof_from_tiles, open, tile_path,
};

use super::entry::{LogEntry, LogRecord};

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
/// entry yet. It carries these openings, and makes no claim about them: [`examine`] does.
pub fn receipt_of(
    folder: &Path,
    seq: u64,
    entry: &str,
    actor: Option<ActorOpening>,
    records: Vec<RecordOpening>,
) -> Result<Option<(Receipt, Checkpoint)>, ReceiptFault> {
    let (Some(note), Some(key)) = (text(folder, "checkpoint")?, text(folder, "vkey")?) else {
        return Ok(None);
    };
    let verifier = Verifier::parse(&key).map_err(ReceiptFault::Note)?;
    let checkpoint = open(&note, &verifier).map_err(ReceiptFault::Note)?;
    if seq >= checkpoint.size {
        return Ok(None);
    }
    // A part of a tile goes away when its tile is whole, and then the whole one begins with it.
    let read = |tile: &Tile| {
        let whole = Tile {
            width: TILE_WIDTH,
            ..*tile
        };
        std::fs::read(folder.join(tile_path(tile)))
            .or_else(|_| std::fs::read(folder.join(tile_path(&whole))))
            .map(|mut hashes| {
                hashes.truncate(usize::try_from(tile.width * 32).unwrap_or(usize::MAX));
                hashes
            })
            .ok()
    };
    let proof = inclusion_proof_from_tiles(seq, checkpoint.size, read).ok_or(ReceiptFault::NotIncluded)?;
    let receipt = Receipt {
        index: seq,
        entry: entry.to_owned(),
        actor,
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

/// A receipt whose checkpoint is signed and vouches for its entry, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The entry.
    pub entry: LogEntry,
    /// Who did the deed, if the receipt says so.
    pub actor: Option<ActorFound>,
    /// The records that the receipt carries, in its order.
    pub carried: Vec<Carried>,
}

/// Whom a receipt names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorFound {
    /// The entry commits to this person.
    Vouched(i64),
    /// The entry does not commit to whom the receipt names.
    Differs,
}

/// A record that a receipt carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The record, as its canonical text.
    pub line: String,
    /// What the entry calls it; `None` where it is not as the deed left it.
    pub vouched: Option<LogRecord>,
}

/// Holds a receipt against the log's key: nothing else is needed, neither the county nor its log.
pub fn examine(receipt: &Receipt, verifier: &Verifier) -> Result<Examined, ReceiptError> {
    let checkpoint = receipt.check(verifier)?;
    let entry = LogEntry::parse(&receipt.entry).filter(|entry| entry.seq == receipt.index);
    let entry = entry.ok_or(ReceiptError::Malformed)?;
    let carried = receipt.records.iter().map(|record| Carried {
        line: record.row.clone(),
        vouched: entry.vouches(record).cloned(),
    });
    let actor = receipt.actor.map(|actor| {
        if entry.is_by(&actor) {
            ActorFound::Vouched(actor.person)
        } else {
            ActorFound::Differs
        }
    });
    Ok(Examined {
        carried: carried.collect(),
        actor,
        checkpoint,
        entry,
    })
}
