//! Rows of events, or of cases with a day for each step, made into an event log.

use std::collections::HashMap;
use std::io;

use golugah_records::{CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, Timestamp};

use super::map::{Places, RowIs};
use super::rows::{Cell, Fault, Kind, Row};
use super::values::{clock, moment, name};
use super::words::words;
use super::{SheetChain, Telling};
use crate::Reject;
use crate::xes::{Index, XesLimits};

/// A case of which more rows may follow.
struct Draft {
    id: String,
    applicant: u32,
    due: Option<Timestamp>,
    line: u32,
    events: Vec<EventRow>,
}

/// The log under construction.
struct Building<'t> {
    telling: &'t Telling,
    builder: EventLogBuilder,
    activities: Index,
    people: Index,
    groups: Index,
    lifecycles: Index,
    applicants: Index,
    cases: HashMap<String, usize>,
    drafts: Vec<Draft>,
    events: usize,
}

/// Reads a table of events to its end.
pub(super) fn read(
    mut chain: SheetChain,
    telling: &Telling,
    on_reject: &mut dyn FnMut(Reject),
) -> io::Result<EventLog> {
    let limits = XesLimits::default();
    let mut building = Building {
        telling,
        builder: EventLogBuilder::new(&telling.map.procedure),
        activities: Index::new(limits.activities),
        people: Index::new(limits.people),
        groups: Index::new(limits.activities),
        lifecycles: Index::new(usize::from(EventColumns::NO_LIFECYCLE)),
        applicants: Index::new(limits.people),
        cases: HashMap::new(),
        drafts: Vec::new(),
        events: 0,
    };
    let mut row = Row::default();
    let mut refused = 0;
    while chain.next(&mut row)? {
        let places = chain.places();
        if let Err(fault) = building.take(&row, places) {
            refused += 1;
            if refused > limits.rejects {
                let most = limits.rejects.to_string();
                return Err(Fault::new("tables-many-rejects", &[("most", &most)]).into_io());
            }
            on_reject(Reject {
                line: row.number,
                reason: telling.of_row(chain.sheet(), row.number, &fault),
            });
        }
        if building.events > MOST_EVENTS {
            let most = MOST_EVENTS.to_string();
            return Err(Fault::new("tables-many-events", &[("most", &most)]).into_io());
        }
    }
    Ok(building.finish())
}

/// How many events of a table are held at once; a sheet has a million rows.
const MOST_EVENTS: usize = 20_000_000;

