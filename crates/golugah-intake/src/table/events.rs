//! Rows of events, or of cases with a day for each step, made into an event log.

use std::collections::HashMap;
use std::io;

use golugah_persian::{latin_digits, normalise};
use golugah_records::{
    CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, StringPool, Timestamp,
};

use super::map::{Places, RowIs};
use super::rows::{Cell, Fault, Kind, Row};
use super::values::{moment, name, with_clock};
use super::words::words;
use super::{SheetChain, Telling};
use crate::Reject;
use crate::xes::XesLimits;

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
    activities: Names,
    people: Names,
    groups: Names,
    lifecycles: Names,
    applicants: Names,
    cases: HashMap<String, usize>,
    drafts: Vec<Draft>,
    events: usize,
    /// What is wrong with fields of the row at hand that were left out.
    left: Vec<Fault>,
}

/// Names by how they compare: what is written in two ways is one, and is shown as it was written first.
struct Names {
    known: HashMap<String, u32>,
    limit: usize,
}

impl Names {
    fn new(limit: usize) -> Self {
        Self {
            known: HashMap::new(),
            limit,
        }
    }

    /// The name's number; `None` where it is new and there are too many.
    fn number(&mut self, pool: &mut StringPool, text: &str) -> Option<u32> {
        let folded = normalise(text);
        if let Some(number) = self.known.get(&folded) {
            return Some(*number);
        }
        if pool.len() >= self.limit {
            return None;
        }
        let number = pool.push(text);
        self.known.insert(folded, number);
        Some(number)
    }
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
        activities: Names::new(limits.activities),
        people: Names::new(limits.people),
        groups: Names::new(limits.activities),
        lifecycles: Names::new(usize::from(EventColumns::NO_LIFECYCLE)),
        applicants: Names::new(limits.people),
        cases: HashMap::new(),
        drafts: Vec::new(),
        events: 0,
        left: Vec::new(),
    };
    let mut row = Row::default();
    let mut refused = 0;
    while chain.next(&mut row)? {
        let taken = building.take(&row, chain.place(row.number), chain.places());
        let left = std::mem::take(&mut building.left);
        for fault in taken.err().into_iter().chain(left) {
            refused += 1;
            if refused > limits.rejects {
                let most = limits.rejects.to_string();
                return Err(Fault::new("tables-many-rejects", &[("most", &most)]).into_io());
            }
            on_reject(Reject {
                line: chain.place(row.number),
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
    fn take(&mut self, row: &Row, line: u64, places: &Places) -> Result<(), Fault> {
        if let Some(fault) = &row.fault {
            return Err(fault.clone());
        }
        let cell = |field: &str| {
            places
                .get(field)
                .map_or(Cell::default(), |placed| row.cell(placed.place))
        };
        let at = |field: &str| format!("{}{}", places.letters(field), row.number);
        let sums = |cell: Cell<'_>| cell.is_empty() || words().is_total(cell.text);
        if row.filled().any(|cell| words().is_total(cell.text))
            && (sums(cell("activity")) || sums(cell("case")))
        {
            return Err(Fault::new("tables-row-total", &[]));
        }
        let case = latin_digits(&name(cell("case")));
        if case.is_empty() {
            return Err(Fault::new("tables-row-no-case", &[("cell", &at("case"))]));
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let log = &mut self.builder.log;
        let full = || Fault::new("tables-many-names", &[]);
        let number = |index: &mut Names, pool, text: &str| {
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
            cell if cell.text.chars().any(char::is_alphanumeric) => match read(cell, &at("due")) {
                Ok(due) => Some(due),
                Err(fault) => {
                    let what = self.telling.tables.fault(&fault);
                    self.left.push(Fault {
                        key: "tables-field-left",
                        with: vec![("what", what)],
                    });
                    None
                }
            },
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
            finished: None,
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
            let joined = with_clock(cell("time"), cell("clock")).map_err(|key| {
                let found = cell("clock").text;
                self.telling.fault_of_cell(&at("clock"), found, key)
            })?;
            let time = match &joined {
                Some(text) => Cell {
                    kind: Kind::Text,
                    text,
                },
                None => cell("time"),
            };
            let time = read(time, &at("time"))?;
            let activity = self
                .activities
                .number(&mut log.activities, &activity)
                .ok_or_else(full)?;
            events.push(event(activity, time));
        }
        self.events += events.len();
        let folded = normalise(&case).replace(' ', "");
        let draft = match self.cases.get(&folded) {
            Some(known) => &mut self.drafts[*known],
            None => {
                self.cases.insert(folded, self.drafts.len());
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
                opened: None,
                closed: None,
                line: draft.line,
            };
            self.builder.push_case(case, &draft.events);
        }
        self.builder.finish()
    }
}
