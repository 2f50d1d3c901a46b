use std::fmt;
use std::io;

use crate::Tables;
use crate::xes::XesError;

/// Why a file could not be read at all.
#[derive(Debug)]
pub enum IntakeError {
    /// The file could not be opened or read.
    File {
        /// The file as it was named.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The packed stream is broken or ends early.
    Packed {
        /// The file as it was named.
        file: String,
        /// gzip or zstd.
        format: &'static str,
        /// Bytes unpacked before it broke.
        unpacked: u64,
        /// What the unpacker said.
        source: io::Error,
    },
    /// A limit was passed.
    Limit {
        /// The file as it was named.
        file: String,
        /// Which limit, with its value.
        passed: Passed,
    },
    /// The file holds nothing.
    Empty {
        /// The file as it was named.
        file: String,
    },
    /// The file is a table that cannot be read, or not without a mapping, or an object-centric log, likewise.
    Table {
        /// The file as it was named.
        file: String,
        /// What was found, what was expected and what to do, in the reader's language.
        what: String,
    },
    /// The file is of no known format.
    Unknown {
        /// The file as it was named.
        file: String,
        /// How it begins.
        begins: String,
    },
    /// The file is an event log of which not one case could be read.
    Log {
        /// The file as it was named.
        file: String,
        /// What was found and expected.
        source: XesError,
    },
    /// The file has the form of its format, and not one record could be read.
    NothingRead {
        /// The file as it was named.
        file: String,
        /// Line of the first reject.
        line: u64,
        /// Its reason.
        reason: String,
    },
}

/// A limit that keeps what is hostile from filling memory or disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// The bytes that a file may unpack to.
    Bytes(u64),
    /// How many times its own size a file may unpack to.
    Ratio(u64),
    /// How many records may be refused.
    Refused(u64),
}

impl fmt::Display for Passed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(most) => write!(out, "unpacks to more than the limit of {most} bytes"),
            Self::Ratio(most) => write!(out, "unpacks to more than {most} times its size"),
            Self::Refused(most) => write!(out, "more than {most} records could not be read"),
        }
    }
}

impl IntakeError {
    /// The same in the reader's words.
    #[must_use]
    pub fn in_words(self, tables: &Tables) -> Self {
        let say = |key: &str, with: &[(&str, &str)]| (tables.say)(key, with);
        let (file, what) = match self {
            Self::Table { .. } => return self,
            Self::File { file, source } => {
                let what = match source.kind() {
                    io::ErrorKind::NotFound => say("tables-file-missing", &[]),
                    io::ErrorKind::IsADirectory => say("tables-file-folder", &[]),
                    io::ErrorKind::NotSeekable => say("tables-file-pipe", &[]),
                    io::ErrorKind::PermissionDenied => say("tables-file-denied", &[]),
                    // That the disk is full is told by what it comes from.
                    io::ErrorKind::StorageFull => return Self::File { file, source },
                    _ => say("tables-file-unread", &[("what", &source.to_string())]),
                };
                (file, what)
            }
            Self::Packed {
                file,
                format,
                unpacked,
                source,
            } => {
                let (unpacked, source) = (unpacked.to_string(), source.to_string());
                let with = [("format", format), ("count", &*unpacked), ("what", &source)];
                (file, say("tables-file-cut", &with))
            }
            Self::Limit { file, passed } => {
                let (key, most) = match passed {
                    Passed::Bytes(most) => ("tables-file-limit-bytes", most),
                    Passed::Ratio(most) => ("tables-file-limit-ratio", most),
                    Passed::Refused(most) => ("tables-file-limit-refused", most),
                };
                (file, say(key, &[("most", &most.to_string())]))
            }
            Self::Empty { file } => (file, say("tables-file-empty", &[])),
            Self::Unknown { file, begins } => (file, say("tables-file-unknown", &[("found", &begins)])),
            Self::Log { file, source } => (file, source.said(&|key, with| (tables.say)(key, with))),
            Self::NothingRead { file, line, reason } => {
                let line = line.to_string();
                let with = [("row", line.as_str()), ("what", &reason)];
                (file, say("tables-file-nothing", &with))
            }
        };
        Self::Table { file, what }
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file, source } => match source.kind() {
                io::ErrorKind::NotFound => {
                    write!(
                        out,
                        "{file}: no such file; check the path (expected OCDS JSON or an XES event log)"
                    )
                }
                io::ErrorKind::IsADirectory => write!(out, "{file}: this is a folder; name the files in it"),
                io::ErrorKind::NotSeekable => write!(
                    out,
                    "{file}: this is a pipe or a device; save what it gives to a file and name that"
                ),
                _ => write!(out, "{file}: could not be read: {source}"),
            },
            Self::Packed {
                file,
                format,
                unpacked,
                source,
            } => write!(
                out,
                "{file}: the {format} stream breaks after {unpacked} unpacked bytes ({source}); \
                 the file was probably cut off on its way, fetch it again"
            ),
            Self::Limit { file, passed } => {
                write!(
                    out,
                    "{file}: {passed}; split the file, or unpack it yourself if you trust it"
                )
            }
            Self::Empty { file } => {
                write!(
                    out,
                    "{file}: the file is empty; expected OCDS JSON or an XES event log"
                )
            }
            Self::Table { file, what } => write!(out, "{file}: {what}"),
            Self::Unknown { file, begins } => write!(
                out,
                "{file}: begins with `{begins}`; expected OCDS compiled releases (JSON Lines, or a release or record \
                 package), an XES event log, plain, .gz or .zst, or a table (CSV, XLSX)"
            ),
            Self::Log { file, source } => write!(out, "{file}: {source}"),
            Self::NothingRead { file, line, reason } => write!(
                out,
                "{file}: not one record could be read; the first one, at line {line}: {reason}; expected OCDS compiled \
                 releases, one a line or in a package"
            ),
        }
    }
}

impl std::error::Error for IntakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } | Self::Packed { source, .. } => Some(source),
            _ => None,
        }
    }
}