impl Building<'_> {
    fn take(&mut self, row: &Row, places: &Places) -> Result<(), Fault> {
        if let Some(fault) = &row.fault {
            return Err(fault.clone());
        }
        let cell = |field: &str| {
            places
                .get(field)
                .map_or(Cell::default(), |placed| row.cell(placed.place))
        };
        let at = |field: &str| format!("{}{}", places.letters(field), row.number);
        if row.cells().any(|cell| words().is_total(cell.text)) && cell("activity").is_empty() {
            return Err(Fault::new("tables-row-total", &[]));
        }
        let case = name(cell("case"));
        if case.is_empty() {
            return Err(Fault::new("tables-row-no-case", &[("cell", &at("case"))]));
        }
        let line = u32::try_from(row.number).unwrap_or(u32::MAX);
        let log = &mut self.builder.log;
        let full = || Fault::new("tables-many-names", &[]);
        let number = |index: &mut Index, pool, text: &str| {
            if text.is_empty() {
                Some(NO_ENTRY)
            } else {
                index.number(pool, text)
            }
        };
        let resource =
            number(&mut self.people, &mut log.resources, &name(cell("officer"))).ok_or_else(full)?;
        let group = number(&mut self.groups, &mut log.groups, &name(cell("group"))).ok_or_else(full)?;
        let applicant = number(
            &mut self.applicants,
            &mut log.applicants,
            &name(cell("applicant")),
        )
        .ok_or_else(full)?;
        let word =
            number(&mut self.lifecycles, &mut log.lifecycles, cell("lifecycle").text).ok_or_else(full)?;
        let days = self.telling.map.days();
        let read = |cell: Cell<'_>, at: &str| match moment(cell, days) {
            Ok(text) => Timestamp::parse(&text)
                .ok_or_else(|| self.telling.fault_of_cell(at, cell.text, "tables-cell-day")),
            Err(key) => Err(self.telling.fault_of_cell(at, cell.text, key)),
        };
        let due = match cell("due") {
            due if due.text.chars().any(char::is_alphanumeric) => Some(read(due, &at("due"))?),
            _ => None,
        };
        let event = |activity: u32, time: Timestamp| EventRow {
            activity,
            resource,
            group,
            lifecycle: u16::try_from(word).unwrap_or(EventColumns::NO_LIFECYCLE),
            instance: 0,
            time,
            due: if self.telling.map.row == RowIs::Event {
                due
            } else {
                None
            },
            planned: None,
            line,
        };
        let mut events = Vec::new();
        if self.telling.map.row == RowIs::Case {
            for placed in places.of.iter().filter(|placed| placed.field == "step") {
                let cell = row.cell(placed.place);
                if !cell.text.chars().any(char::is_alphanumeric) {
                    continue;
                }
                let at = format!("{}{}", super::rows::letters(placed.place), row.number);
                let time = read(cell, &at)?;
                let activity = self
                    .activities
                    .number(&mut log.activities, &placed.heading)
                    .ok_or_else(full)?;
                events.push(event(activity, time));
            }
            if events.is_empty() {
                return Err(Fault::new("tables-row-no-step", &[]));
            }
        } else {
            let activity = name(cell("activity"));
            if activity.is_empty() {
                return Err(Fault::new("tables-row-no-activity", &[("cell", &at("activity"))]));
            }
            if cell("time").is_empty() {
                return Err(Fault::new("tables-row-no-time", &[("cell", &at("time"))]));
            }
            let time = read(
                with_clock(cell("time"), cell("clock"), &mut String::new()),
                &at("time"),
            )?;
            let activity = self
                .activities
                .number(&mut log.activities, &activity)
                .ok_or_else(full)?;
            events.push(event(activity, time));
        }
        self.events += events.len();
        let draft = match self.cases.get(&case) {
            Some(known) => &mut self.drafts[*known],
            None => {
                self.cases.insert(case.clone(), self.drafts.len());
                self.drafts.push(Draft {
                    id: case,
                    applicant: NO_ENTRY,
                    due: None,
                    line,
                    events: Vec::new(),
                });
                self.drafts.last_mut().ok_or_else(full)?
            }
        };
        if draft.applicant == NO_ENTRY {
            draft.applicant = applicant;
        }
        if self.telling.map.row == RowIs::Case {
            draft.due = draft.due.or(due);
        }
        draft.events.append(&mut events);
        Ok(())
    }

    fn finish(mut self) -> EventLog {
        for draft in &self.drafts {
            let case = CaseRow {
                id: &draft.id,
                applicant: draft.applicant,
                responsible: NO_ENTRY,
                due: draft.due,
                line: draft.line,
            };
            self.builder.push_case(case, &draft.events);
        }
        self.builder.finish()
    }
}

/// The day with the time that stands in a column of its own, if it can be read.
fn with_clock<'c>(day: Cell<'c>, time: Cell<'_>, joined: &'c mut String) -> Cell<'c> {
    let own = match time.kind {
        Kind::Moment => time.text.split_once('T').map(|(_, clock)| clock.to_owned()),
        // A time of day is kept as a part of a day.
        Kind::Number => time
            .text
            .parse::<f64>()
            .ok()
            .filter(|part| (0.0..1.0).contains(part))
            .map(|part| {
                let seconds = (part * 86_400.0).round() as u64;
                format!("{}:{}:{}", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
            }),
        _ => Some(time.text.to_owned()),
    };
    let Some(own) = own.as_deref().and_then(clock) else {
        return day;
    };
    *joined = format!("{} {own}", day.text);
    Cell {
        kind: Kind::Text,
        text: joined,
    }
}
