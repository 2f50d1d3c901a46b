use std::fmt;

/// Why not one case could be read from an XES file. The file's name is the caller's to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XesError {
    /// The file holds nothing, or nothing but comments and blanks.
    Empty,
    /// The outermost element is not `<log>`, or there is none.
    NotXes {
        /// Where it was seen.
        line: u64,
        /// How it begins.
        found: String,
    },
    /// The file says it is not UTF-8.
    Encoding {
        /// What it says it is.
        found: String,
    },
    /// The file has a document type definition, which could define entities without end; XES has no use for one.
    DocumentType {
        /// Where it stands.
        line: u64,
    },
    /// The XML or the stream under it breaks before the first case ends.
    Broken {
        /// Where.
        line: u64,
        /// What was found and what expected.
        reason: String,
    },
    /// The log is object-centric (OCEL): its events belong to objects, not to cases.
    ObjectCentric,
    /// The log is well-formed and no case of it could be kept.
    NothingRead {
        /// Traces found.
        traces: u64,
        /// Events and traces set aside.
        rejected: u64,
    },
}

impl fmt::Display for XesError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(
                out,
                "the file is empty; expected an XES event log, which begins with <log>"
            ),
            Self::NotXes { line, found } => {
                write!(
                    out,
                    "line {line}: found `{found}`; expected <log>, the outermost element of an XES event log"
                )
            }
            Self::Encoding { found } => {
                write!(
                    out,
                    "the text is {found}; expected UTF-8; convert the file and say UTF-8 in its first line"
                )
            }
            Self::DocumentType { line } => write!(
                out,
                "line {line}: found a document type definition (<!DOCTYPE>); XES has none and it may do harm; \
                 remove it if you trust the file"
            ),
            Self::Broken { line, reason } => {
                write!(
                    out,
                    "line {line}: {reason}; no case was complete before it; export the log again"
                )
            }
            Self::ObjectCentric => out.write_str(
                "this is an object-centric event log (OCEL) whose beginning says nothing of it; expected its objects or events \
                 within the first 64 kilobytes; have your tool write it again",
            ),
            Self::NothingRead { traces, rejected } => write!(
                out,
                "found {traces} traces, set aside {rejected} events or traces and kept none; expected events with \
                 `concept:name` and `time:timestamp` in a <trace> for each case; see the rejects for what each lacks"
            ),
        }
    }
}

/// What gives the words of a key with its places filled.
type Say<'say> = dyn Fn(&str, &[(&str, &str)]) -> String + 'say;

impl XesError {
    /// The same in the reader's words, by the keys of what is said of tables. What the XML itself lacks is told as its reader says it.
    pub(crate) fn said(&self, say: &Say<'_>) -> String {
        match self {
            Self::Empty => say("tables-log-empty", &[]),
            Self::NotXes { line, found } => {
                let line = line.to_string();
                say("tables-log-other", &[("row", line.as_str()), ("what", found)])
            }
            Self::Encoding { found } => say("tables-log-encoding", &[("what", found)]),
            Self::DocumentType { line } => say("tables-log-doctype", &[("row", &line.to_string())]),
            Self::Broken { line, reason } => {
                let line = line.to_string();
                let key = match reason.starts_with(DEEP) {
                    true => "tables-log-deep",
                    false => "tables-log-broken",
                };
                say(key, &[("row", line.as_str()), ("what", reason)])
            }
            Self::ObjectCentric => say("tables-log-objects", &[]),
            Self::NothingRead { traces, rejected } => {
                let (traces, rejected) = (traces.to_string(), rejected.to_string());
                let with = [("cases", traces.as_str()), ("count", rejected.as_str())];
                say("tables-log-nothing", &with)
            }
        }
    }
}

/// How a reason begins that elements lie too deep in one another.
pub(super) const DEEP: &str = "elements nest deeper than";

impl std::error::Error for XesError {}

#[cfg(test)]
mod tests {
    use super::{DEEP, XesError};

    #[test]
    fn each_reason_has_words_of_its_own_for_a_reader() {
        let say = |key: &str, with: &[(&str, &str)]| {
            let with: Vec<String> = with
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{key} {}", with.join(" "))
        };
        let broken = |reason: &str| XesError::Broken {
            line: 7,
            reason: reason.to_owned(),
        };
        for (error, said) in [
            (XesError::DocumentType { line: 2 }, "tables-log-doctype row=2"),
            (
                broken(&format!("{DEEP} 64; expected well-formed XES")),
                "tables-log-deep row=7",
            ),
            (broken("ill-formed"), "tables-log-broken row=7"),
            (XesError::Empty, "tables-log-empty"),
        ] {
            assert!(error.said(&say).starts_with(said), "{error}");
        }
    }
}
