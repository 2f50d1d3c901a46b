use std::io::Read;

use golugah_records::{CaseRow, EventColumns, EventLogBuilder, EventRow, NO_ENTRY, Timestamp};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::attributes::{self, key_and_value};
use super::index::Index;
use super::source::Source;
use super::{XesError, XesLimits};
use crate::Reject;

/// Why the walk ended before the file did.
pub(super) enum Stop {
    Fatal(XesError),
    Broken { line: u64, reason: String },
}

/// What stands under the root of an object-centric log and of no XES log.
const OBJECT_CENTRIC: [&str; 4] = ["object-types", "event-types", "objects", "events"];

/// The walk through the elements: where it is, and the case and event under construction.
pub(super) struct Walk<'a> {
    pub(super) builder: EventLogBuilder,
    pub(super) limits: &'a XesLimits,
    pub(super) on_reject: &'a mut dyn FnMut(Reject),
    pub(super) activities: Index,
    pub(super) resources: Index,
    pub(super) groups: Index,
    pub(super) lifecycles: Index,
    pub(super) applicants: Index,
    depth: u32,
    seen_log: bool,
    in_trace: bool,
    in_event: bool,
    /// The line of an event outside a trace that is being passed over, and the case that it names.
    stray: Option<(u64, Option<String>)>,
    pub(super) traces: u64,
    pub(super) rejected: u64,
    pub(super) trace: Trace,
    pub(super) event: OpenEvent,
    rows: Vec<EventRow>,
}

/// The case under construction.
#[derive(Default)]
pub(super) struct Trace {
    pub(super) line: u64,
    pub(super) id: String,
    pub(super) has_id: bool,
    /// Rank in the list of keys and number in the pool.
    pub(super) applicant: Option<(usize, u32)>,
    pub(super) responsible: Option<(usize, u32)>,
    pub(super) due: Option<Timestamp>,
    pub(super) opened: Option<Timestamp>,
    pub(super) closed: Option<Timestamp>,
    events: usize,
}

/// The event under construction.
pub(super) struct OpenEvent {
    line: u64,
    pub(super) row: EventRow,
    pub(super) has_time: bool,
    /// Whether `row.group` came from `org:group`, which goes before `org:role`.
    pub(super) has_group: bool,
    /// Whether it answers that what it asks for was not done.
    pub(super) not_done: bool,
    pub(super) fault: Option<String>,
}

