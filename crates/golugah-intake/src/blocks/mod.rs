//! Cutting a stream into blocks of whole records, with the line each begins at.

mod elements;
mod lines;

use std::io;

pub(crate) use elements::Elements;
pub(crate) use lines::Lines;

use golugah_records::Note;

use crate::Reject;

/// Bytes of a block; a longer record makes a longer block.
const BLOCK_BYTES: usize = 1 << 20;

/// Some whole records.
pub(crate) struct Block {
    /// Their bytes.
    pub(crate) bytes: Vec<u8>,
    /// Which bytes are records.
    pub(crate) records: Records,
    /// What is to be noted of records, by their place in the list.
    pub(crate) notes: Vec<(usize, Note)>,
    /// What could not be cut out.
    pub(crate) rejects: Vec<Reject>,
    /// Bytes that one record may have.
    pub(crate) limit: usize,
}

/// Where the records of a block lie.
pub(crate) enum Records {
    /// Every line is one; the first has this number, from 1.
    Lines(u64),
    /// Start, end and line of each.
    Listed(Vec<(usize, usize, u64)>),
}

/// Where blocks come from.
pub(crate) trait Blocks {
    /// The next block in `spare`'s memory; none at the end.
    fn next(&mut self, spare: Vec<u8>) -> io::Result<Option<Block>>;
}

/// The reject of a record that passes the limit of one record.
pub(crate) fn too_long(line: u64, limit: usize) -> Reject {
    let reason = format!("expected a record of at most {limit} bytes, found a longer one");
    Reject { line, reason }
}
