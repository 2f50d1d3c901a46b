//! What is known of one import, and the manifest that makes it exist.

use golugah_records::Flattened;
use serde::{Deserialize, Serialize};

use crate::LakeError;
use crate::hashes::{PartHashes, hash_of_bytes};

/// What an imported file held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImportKind {
    /// OCDS releases: the tables `tenders`, `bids` and `awards`.
    Ocds,
    /// An event log: the tables `cases`, `events` and `names`.
    Xes,
}

/// One imported file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The file as it was named.
    pub file: String,
    /// The SHA-256 of its bytes on disk, as 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// What it held.
    pub kind: ImportKind,
    /// How many records were read: releases, or cases.
    pub records: u64,
    /// How many records were set aside.
    pub rejected: u64,
}

/// What stands in an import's JSON file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The layout of tables and manifest; a lake reads its own layout only.
    pub(crate) layout: u32,
    /// Its place in the order of imports, from 1.
    pub(crate) number: u64,
    /// What the import says of itself.
    #[serde(flatten)]
    pub(crate) import: Import,
    /// What the event log calls itself; empty for OCDS.
    pub(crate) procedure: String,
    /// What an object-centric log was laid flat by, and what that did; none where it was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) flattened: Option<Flattened>,
    /// For each part, for each of its row groups, how many rows `tenders`, `bids` and `awards` have in it.
    ///
    /// A process never straddles row groups, so that tender, bids and awards are read side by side. A table without
    /// rows has no row group there. Event logs have one part, whose groups are not listed.
    pub(crate) parts: Vec<Vec<GroupRows>>,
    /// For each part, the hashes of its files. None in an import from before there were hashes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hashes: Option<Vec<PartHashes>>,
    /// The hash of all the rest, as it is written without this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hash: Option<String>,
}

impl Manifest {
    /// The layout that this program writes and reads.
    pub(crate) const LAYOUT: u32 = 1;

    /// The bytes of its file, with the hash of the rest.
    pub(crate) fn sealed(self) -> serde_json::Result<Vec<u8>> {
        let hash = self.hash_of_rest()?;
        serde_json::to_vec_pretty(&Self {
            hash: Some(hash),
            ..self
        })
    }

    /// Whether it is what was written, as far as it says. What names hashes of files names its own too.
    pub(crate) fn is_whole(&self) -> bool {
        match (&self.hash, &self.hashes) {
            (None, None) => true,
            (Some(hash), Some(hashes)) => {
                hashes.len() == self.parts.len() && self.hash_of_rest().is_ok_and(|found| found == *hash)
            }
            _ => false,
        }
    }

    fn hash_of_rest(&self) -> serde_json::Result<String> {
        let rest = Self {
            hash: None,
            ..self.clone()
        };
        Ok(hash_of_bytes(&serde_json::to_vec_pretty(&rest)?))
    }
}

/// Rows of one row group in `tenders`, `bids` and `awards`.
pub(crate) type GroupRows = [usize; 3];

/// Refuses whatever is no SHA-256, for file names are made of it.
pub(crate) fn check_hash(sha256: &str) -> Result<(), LakeError> {
    if is_hash(sha256) {
        Ok(())
    } else {
        Err(LakeError::Hash {
            found: sha256.chars().take(80).collect(),
        })
    }
}

/// Whether this is a SHA-256 as the lake writes it.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The stem of a part's file name.
pub(crate) fn stem(sha256: &str, part: usize) -> String {
    if part == 0 {
        sha256.to_owned()
    } else {
        format!("{sha256}-{part}")
    }
}

/// The hash that a file name of the lake begins with, if it is one of `<sha256>.parquet` or `<sha256>-<part>.parquet`.
pub(crate) fn hash_of_table(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".parquet")?;
    let (hash, part) = stem.split_at_checked(64)?;
    let known = part.is_empty()
        || part
            .strip_prefix('-')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    (known && is_hash(hash)).then_some(hash)
}
