use std::fmt;

use crate::{Checkpoint, Hash, NoteError, Salt, Verifier, leaf_hash, open, verify_inclusion};

/// The first line of a receipt.
const HEAD: &str = "golugah receipt v2";

/// The proof that one entry stands in a log, to be kept by whoever it matters to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry's place, from 0.
    pub index: u64,
    /// The entry, one line as it stands in the log.
    pub entry: String,
    /// Who did the deed, with what opens the entry's commitment to them; `None` where the receipt does not say.
    pub actor: Option<ActorOpening>,
    /// Records that the entry commits to. The receipt carries them so that what was recorded can be read; whether they
    /// are what was committed to, their reader asks.
    pub records: Vec<RecordOpening>,
    /// The hashes from the entry to the root.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// A person, with what opens an entry's commitment to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorOpening {
    /// The commitment's salt.
    pub salt: Salt,
    /// The person's number.
    pub person: i64,
}

/// A record, with what opens an entry's commitment to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordOpening {
    /// The commitment's salt.
    pub salt: Salt,
    /// The shape of the table in which the record was written.
    pub shape: u32,
    /// The record's canonical text: a JSON object on one line.
    pub row: String,
}

impl ActorOpening {
    /// The commitment that it opens.
    pub fn commitment(&self) -> Hash {
        self.salt.person(self.person)
    }
}

impl RecordOpening {
    /// The commitment that it opens.
    pub fn commitment(&self) -> Hash {
        self.salt.row(self.shape, &self.row)
    }
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
    /// The text form: head, place, entry; then, each on a line behind its name, who did it, the records and the hashes of
    /// the proof; an empty line, the checkpoint.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n{}\n{}\n", self.index, self.entry);
        if let Some(ActorOpening { salt, person }) = &self.actor {
            text.push_str(&format!("actor {} {person}\n", salt.text()));
        }
        for RecordOpening { salt, shape, row } in &self.records {
            text.push_str(&format!("record {} {shape} {row}\n", salt.text()));
        }
        for hash in &self.proof {
            text.push_str(&format!("proof {}\n", hash.to_base64()));
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::Malformed)?;
        let mut lines = head.split('\n').peekable();
        let (Some(HEAD), Some(index), Some(entry)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(ReceiptError::Malformed);
        };
        let mut after = |name: &str| {
            lines
                .next_if(|line| line.starts_with(name))
                .map(|line| &line[name.len()..])
        };
        let actor = after("actor ").map(actor).transpose()?;
        let mut records = Vec::new();
        while let Some(line) = after("record ") {
            records.push(record(line)?);
        }
        let mut proof = Vec::new();
        while let Some(line) = after("proof ") {
            proof.push(Hash::from_base64(line).map_err(|_| ReceiptError::Malformed)?);
        }
        if lines.next().is_some() {
            return Err(ReceiptError::Malformed);
        }
        Ok(Self {
            index: number(index)?,
            entry: entry.to_owned(),
            actor,
            records,
            proof,
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

/// A number as it is written, so that one receipt has one text.
fn number<N: std::str::FromStr + ToString>(text: &str) -> Result<N, ReceiptError> {
    let number: N = text.parse().map_err(|_| ReceiptError::Malformed)?;
    if number.to_string() == text {
        Ok(number)
    } else {
        Err(ReceiptError::Malformed)
    }
}

fn salt(text: &str) -> Result<Salt, ReceiptError> {
    Salt::parse(text).ok_or(ReceiptError::Malformed)
}

fn actor(line: &str) -> Result<ActorOpening, ReceiptError> {
    let (bytes, person) = line.split_once(' ').ok_or(ReceiptError::Malformed)?;
    Ok(ActorOpening {
        salt: salt(bytes)?,
        person: number(person)?,
    })
}

fn record(line: &str) -> Result<RecordOpening, ReceiptError> {
    let mut parts = line.splitn(3, ' ');
    let (Some(bytes), Some(shape), Some(row)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(ReceiptError::Malformed);
    };
    Ok(RecordOpening {
        salt: salt(bytes)?,
        shape: number(shape)?,
        row: row.to_owned(),
    })
}
