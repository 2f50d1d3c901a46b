//! The layers of a reader: what counts, hashes and limits the bytes.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::error::Passed;
use crate::open::hexadecimal;
use crate::table::Table;
use crate::{IntakeError, Limits};

/// Counters that the layers of a reader share.
#[derive(Clone)]
pub(crate) struct Watch {
    pub(crate) packed: Arc<AtomicU64>,
    pub(crate) unpacked: Arc<AtomicU64>,
    /// None where nobody will ask.
    pub(crate) hash: Option<Arc<Mutex<Sha256>>>,
    pub(crate) packing: Option<&'static str>,
}

impl Watch {
    /// As [`Watch::error`], with the words of a table.
    pub(crate) fn error_of(&self, table: Option<&Table>, file: &str, source: io::Error) -> IntakeError {
        let own = table.and_then(|table| table.tables().error(file, &source));
        own.unwrap_or_else(|| self.error(file, source))
    }

    pub(crate) fn error(&self, file: &str, source: io::Error) -> IntakeError {
        let file = file.to_owned();
        if let Some(LimitPassed(passed)) = source.get_ref().and_then(|inner| inner.downcast_ref()) {
            return IntakeError::Limit {
                file,
                passed: *passed,
            };
        }
        match self.packing {
            Some(format) => IntakeError::Packed {
                file,
                format,
                unpacked: self.unpacked.load(Ordering::Relaxed),
                source,
            },
            None => IntakeError::File { file, source },
        }
    }

    pub(crate) fn digest(&self) -> String {
        let Some(hash) = &self.hash else {
            return String::new();
        };
        let hash = hash.lock().unwrap_or_else(PoisonError::into_inner).clone();
        hexadecimal(&hash.finalize())
    }
}

/// A limit was passed: which, with its value.
#[derive(Debug)]
pub(crate) struct LimitPassed(pub(crate) Passed);

impl std::fmt::Display for LimitPassed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl std::error::Error for LimitPassed {}

/// Hashes the packed bytes as they pass.
pub(crate) struct Hashed<R> {
    pub(crate) inner: R,
    pub(crate) watch: Watch,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(hash) = &self.watch.hash {
            let mut hash = hash.lock().unwrap_or_else(PoisonError::into_inner);
            hash.update(&buffer[..count]);
        }
        self.watch.packed.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Counts the unpacked bytes and stops a bomb.
pub(crate) struct Limited {
    pub(crate) inner: Box<dyn Read + Send>,
    pub(crate) watch: Watch,
    pub(crate) limits: Limits,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = loop {
            match self.inner.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        let unpacked = self.watch.unpacked.fetch_add(count as u64, Ordering::Relaxed) + count as u64;
        if unpacked > self.limits.unpacked_bytes {
            let passed = Passed::Bytes(self.limits.unpacked_bytes);
            return Err(io::Error::other(LimitPassed(passed)));
        }
        let packed = self.watch.packed.load(Ordering::Relaxed);
        if unpacked > Limits::RATIO_FREE_BYTES && unpacked / packed.max(1) > self.limits.ratio {
            let passed = Passed::Ratio(self.limits.ratio);
            return Err(io::Error::other(LimitPassed(passed)));
        }
        Ok(count)
    }
}
