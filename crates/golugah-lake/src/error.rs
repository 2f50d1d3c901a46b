use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;

use crate::import::hash_of_table;

/// Why the lake could not do what it was asked.
#[derive(Debug)]
pub enum LakeError {
    /// A file or folder could not be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A table could not be read or written as Parquet.
    Parquet {
        /// Which.
        path: PathBuf,
        /// What the Parquet library said.
        source: ParquetError,
    },
    /// A file of the lake is not as the lake wrote it.
    Damaged {
        /// Which.
        path: PathBuf,
        /// What was found, and what was expected.
        what: String,
    },
    /// What was given as a file's SHA-256 is none.
    Hash {
        /// What was given.
        found: String,
    },
    /// A file with this content is in the lake already.
    AlreadyImported {
        /// The name it was imported under.
        file: String,
    },
    /// Another process imports into this lake.
    Busy {
        /// The lake.
        path: PathBuf,
    },
    /// One record is larger than a table can hold in one piece.
    TooLarge {
        /// The file as it was named.
        file: String,
        /// The record's line, from 1.
        line: u64,
    },
}

impl LakeError {
    /// Says which file the system's error is about.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::File { path, source }
    }

    /// Says which table the library's error is about.
    pub(crate) fn parquet(path: &Path) -> impl FnOnce(ParquetError) -> Self {
        let path = path.to_owned();
        |source| Self::Parquet { path, source }
    }

    /// A file that is not as the lake wrote it.
    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: what.into(),
        }
    }
}

impl fmt::Display for LakeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(
                out,
                "{}: could not be read or written: {source}; check that the folder exists, that it may be written, \
                 and that the disk has room",
                path.display()
            ),
            Self::Parquet { path, source } => write!(
                out,
                "{}: could not be read or written as Parquet: {source}; if the disk has room, the file is damaged: \
                 remove {} and import its file again",
                path.display(),
                manifest_of(path)
            ),
            Self::Damaged { path, what } => write!(
                out,
                "{}: {what}; the lake did not write it so: remove {} and import its file again",
                path.display(),
                manifest_of(path)
            ),
            Self::Hash { found } => {
                write!(
                    out,
                    "expected a SHA-256 of 64 lower-case hexadecimal digits, found `{}`",
                    found.escape_debug()
                )
            }
            Self::AlreadyImported { file } => {
                write!(
                    out,
                    "a file with the same content is in the lake already, imported as {file}; nothing is to do"
                )
            }
            Self::Busy { path } => write!(
                out,
                "{}: another process is importing into this lake; wait until it is done, then try again",
                path.display()
            ),
            Self::TooLarge { file, line } => write!(
                out,
                "{file}: the record at line {line} holds more text than a table can hold in one piece (1 GiB, its \
                 identifier counted for every bid and award); take it out of the file and import the rest"
            ),
        }
    }
}

impl std::error::Error for LakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Parquet { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The manifest of the import that a file of the lake belongs to, in words where the file's name does not say it.
fn manifest_of(path: &Path) -> String {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let lake = path.parent().and_then(Path::parent);
    match (hash_of_table(name), lake) {
        (Some(hash), Some(lake)) => {
            format!("{}", lake.join("imports").join(format!("{hash}.json")).display())
        }
        _ if name.ends_with(".json") => "it".to_owned(),
        _ => "the import's manifest from the folder `imports`".to_owned(),
    }
}

/// Whether nothing can be written there, though it can be read.
pub(crate) fn is_read_only(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem
    )
}
