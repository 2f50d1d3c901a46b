use std::fmt;

use crate::{Checkpoint, Hash, NoteError, Verifier, leaf_hash, open, verify_inclusion};

/// The first line of a receipt.
const HEAD: &str = "golugah receipt v1";

/// The proof that one entry stands in a log, to be kept by whoever it matters to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry's place, from 0.
    pub index: u64,
    /// The entry, one line as it stands in the log.
    pub entry: String,
    /// Records that the entry holds the hashes of, each the line its hash is taken over, beginning with a brace. The
    /// receipt carries them so that what was recorded can be read; whether they are what was hashed, their reader asks.
    pub records: Vec<String>,
    /// The hashes from the entry to the root.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// Why a receipt does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptError {
    /// It has not the form of a receipt.
    Malformed,
    /// Its checkpoint does not hold.
    Note(NoteError),
    /// The checkpoint holds, and does not vouch for this entry.
    NotIncluded,
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("not a receipt"),
            Self::Note(error) => error.fmt(f),
            Self::NotIncluded => f.write_str("the checkpoint does not vouch for this entry"),
        }
    }
}

impl std::error::Error for ReceiptError {}

impl Receipt {
    /// The text form: head, place, entry, one record a line, one hash a line, an empty line, the checkpoint.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n{}\n{}\n", self.index, self.entry);
        for record in &self.records {
            text.push_str(record);
            text.push('\n');
        }
        for hash in &self.proof {
            text.push_str(&hash.to_base64());
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::Malformed)?;
        let mut lines = head.split('\n');
        let (Some(HEAD), Some(index), Some(entry)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(ReceiptError::Malformed);
        };
        // No hash in base64 begins with a brace.
        let (records, hashes): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('{'));
        let proof: Result<Vec<_>, _> = hashes.into_iter().map(Hash::from_base64).collect();
        Ok(Self {
            index: index.parse().map_err(|_| ReceiptError::Malformed)?,
            entry: entry.to_owned(),
            records: records.into_iter().map(str::to_owned).collect(),
            proof: proof.map_err(|_| ReceiptError::Malformed)?,
            checkpoint: checkpoint.to_owned(),
        })
    }

    /// The checkpoint that vouches for the entry, or why none does.
    pub fn check(&self, verifier: &Verifier) -> Result<Checkpoint, ReceiptError> {
        let checkpoint = open(&self.checkpoint, verifier).map_err(ReceiptError::Note)?;
        let leaf = leaf_hash(self.entry.as_bytes());
        if verify_inclusion(&leaf, self.index, checkpoint.size, &self.proof, &checkpoint.root) {
            Ok(checkpoint)
        } else {
            Err(ReceiptError::NotIncluded)
        }
    }
}
