use golugah_findings::Kind;

use super::Place;
use super::pieces::Pieces;
use super::seen::{AllSeen, Row};

/// What was raised, in its barest form: nothing but subject, place and value, in as little memory as that takes.
#[derive(Debug, Default)]
pub(crate) struct RaisedValues {
    rows: Pieces<Value>,
    /// The identifiers of subjects that are no processes, one behind the other.
    ids: String,
    others: Vec<Other>,
}

#[derive(Clone, Copy, Debug)]
struct Value {
    value: f64,
    subject: Subject,
    indicator: u16,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Subject {
    /// A process is named by where it was met, for several rules may raise it.
    Process(Row),
    /// Index of another subject.
    Other(u32),
}

/// A subject that is no process.
#[derive(Clone, Copy, Debug)]
struct Other {
    starts: usize,
    ends: usize,
}

/// One subject that was raised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RaisedValue<'v> {
    /// Index of the indicator in the scan.
    pub indicator: u16,
    /// What was looked at.
    pub subject: (Kind, &'v str),
    /// The measured value.
    pub value: f64,
    /// Where it can be read, if it is a process: of others only findings say where to begin.
    pub place: Option<Place>,
}

impl RaisedValues {
    /// Adds a subject; a process by its row.
    pub(crate) fn push(&mut self, indicator: u16, (kind, id): (Kind, &str), value: f64, row: Option<Row>) {
        let subject = match row {
            Some(row) => Subject::Process(row),
            None => {
                let starts = self.ids.len();
                self.ids.push_str(id);
                self.others.push(Other {
                    starts,
                    ends: self.ids.len(),
                });
                // There are no more of them than identifiers, which 32 bits count.
                Subject::Other(self.others.len() as u32 - 1)
            }
        };
        self.rows.push(Value {
            value,
            subject,
            indicator,
            kind,
        });
    }

    /// Every subject raised, in no order that means anything.
    pub(crate) fn iter<'v>(&'v self, seen: &'v AllSeen) -> impl Iterator<Item = RaisedValue<'v>> {
        self.rows.iter().map(|row| {
            let (id, place) = match row.subject {
                Subject::Process(process) => (seen.ocid(process), Some(seen.place(process))),
                Subject::Other(at) => {
                    let other = self.others[at as usize];
                    (&self.ids[other.starts..other.ends], None)
                }
            };
            RaisedValue {
                indicator: row.indicator,
                subject: (row.kind, id),
                value: row.value,
                place,
            }
        })
    }
}
