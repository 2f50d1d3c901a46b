//! The rows of one sheet.

use std::io;
use std::sync::Arc;

use golugah_records::Timestamp;
use quick_xml::events::BytesStart;

use super::About;
use super::markup::{Markup, Step, raw_attribute, raw_attributes};
use crate::table::rows::{COLUMNS, Fault, Kind, ROW_BYTES, Row, Rows, column};

/// How many rows a sheet can have.
const ROWS: u64 = 1_048_576;

/// Milliseconds of a day, and the number of the day 1970-01-01 as spreadsheets count.
const DAY: f64 = 86_400_000.0;
const EPOCH: f64 = 25_569.0;

/// The rows of a sheet, one after the other.
pub(crate) struct SheetRows {
    markup: Markup,
    name: String,
    about: Arc<About>,
    last: u64,
    /// The value of the cell at hand.
    value: String,
}

/// The cell that is open.
#[derive(Default)]
struct Open {
    column: usize,
    kind: Type,
    format: usize,
}

/// What a cell says of its value.
#[derive(Clone, Copy, Default)]
enum Type {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
    Failed,
    Day,
}

impl Type {
    fn of(word: Option<&str>) -> Self {
        match word {
            Some("s") => Self::Shared,
            Some("str" | "inlineStr") => Self::Text,
            Some("b") => Self::Truth,
            Some("e") => Self::Failed,
            Some("d") => Self::Day,
            _ => Self::Number,
        }
    }
}

impl SheetRows {
    pub(super) fn new(markup: Markup, name: String, about: Arc<About>) -> Self {
        Self {
            markup,
            name,
            about,
            last: 0,
            value: String::new(),
        }
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> io::Result<bool> {
        let Self {
            markup,
            name,
            about,
            last,
            value,
        } = self;
        let mut open: Option<Open> = None;
        let (mut begun, mut in_value, mut in_sound) = (false, false, false);
        let mut next_column = 0;
        loop {
            match markup.next()? {
                Step::Open(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        *last = number(&tag, *last);
                        if *last > ROWS {
                            let most = ROWS.to_string();
                            return Err(
                                Fault::new("tables-many-rows", &[("sheet", name), ("most", &most)]).into_io(),
                            );
                        }
                        row.begin(*last);
                        begun = true;
                    }
                    "c" if begun => {
                        value.clear();
                        open = opened(&tag, next_column);
                        match &open {
                            Some(cell) => next_column = cell.column + 1,
                            None => {
                                let place = raw_attribute(&tag, "r").unwrap_or_default();
                                row.refuse("tables-cell-nowhere", &[("cell", place)]);
                            }
                        }
                    }
                    "v" | "t" => in_value = open.is_some(),
                    "rPh" => in_sound = true,
                    _ => {}
                },
                Step::Text(text) if in_value && !in_sound => {
                    // A cell in pieces is as bounded as a whole one: what is too long costs its row.
                    if value.len() <= ROW_BYTES {
                        value.push_str(text);
                    }
                }
                Step::Text(_) => {}
                Step::Close("v" | "t") => in_value = false,
                Step::Close("rPh") => in_sound = false,
                Step::Close("c") => {
                    if let Some(cell) = open.take() {
                        about.put(&cell, value, row);
                    }
                }
                Step::Close("row") if begun => return Ok(true),
                Step::Close("sheetData") | Step::End => return Ok(false),
                Step::Close(_) => {}
            }
        }
    }
}

fn number(tag: &BytesStart<'_>, last: u64) -> u64 {
    let own = raw_attribute(tag, "r").and_then(|number| number.parse().ok());
    own.filter(|number| *number > last).unwrap_or(last + 1)
}

/// The cell that a tag begins; none where it says a place that there is not.
fn opened(tag: &BytesStart<'_>, next: usize) -> Option<Open> {
    let [place, kind, format] = raw_attributes(tag, ["r", "t", "s"]);
    let own = match place {
        Some(place) => column(place.trim_end_matches(|sign: char| sign.is_ascii_digit()))?,
        None => next,
    };
    (own < COLUMNS).then(|| Open {
        column: own,
        kind: Type::of(kind),
        format: format.and_then(|format| format.parse().ok()).unwrap_or_default(),
    })
}

impl About {
    fn put(&self, cell: &Open, value: &str, row: &mut Row) {
        let column = cell.column;
        match cell.kind {
            Type::Shared => match value
                .trim()
                .parse()
                .ok()
                .and_then(|number| self.texts.get(number))
            {
                Some(text) => row.set(column, Kind::Text, text),
                None if value.is_empty() => {}
                None => row.set(column, Kind::Failed, value),
            },
            Type::Text => row.set(column, Kind::Text, value),
            Type::Truth => row.set(column, Kind::Text, if value == "1" { "TRUE" } else { "FALSE" }),
            Type::Failed => row.set(column, Kind::Failed, value),
            Type::Day => row.set(column, Kind::Moment, value),
            Type::Number if self.moments.get(cell.format) == Some(&true) => {
                match moment(value, self.from_1904) {
                    Some(text) => row.set(column, Kind::Moment, &text),
                    None => row.set(column, Kind::Number, value),
                }
            }
            Type::Number => row.set(column, Kind::Number, value),
        }
    }
}

/// The day or moment of a number of days since the beginning of 1900 or 1904; none of a mere time of day.
fn moment(value: &str, from_1904: bool) -> Option<String> {
    let days: f64 = value.trim().parse().ok()?;
    // The first sixty days count a leap day that 1900 did not have; nothing that is measured happened then.
    if !(61.0..2_958_466.0).contains(&days) {
        return None;
    }
    let days = days - EPOCH + if from_1904 { 1462.0 } else { 0.0 };
    // To the second: what lies below is how the number was rounded.
    let millis = (days * DAY / 1000.0).round() as i64 * 1000;
    let text = Timestamp::utc(millis).to_rfc3339();
    let text = text.trim_end_matches('Z');
    Some(text.strip_suffix("T00:00:00").unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn days_of_spreadsheets_are_days() {
        assert_eq!(moment("45371", false).as_deref(), Some("2024-03-20"));
        assert_eq!(
            moment("45371.395833333336", false).as_deref(),
            Some("2024-03-20T09:30:00")
        );
        assert_eq!(moment("43909", true).as_deref(), Some("2024-03-20"));
        assert_eq!(moment("0.5", false), None);
        assert_eq!(moment("x", false), None);
    }
}
