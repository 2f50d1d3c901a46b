//! Whether a file of the lake still holds the bytes that were written.
//!
//! The hash is XXH64: it finds what a disk, a cable or a copy did to a file, at several gigabytes a second, so that every
//! scan can afford it. It is no signature. Whoever may write into the lake may write its manifests too, and a county
//! that must prove its measuring keeps the files as they were handed in, by their SHA-256.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use twox_hash::XxHash64;

use crate::import::Manifest;
use crate::table::Table;
use crate::{Lake, LakeError};

/// The hash of each table's file in one part, by the table's name, as 16 lower-case hexadecimal digits.
pub(crate) type PartHashes = BTreeMap<String, String>;

/// How many bytes are read at a time: few calls, and still in the processor's cache when they are hashed.
const STRETCH: usize = 256 << 10;

/// A file under construction, hashed as it is written: what reaches the disk is held against what was meant.
pub(crate) struct Hashed {
    file: File,
    hasher: XxHash64,
}

impl Hashed {
    pub(crate) fn new(file: File) -> Self {
        Self {
            file,
            hasher: XxHash64::with_seed(0),
        }
    }

    /// The file, and the hash of all that was written to it.
    pub(crate) fn into_parts(self) -> (File, String) {
        (self.file, digits(self.hasher.finish()))
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.write(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The hash of these bytes.
pub(crate) fn hash_of_bytes(bytes: &[u8]) -> String {
    digits(XxHash64::oneshot(0, bytes))
}

fn digits(hash: u64) -> String {
    format!("{hash:016x}")
}

/// A file, and the hash that its import's manifest names for it.
pub(crate) struct Expected {
    path: PathBuf,
    hash: String,
}

impl Lake {
    /// What the manifest says of the files of all parts. An import from before there were hashes says nothing.
    pub(crate) fn expected<const N: usize>(
        &self,
        manifest: &Manifest,
        tables: [&Table; N],
    ) -> Result<Vec<Expected>, LakeError> {
        let mut expected = Vec::new();
        for (part, hashes) in manifest.hashes.iter().flatten().enumerate() {
            for table in tables {
                let path = self.table_path(table, &manifest.import.sha256, part);
                let hash = hashes
                    .get(table.name)
                    .cloned()
                    .ok_or_else(|| LakeError::damaged(&path, "its import's manifest names no hash for it"))?;
                expected.push(Expected { path, hash });
            }
        }
        Ok(expected)
    }

    /// Reads these files whole, by so many threads, and sees that they are what was written.
    ///
    /// A file that this handle has found whole is not read for it again: a scan reads an import up to three times.
    pub(crate) fn check_whole(&self, mut files: Vec<Expected>, threads: usize) -> Result<(), LakeError> {
        {
            let whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
            files.retain(|file| !whole.contains(&file.path));
        }
        let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
        let failed_now = || failed.lock().unwrap_or_else(PoisonError::into_inner);
        thread::scope(|scope| {
            for _ in 0..threads.clamp(1, files.len().max(1)) {
                scope.spawn(|| {
                    let mut stretch = vec![0; STRETCH];
                    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if let Err(error) = check(file, &mut stretch) {
                            failed_now().get_or_insert(error);
                            return;
                        }
                    }
                });
            }
        });
        if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        whole.extend(files.into_iter().map(|file| file.path));
        Ok(())
    }
}

fn check(expected: &Expected, stretch: &mut [u8]) -> Result<(), LakeError> {
    let found = hash_of_file(&expected.path, stretch).map_err(LakeError::file(&expected.path))?;
    if found == expected.hash {
        return Ok(());
    }
    let what = format!(
        "its bytes are no longer those that were imported: expected the hash {}, found {found}",
        expected.hash
    );
    Err(LakeError::damaged(&expected.path, what))
}

/// The hash of a file's bytes.
pub(crate) fn hash_of_file_at(path: &Path) -> io::Result<String> {
    hash_of_file(path, &mut vec![0; STRETCH])
}

fn hash_of_file(path: &Path, stretch: &mut [u8]) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = XxHash64::with_seed(0);
    loop {
        match file.read(stretch) {
            Ok(0) => return Ok(digits(hasher.finish())),
            Ok(read) => hasher.write(&stretch[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
