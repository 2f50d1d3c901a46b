use std::fmt;

use crate::{Hash, empty_root, node_hash};

/// A growing log, kept as its right edge: one hash for each whole subtree, the largest first.
///
/// A log of a million entries is 7 hashes. An entry is added in one hash on the average.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    edge: Vec<Hash>,
}

/// Bytes that are no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    /// How many bytes were expected.
    pub expected: usize,
    /// How many there were.
    pub found: usize,
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a tree of {} bytes was expected, {} were found",
            self.expected, self.found
        )
    }
}

impl std::error::Error for TreeError {}

impl Tree {
    /// The empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries it holds.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry by its leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        let mut whole = self.size;
        while whole & 1 == 1 {
            if let Some(left) = self.edge.pop() {
                node = node_hash(&left, &node);
            }
            whole >>= 1;
        }
        self.edge.push(node);
        self.size += 1;
    }

    /// The root over all entries.
    pub fn root(&self) -> Hash {
        let mut edge = self.edge.iter().rev();
        let Some(last) = edge.next() else {
            return empty_root();
        };
        edge.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The size, big-endian in 8 bytes, and the hashes of the edge.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for hash in &self.edge {
            bytes.extend_from_slice(&hash.0);
        }
        bytes
    }

    /// Reads what [`Tree::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TreeError> {
        let found = bytes.len();
        let Some((size, rest)) = bytes.split_first_chunk::<8>() else {
            return Err(TreeError { expected: 8, found });
        };
        let size = u64::from_be_bytes(*size);
        let expected = 8 + 32 * size.count_ones() as usize;
        if found != expected {
            return Err(TreeError { expected, found });
        }
        let (hashes, _) = rest.as_chunks::<32>();
        Ok(Self {
            size,
            edge: hashes.iter().map(|hash| Hash(*hash)).collect(),
        })
    }
}
