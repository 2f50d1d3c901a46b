use std::borrow::Cow;
use std::io::Read;

use golugah_records::{NO_ENTRY, StringPool, Timestamp};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::index::Index;
use super::source::Source;
use super::walk::{Stop, Walk};

/// Trace attributes that name the applicant; the first in this list that a trace has is taken.
pub const APPLICANT_KEYS: [&str; 6] = [
    "applicant",
    "applicant_id",
    "org:applicant",
    "customer",
    "requester",
    "متقاضی",
];

/// Trace attributes that name the officer who answers for the case; the first in this list is taken.
pub const RESPONSIBLE_KEYS: [&str; 4] = ["responsible", "responsible_actor", "org:responsible", "مسئول"];

/// Attributes that say when an event, or on a trace the whole case, was due.
pub const DUE_KEYS: [&str; 4] = ["duedate", "due_date", "deadline", "due"];

/// Attributes of a trace that say when the case began,
pub const OPENED_KEYS: [&str; 2] = ["startdate", "start_date"];

/// and when it ended.
pub const CLOSED_KEYS: [&str; 2] = ["enddate", "end_date"];

/// Attributes that say when an event was to be done. Of a whole case they say when its present term is to end, as that of an objection, which
/// nobody owes.
pub const PLANNED_END_KEYS: [&str; 2] = ["enddate_planned", "enddateplanned"];

/// Attributes that say on which day an event was finished, where its stamp may be another date.
pub const FINISHED_KEYS: [&str; 4] = ["datefinished", "date_finished", "finished", "finishdate"];

/// Attributes of an event that is a question, with the answer that says that what it asks for was not done.
pub const NOT_DONE: [(&str, &str); 1] = [("question", "False")];

/// The word of the standard's life cycle for that.
const SKIPPED: &str = "manualskip";

/// The attributes of an event that are kept.
pub(super) enum EventKey {
    Activity,
    Resource,
    Group,
    Role,
    Lifecycle,
    Instance,
    Time,
    Due,
    Planned,
    Finished,
    NotDone(&'static str),
}

impl EventKey {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "concept:name" => Self::Activity,
            "time:timestamp" => Self::Time,
            "org:resource" => Self::Resource,
            "lifecycle:transition" => Self::Lifecycle,
            "concept:instance" => Self::Instance,
            "org:group" => Self::Group,
            "org:role" => Self::Role,
            _ if key.eq_ignore_ascii_case("planned") => Self::Planned,
            _ if rank(&DUE_KEYS, key).is_some() => Self::Due,
            _ if rank(&PLANNED_END_KEYS, key).is_some() => Self::Planned,
            _ if rank(&FINISHED_KEYS, key).is_some() => Self::Finished,
            _ => {
                let question = NOT_DONE.iter().find(|known| known.0.eq_ignore_ascii_case(key));
                return question.map(|known| Self::NotDone(known.1));
            }
        })
    }
}

/// The attributes of a trace that are kept; the numbers are ranks in the lists above.
pub(super) enum TraceKey {
    Id,
    Applicant(usize),
    Responsible(usize),
    Due,
    Opened,
    Closed,
}

impl TraceKey {
    fn of(key: &str) -> Option<Self> {
        if key == "concept:name" {
            return Some(Self::Id);
        }
        if let Some(rank) = rank(&APPLICANT_KEYS, key) {
            return Some(Self::Applicant(rank));
        }
        if let Some(rank) = rank(&RESPONSIBLE_KEYS, key) {
            return Some(Self::Responsible(rank));
        }
        if rank(&DUE_KEYS, key).is_some() {
            Some(Self::Due)
        } else if rank(&OPENED_KEYS, key).is_some() {
            Some(Self::Opened)
        } else {
            rank(&CLOSED_KEYS, key).map(|_| Self::Closed)
        }
    }
}

fn rank(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|known| known.eq_ignore_ascii_case(key))
}

