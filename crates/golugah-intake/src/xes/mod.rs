//! XES event logs, streamed into columns.
//!
//! One pass, one buffer: a tag is looked at, what the columns need is kept, the rest is forgotten. Memory grows with
//! the columns and the distinct names, not with the file.
//!
//! What is read, by level:
//!
//! | level | attribute | becomes |
//! |---|---|---|
//! | log | `concept:name` | the procedure's name, else the name given |
//! | trace | `concept:name` | the case's identifier; `trace-N` (the N-th of the file) where it has none |
//! | trace | the first of [`APPLICANT_KEYS`] that is there | the applicant |
//! | trace | the first of [`RESPONSIBLE_KEYS`] that is there | the officer who answers for the case |
//! | trace | one of [`DUE_KEYS`] | when the whole case is due |
//! | trace | one of [`OPENED_KEYS`], of [`CLOSED_KEYS`] | when the case says of itself that it began and ended |
//! | event | `concept:name`, `time:timestamp` | activity and time, both required |
//! | event | `org:resource`, `org:group` (else `org:role`), `lifecycle:transition` | as named |
//! | event | `concept:instance` | which events tell of one doing of a step |
//! | event | one of [`DUE_KEYS`]; `planned` or one of [`PLANNED_END_KEYS`] | when it was due, and planned for |
//! | event | one of [`FINISHED_KEYS`] | on which day it was finished: where that is before its stamp, the stamp is a date it is about |
//! | event | one of [`NOT_DONE`] with its answer | what it asks for was not done: life cycle `manualskip` |
//!
//! The type of the element is not asked for: a `<string>` that reads as a moment is one, an `<int>` may be an officer.
//! An empty value is a missing one; words like `UNKNOWN` are values, for only their office knows what they stand for.
//! Keys that the XES standard does not fix (the three lists) are compared without regard to ASCII case. Attributes
//! nested in attributes, `<global>` and everything unknown are passed over.
//!
//! An event outside a trace belongs to no case that can be named and is set aside with its line.
//!
//! What cannot be read is set aside, never dropped in silence. An event without activity or time is rejected and its
//! trace kept, for the case's other events remain true, and to lose a whole case for one bad stamp would hide more than
//! it mends. A trace without a readable event is rejected. Where the XML breaks, cases read to their end stay, and the
//! rest is one reject; the case that was open there is set aside with it, since half a case would look like one that
//! skipped its steps.

mod attributes;
mod error;
mod index;
mod source;
#[cfg(test)]
mod tests;
mod walk;

pub use attributes::{
    APPLICANT_KEYS, CLOSED_KEYS, DUE_KEYS, FINISHED_KEYS, NOT_DONE, OPENED_KEYS, PLANNED_END_KEYS,
    RESPONSIBLE_KEYS,
};
pub(crate) use attributes::{key_and_value, text_of};
pub use error::XesError;
pub(crate) use index::Index;
pub(crate) use source::Source;

use std::io::Read;

use golugah_records::EventLog;
use quick_xml::Reader;

use self::walk::{Stop, Walk};
use crate::Reject;

/// What a hostile log may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XesLimits {
    /// How deep elements may nest. Real logs need 4 to 6.
    pub depth: u32,
    /// Bytes of one tag, text or comment.
    pub token_bytes: usize,
    /// Bytes of one value that is kept (a name, an identifier).
    pub value_bytes: usize,
    /// Distinct activities; likewise, apart from them, distinct groups.
    pub activities: usize,
    /// Distinct officers; likewise, apart from them, distinct applicants.
    pub people: usize,
    /// Events of one case.
    pub events_of_case: usize,
    /// Events of the file.
    pub events: usize,
    /// Events and cases of the file that may be set aside, each of which is kept with its reason.
    pub rejects: u64,
}

impl Default for XesLimits {
    fn default() -> Self {
        // The greatest logs published have 2.5 million events, 624 activities and cases of some 3,000 events.
        Self {
            depth: 64,
            token_bytes: 16 << 20,
            value_bytes: 4096,
            activities: 100_000,
            people: 10_000_000,
            events_of_case: 5_000_000,
            events: 1_000_000_000,
            rejects: 1_000_000,
        }
    }
}

/// Reads one XES log to its end.
///
/// `name` names the procedure where the log does not, usually the file's stem. `on_reject` takes what was set aside,
/// `on_progress` the bytes read so far, once for every quarter of a megabyte or so. Equal input gives equal columns.
///
/// # Errors
/// Where not one case could be read; see [`XesError`].
pub fn read<R: Read>(
    reader: R,
    name: &str,
    limits: &XesLimits,
    on_reject: &mut dyn FnMut(Reject),
    on_progress: &mut dyn FnMut(u64),
) -> Result<EventLog, XesError> {
    let mut source = Source::new(reader, limits.token_bytes, on_progress);
    source.begin()?;
    let mut walk = Walk::new(name, limits, on_reject);
    let mut reader = Reader::from_reader(source);
    reader.config_mut().trim_text_start = true;
    let stop = walk.run(&mut reader).err();
    let Walk {
        builder,
        rejected,
        traces,
        on_reject,
        ..
    } = walk;
    match stop {
        Some(Stop::Fatal(error)) => return Err(error),
        Some(Stop::Broken { line, reason }) if builder.log.case_count() == 0 => {
            return Err(XesError::Broken { line, reason });
        }
        Some(Stop::Broken { line, reason }) => on_reject(Reject { line, reason }),
        None if builder.log.case_count() == 0 => return Err(XesError::NothingRead { traces, rejected }),
        None => {}
    }
    Ok(builder.finish())
}
