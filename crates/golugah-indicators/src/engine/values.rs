use golugah_findings::Kind;

use super::Place;

/// What was raised, in its barest form: nothing but subject, place and value, in as little memory as that takes.
#[derive(Debug, Default)]
pub struct RaisedValues {
    /// The subjects' identifiers, one behind the other.
    ids: String,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    value: f64,
    place: Place,
    starts: usize,
    length: u32,
    indicator: u16,
    kind: Kind,
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
    /// Where it can be read.
    pub place: Place,
}

impl RaisedValues {
    pub(crate) fn push(&mut self, one: RaisedValue<'_>) {
        self.rows.push(Row {
            value: one.value,
            place: one.place,
            starts: self.ids.len(),
            // By the limits of intake a record, and so an identifier, is far shorter than 32 bits count.
            length: one.subject.1.len() as u32,
            indicator: one.indicator,
            kind: one.subject.0,
        });
        self.ids.push_str(one.subject.1);
    }

    /// Every subject raised, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = RaisedValue<'_>> {
        self.rows.iter().map(|row| RaisedValue {
            indicator: row.indicator,
            subject: (row.kind, &self.ids[row.starts..row.starts + row.length as usize]),
            value: row.value,
            place: row.place,
        })
    }
}