/// The raw `key` and `value` of an attribute element, in any order and with either quote.
///
/// This runs once per attribute of the file, so it looks at nothing twice; that the tag's quotes match has been
/// checked by the XML reader.
pub(crate) fn key_and_value<'t>(tag: &'t BytesStart<'_>) -> Option<(&'t str, &'t str)> {
    let mut rest = tag.attributes_raw();
    let (mut key, mut value) = (None, None);
    while let Some(equals) = memchr::memchr(b'=', rest.as_bytes()) {
        let name = rest[..equals].trim_ascii();
        let quoted = rest[equals + 1..].trim_ascii_start();
        let quote = *quoted.as_bytes().first()?;
        let end = 1 + memchr::memchr(quote, quoted.as_bytes().get(1..)?)?;
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        match name {
            "key" => key = Some(&quoted[1..end]),
            "value" => value = Some(&quoted[1..end]),
            _ => {}
        }
        rest = &quoted[end + 1..];
    }
    Some((key?, value?))
}

/// The text of a raw value: the five entities of XML and numbered characters are read, any other is a fault (`None`).
pub(crate) fn text_of(raw: &str) -> Option<Cow<'_, str>> {
    let trimmed = raw.trim();
    if memchr::memchr3(b'&', b'\n', b'\t', trimmed.as_bytes()).is_none() {
        return Some(Cow::Borrowed(trimmed));
    }
    // Line breaks in attribute values are blanks (XML 1.0, 3.3.3).
    let text = unescape(trimmed).ok()?;
    Some(Cow::Owned(
        text.replace("\r\n", " ").replace(['\n', '\t', '\r'], " "),
    ))
}

/// What came of putting a value in a pool.
enum Kept {
    Number(u32),
    Fault(String),
    PoolFull,
}

fn keep(raw: &str, value_bytes: usize, index: &mut Index, pool: &mut StringPool) -> Kept {
    match text_of(raw) {
        None => Kept::Fault(format!("`{}` has an unknown entity", begin(raw))),
        Some(text) if text.len() > value_bytes => Kept::Fault(format!(
            "`{}…` has {} bytes; expected at most {value_bytes}",
            begin(&text),
            text.len()
        )),
        Some(text) if text.is_empty() => Kept::Number(NO_ENTRY),
        Some(text) => index.number(pool, &text).map_or(Kept::PoolFull, Kept::Number),
    }
}

fn moment(raw: &str) -> Option<Timestamp> {
    Timestamp::parse(raw).or_else(|| Timestamp::parse(&text_of(raw)?))
}

/// A number for a mark of an instance: marks are asked for nothing but whether they are equal, and a log may have as
/// many as events, so they are not kept. (FNV-1a of 64 bits; 0 for no mark.)
fn mark(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, add).max(1)
}

pub(super) fn begin(text: &str) -> String {
    text.chars().take(40).collect()
}

