//! What is kept of one import, as bytes.

use golugah_findings::{Flattened, Times};
use serde::{Deserialize, Serialize};

use crate::after::Span;
use crate::brought_again::BroughtAgain;
use crate::coverage::Met;
use crate::failure::Failure;
use crate::winners::Winners;

/// What is kept takes less room packed, and is read faster.
const LEVEL: i32 = 1;

/// At most so long is what is kept of one import when it is unpacked.
const LONGEST: usize = 8 << 30;

/// What was seen of one import beside what its indicators counted.
#[derive(Serialize, Deserialize)]
pub(super) struct Beside {
    pub(super) releases: u64,
    pub(super) met: Met,
    pub(super) winners: Winners,
    pub(super) span: Span,
    pub(super) cases: BroughtAgain,
    /// Cases of a log that were looked at.
    pub(super) looked_at: u64,
    pub(super) times: Option<Times>,
    pub(super) flattened: Option<Flattened>,
    /// What each worker wrote, by its length.
    pub(super) workers: Vec<usize>,
}

/// What is kept of one import.
pub(super) struct Kept {
    pub(super) beside: Beside,
    pub(super) workers: Vec<Vec<u8>>,
}

impl Kept {
    pub(super) fn packed(&self) -> Result<Vec<u8>, Failure> {
        let beside = serde_json::to_vec(&self.beside).map_err(Failure::because)?;
        let mut bytes = (beside.len() as u64).to_le_bytes().to_vec();
        bytes.extend(beside);
        self.workers.iter().for_each(|worker| bytes.extend(worker));
        zstd::bulk::compress(&bytes, LEVEL).map_err(Failure::because)
    }

    /// `None` where it is not what was kept.
    pub(super) fn unpacked(packed: &[u8]) -> Option<Self> {
        let length = zstd::bulk::Decompressor::upper_bound(packed)?;
        let bytes = zstd::bulk::decompress(packed, length.min(LONGEST)).ok()?;
        let (length, rest) = bytes.split_first_chunk()?;
        let (beside, mut rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let beside: Beside = serde_json::from_slice(beside).ok()?;
        let mut workers = Vec::new();
        for length in &beside.workers {
            let (worker, left) = rest.split_at_checked(*length)?;
            workers.push(worker.to_vec());
            rest = left;
        }
        rest.is_empty().then_some(Self { beside, workers })
    }
}