impl OpenEvent {
    fn begin(line: u64) -> Self {
        let row = EventRow {
            activity: NO_ENTRY,
            resource: NO_ENTRY,
            group: NO_ENTRY,
            lifecycle: EventColumns::NO_LIFECYCLE,
            instance: 0,
            time: Timestamp::utc(0),
            due: None,
            planned: None,
            finished: None,
            line: short(line),
        };
        Self {
            line,
            row,
            has_time: false,
            has_group: false,
            not_done: false,
            fault: None,
        }
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(name: &str, limits: &'a XesLimits, on_reject: &'a mut dyn FnMut(Reject)) -> Self {
        Self {
            builder: EventLogBuilder::new(name),
            limits,
            on_reject,
            activities: Index::new(limits.activities),
            resources: Index::new(limits.people),
            groups: Index::new(limits.activities),
            lifecycles: Index::new(usize::from(EventColumns::NO_LIFECYCLE)),
            applicants: Index::new(limits.people),
            depth: 0,
            seen_log: false,
            in_trace: false,
            in_event: false,
            stray: None,
            traces: 0,
            rejected: 0,
            trace: Trace::default(),
            event: OpenEvent::begin(0),
            rows: Vec::new(),
        }
    }

    pub(super) fn run<R: Read>(&mut self, reader: &mut Reader<Source<'_, R>>) -> Result<(), Stop> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            reader.get_mut().begin_token();
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.broken(reader, &error.to_string())),
            };
            match event {
                Event::Empty(tag) => {
                    self.open(&tag, reader)?;
                    self.depth += 1;
                    self.close(reader)?;
                }
                Event::Start(tag) => {
                    self.open(&tag, reader)?;
                    self.depth += 1;
                    if self.depth > self.limits.depth {
                        let what = format!("elements nest deeper than {}", self.limits.depth);
                        return Err(self.broken(reader, &what));
                    }
                }
                Event::End(_) => self.close(reader)?,
                Event::DocType(_) => {
                    return Err(Stop::Fatal(XesError::DocumentType {
                        line: reader.get_mut().line(),
                    }));
                }
                Event::Decl(declaration) => {
                    if let Some(Ok(encoding)) = declaration.encoding()
                        && !["utf-8", "utf8", "us-ascii", "ascii"]
                            .iter()
                            .any(|known| encoding.eq_ignore_ascii_case(known))
                    {
                        return Err(Stop::Fatal(XesError::Encoding {
                            found: encoding.into_owned(),
                        }));
                    }
                }
                Event::Text(text) if self.depth == 0 && !text.trim_ascii().is_empty() => {
                    return Err(self.no_log(reader, &text));
                }
                Event::Eof if self.depth > 0 => {
                    let what = format!("the file ends with {} elements still open", self.depth);
                    return Err(self.broken(reader, &what));
                }
                Event::Eof if !self.seen_log => return Err(Stop::Fatal(XesError::Empty)),
                Event::Eof => return Ok(()),
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::PI(_)
                | Event::GeneralRef(_) => {}
            }
        }
    }

    /// Takes the opening of an element; `depth` still is that of its parent.
    fn open<R: Read>(
        &mut self,
        tag: &BytesStart<'_>,
        reader: &mut Reader<Source<'_, R>>,
    ) -> Result<(), Stop> {
        if self.rejected >= self.limits.rejects && self.depth <= 2 {
            let what = format!(
                "{} events or cases were set aside, the most that are kept",
                self.rejected
            );
            return Err(self.broken(reader, &what));
        }
        match self.depth {
            3 if self.in_event => self.event_attribute(tag, reader),
            2 if self.in_trace => {
                if tag.local_name().as_ref() != "event" {
                    return self.trace_attribute(tag, reader);
                }
                self.in_event = true;
                self.trace.events += 1;
                if self.trace.events > self.limits.events_of_case
                    || self.builder.log.event_count() + self.rows.len() >= self.limits.events
                {
                    let what = format!(
                        "more than {} events in one case or {} in the file",
                        self.limits.events_of_case, self.limits.events
                    );
                    return Err(self.broken(reader, &what));
                }
                self.event = OpenEvent::begin(line_of(tag, reader));
                Ok(())
            }
            2 if self.stray.is_some() => {
                if let Some(("case:concept:name", value)) = key_and_value(tag)
                    && let Some(stray) = &mut self.stray
                {
                    stray.1 = attributes::text_of(value).map(|text| attributes::begin(&text));
                }
                Ok(())
            }
            1 => {
                let name = tag.local_name();
                if name.as_ref() == "event" {
                    self.stray = Some((line_of(tag, reader), None));
                } else if OBJECT_CENTRIC.contains(&name.as_ref()) && self.traces == 0 {
                    return Err(Stop::Fatal(XesError::ObjectCentric));
                } else if name.as_ref() == "trace" {
                    self.in_trace = true;
                    self.traces += 1;
                    self.rows.clear();
                    let mut id = std::mem::take(&mut self.trace.id);
                    id.clear();
                    self.trace = Trace {
                        line: line_of(tag, reader),
                        id,
                        ..Trace::default()
                    };
                } else if let Some(("concept:name", value)) = key_and_value(tag)
                    && let Some(value) = attributes::text_of(value)
                    && !value.is_empty()
                    && value.len() <= self.limits.value_bytes
                {
                    self.builder.log.name = value.into_owned();
                }
                Ok(())
            }
            0 if tag.local_name().as_ref() == "log" && !self.seen_log => {
                self.seen_log = true;
                Ok(())
            }
            0 => {
                let found = format!("<{}>", tag.name().as_ref());
                Err(self.no_log(reader, &found))
            }
            _ => Ok(()),
        }
    }

    /// Takes the end of an element.
    fn close<R: Read>(&mut self, reader: &mut Reader<Source<'_, R>>) -> Result<(), Stop> {
        self.depth = self.depth.saturating_sub(1);
        match self.depth {
            2 if self.in_event => {
                self.in_event = false;
                self.end_event();
            }
            1 if self.stray.is_some() => {
                let (line, case) = self.stray.take().unwrap_or_default();
                let of_case = case.map_or(String::new(), |case| format!(" of case `{case}`"));
                let reason = format!(
                    "an event{of_case} stands outside a trace and is set aside; expected it within the <trace> of its case"
                );
                self.reject(line, reason);
            }
            1 if self.in_trace => {
                self.in_trace = false;
                self.end_trace();
                if self.builder.log.case_count() >= NO_ENTRY as usize - 1 {
                    return Err(self.broken(reader, "more cases than can be counted"));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_event(&mut self) {
        let fault = self.event.fault.take();
        let reason = match fault {
            Some(fault) => fault,
            None if self.event.row.activity == NO_ENTRY => {
                "it has no activity; expected `concept:name`".to_owned()
            }
            None if !self.event.has_time => "it has no time; expected `time:timestamp`".to_owned(),
            None => {
                if self.event.not_done
                    && let Some(skipped) = self.skipped()
                {
                    self.event.row.lifecycle = skipped;
                }
                return self.rows.push(self.event.row);
            }
        };
        let reason = format!(
            "event {} of case `{}` is set aside: {reason}",
            self.trace.events,
            self.case_id()
        );
        self.reject(self.event.line, reason);
    }

    fn end_trace(&mut self) {
        let id = self.case_id();
        if self.rows.is_empty() {
            let found = self.trace.events;
            let reason =
                format!("case `{id}` has no readable event (found {found}); expected at least one <event>");
            return self.reject(self.trace.line, reason);
        }
        let case = CaseRow {
            id: &id,
            applicant: self.trace.applicant.map_or(NO_ENTRY, |found| found.1),
            responsible: self.trace.responsible.map_or(NO_ENTRY, |found| found.1),
            due: self.trace.due,
            opened: self.trace.opened,
            closed: self.trace.closed,
            line: short(self.trace.line),
        };
        self.builder.push_case(case, &self.rows);
    }

    fn case_id(&self) -> String {
        if self.trace.has_id {
            self.trace.id.clone()
        } else {
            format!("trace-{}", self.traces)
        }
    }

    pub(super) fn reject(&mut self, line: u64, reason: String) {
        self.rejected += 1;
        (self.on_reject)(Reject { line, reason });
    }

    /// The end of reading at this point, and what becomes of the open case.
    pub(super) fn broken<R: Read>(&mut self, reader: &mut Reader<Source<'_, R>>, what: &str) -> Stop {
        let mut reason = format!("{what}; expected well-formed XES; what follows was not read");
        if self.in_trace {
            let id = self.case_id();
            reason = format!(
                "{reason}, and the open case `{id}` with {} events is set aside",
                self.trace.events
            );
        }
        Stop::Broken {
            line: reader.get_mut().line(),
            reason,
        }
    }

    /// Something that should not stand outside `<log>`.
    fn no_log<R: Read>(&mut self, reader: &mut Reader<Source<'_, R>>, found: &str) -> Stop {
        let begin: String = found.trim().chars().take(40).collect();
        if self.seen_log {
            return self.broken(reader, &format!("`{begin}` stands after the end of <log>"));
        }
        Stop::Fatal(XesError::NotXes {
            line: reader.get_mut().line(),
            found: begin,
        })
    }
}

/// The line that a tag begins on; the reader stands behind its end.
fn line_of<R: Read>(tag: &BytesStart<'_>, reader: &mut Reader<Source<'_, R>>) -> u64 {
    reader.get_mut().line() - memchr::memchr_iter(b'\n', tag.as_bytes()).count() as u64
}

/// A line number as the columns keep it; beyond four thousand million lines it stays at the greatest.
fn short(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}