impl Walk<'_> {
    pub(super) fn event_attribute<R: Read>(
        &mut self,
        tag: &BytesStart<'_>,
        reader: &mut Reader<Source<'_, R>>,
    ) -> Result<(), Stop> {
        let Some((key, value)) = key_and_value(tag) else {
            return Ok(());
        };
        let Some(kind) = EventKey::of(key) else {
            return Ok(());
        };
        let log = &mut self.builder.log;
        let (index, pool) = match kind {
            EventKey::Time | EventKey::Due | EventKey::Planned | EventKey::Finished => {
                self.event_moment(&kind, key, value);
                return Ok(());
            }
            EventKey::Instance => {
                self.event.row.instance = mark(value.trim());
                return Ok(());
            }
            EventKey::NotDone(answer) => {
                self.event.not_done = value.trim().eq_ignore_ascii_case(answer);
                return Ok(());
            }
            EventKey::Activity => (&mut self.activities, &mut log.activities),
            EventKey::Resource => (&mut self.resources, &mut log.resources),
            EventKey::Lifecycle => (&mut self.lifecycles, &mut log.lifecycles),
            EventKey::Group => (&mut self.groups, &mut log.groups),
            EventKey::Role if self.event.has_group => return Ok(()),
            EventKey::Role => (&mut self.groups, &mut log.groups),
        };
        let number = match keep(value, self.limits.value_bytes, index, pool) {
            Kept::Number(number) => number,
            Kept::Fault(fault) => {
                self.event.fault = Some(format!("its `{key}` {fault}"));
                return Ok(());
            }
            Kept::PoolFull => {
                return Err(self.broken(reader, &format!("too many different values of `{key}`")));
            }
        };
        let row = &mut self.event.row;
        match kind {
            EventKey::Activity => row.activity = number,
            EventKey::Resource => row.resource = number,
            EventKey::Lifecycle => row.lifecycle = u16::try_from(number).unwrap_or(u16::MAX),
            EventKey::Group => {
                self.event.has_group = number != NO_ENTRY;
                row.group = number;
            }
            EventKey::Role => row.group = number,
            EventKey::Time
            | EventKey::Due
            | EventKey::Planned
            | EventKey::Finished
            | EventKey::Instance
            | EventKey::NotDone(_) => {}
        }
        Ok(())
    }

    /// The word for an event that was not done; one that the log has no room for leaves the event as it is.
    pub(super) fn skipped(&mut self) -> Option<u16> {
        let number = self
            .lifecycles
            .number(&mut self.builder.log.lifecycles, SKIPPED)?;
        u16::try_from(number).ok()
    }

    fn event_moment(&mut self, kind: &EventKey, key: &str, value: &str) {
        let found = moment(value);
        match kind {
            EventKey::Time => {
                self.event.has_time = found.is_some();
                self.event.row.time = found.unwrap_or(self.event.row.time);
            }
            EventKey::Planned => self.event.row.planned = found,
            EventKey::Finished => self.event.row.finished = found,
            _ => self.event.row.due = found,
        }
        // A due date that is a word ("none") says there is none; an event without its time cannot be placed.
        if found.is_none() && matches!(kind, EventKey::Time) && !value.trim().is_empty() {
            let expected = "expected a moment such as 2024-03-20T09:30:00+03:30";
            self.event.fault = Some(format!("its `{key}` is `{}`; {expected}", begin(value)));
        }
    }

    pub(super) fn trace_attribute<R: Read>(
        &mut self,
        tag: &BytesStart<'_>,
        reader: &mut Reader<Source<'_, R>>,
    ) -> Result<(), Stop> {
        let Some((key, value)) = key_and_value(tag) else {
            return Ok(());
        };
        let Some(kind) = TraceKey::of(key) else {
            return Ok(());
        };
        let log = &mut self.builder.log;
        let value_bytes = self.limits.value_bytes;
        let (rank, index, pool, slot) = match kind {
            TraceKey::Id => {
                if let Some(text) =
                    text_of(value).filter(|text| !text.is_empty() && text.len() <= value_bytes)
                {
                    self.trace.id.clear();
                    self.trace.id.push_str(&text);
                    self.trace.has_id = true;
                }
                return Ok(());
            }
            TraceKey::Due => {
                self.trace.due = moment(value).or(self.trace.due);
                return Ok(());
            }
            TraceKey::Opened => {
                self.trace.opened = moment(value).or(self.trace.opened);
                return Ok(());
            }
            TraceKey::Closed => {
                self.trace.closed = moment(value).or(self.trace.closed);
                return Ok(());
            }
            TraceKey::Applicant(rank) => (
                rank,
                &mut self.applicants,
                &mut log.applicants,
                &mut self.trace.applicant,
            ),
            TraceKey::Responsible(rank) => (
                rank,
                &mut self.resources,
                &mut log.resources,
                &mut self.trace.responsible,
            ),
        };
        match keep(value, value_bytes, index, pool) {
            Kept::Number(NO_ENTRY) => {}
            Kept::Number(number) => {
                if slot.is_none_or(|(held, _)| rank <= held) {
                    *slot = Some((rank, number));
                }
            }
            // The case stays; that one of its attributes is lost is said.
            Kept::Fault(fault) => {
                let line = self.trace.line;
                self.reject(
                    line,
                    format!("the `{key}` of a case {fault}; the case is kept without it"),
                );
            }
            Kept::PoolFull => {
                return Err(self.broken(reader, &format!("too many different values of `{key}`")));
            }
        }
        Ok(())
    }
}
