//! The rows of the sheets of a mapping, one sheet behind the other.

use std::io;
use std::sync::Arc;

use super::candidate::headings;
use super::map::{Map, Placed, Places};

use super::rows::{Fault, Row, Rows};
use super::text::TextRows;
use super::xlsx::{SheetRows, Workbook};

/// What the lines of a sheet are ahead of those of the sheet before: more than a sheet has rows.
pub(super) const SHEET: u64 = 10_000_000;

/// The rows of the sheets of a mapping, one sheet behind the other.
pub(crate) struct SheetChain {
    pub(super) map: Arc<Map>,
    pub(super) book: Option<Box<Workbook>>,
    pub(super) sheets: std::vec::IntoIter<String>,
    pub(super) sheet: String,
    /// How many sheets were begun.
    pub(super) begun: u64,
    pub(super) places: Places,
    pub(super) headings: Vec<String>,
    /// The rows of a text, until they are read.
    pub(super) text: Option<AnyRows>,
    pub(super) rows: Option<AnyRows>,
}

pub(super) enum AnyRows {
    Text(Box<TextRows>),
    Sheet(Box<SheetRows>),
}

impl AnyRows {
    fn next(&mut self, row: &mut Row) -> io::Result<bool> {
        match self {
            Self::Text(rows) => rows.next(row),
            Self::Sheet(rows) => rows.next(row),
        }
    }
}

impl SheetChain {
    pub(crate) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// The line by which a row of the sheet at hand is found again: in sheets behind the first one with the sheet's number.
    pub(crate) fn place(&self, row: u64) -> u64 {
        self.begun.saturating_sub(1) * SHEET + row
    }

    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    pub(crate) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The rows of one sheet, from its beginning; of a text what is left.
    pub(crate) fn only(mut self, sheet: &str) -> io::Result<Self> {
        if self.book.is_some() {
            self.sheets = vec![sheet.to_owned()].into_iter();
            self.rows = None;
        }
        Ok(self)
    }

    /// The next row below the headings that is not blank.
    pub(crate) fn next(&mut self, row: &mut Row) -> io::Result<bool> {
        loop {
            let Some(rows) = &mut self.rows else {
                let Some(sheet) = self.sheets.next() else {
                    return Ok(false);
                };
                self.rows = match &mut self.book {
                    Some(book) => Some(AnyRows::Sheet(Box::new(book.rows(&sheet)?))),
                    None => self.text.take(),
                };
                self.sheet = sheet;
                self.begun += 1;
                self.begin()?;
                continue;
            };
            if !rows.next(row)? {
                self.rows = None;
                continue;
            }
            if !row.is_blank() && !self.is_heading(row) {
                self.look_at_width(row);
                return Ok(true);
            }
        }
    }

    /// A row of a text that goes on behind its headings has a delimiter too many, and its cells are not where they seem. In
    /// a workbook somebody wrote beside the table.
    fn look_at_width(&self, row: &mut Row) {
        let most = self.headings.len();
        if self.book.is_none() && row.len() > most {
            let (found, most) = (row.len().to_string(), most.to_string());
            row.refuse("tables-row-wide", &[("count", &found), ("most", &most)]);
        }
    }

    /// Reads the headings.
    fn begin(&mut self) -> io::Result<()> {
        let (Some(rows), Some(last)) = (&mut self.rows, self.map.header.last()) else {
            return Ok(());
        };
        let first = self.map.header[0];
        let mut upper: Option<Row> = None;
        let mut row = Row::default();
        while rows.next(&mut row)? {
            if row.number == first && first != *last {
                upper = Some(row.clone());
            }
            if row.number >= *last {
                break;
            }
        }
        if row.number != *last {
            let last = last.to_string();
            return Err(Fault::new("tables-no-header", &[("row", &last), ("sheet", &self.sheet)]).into_io());
        }
        self.headings = headings(upper.as_ref(), &row);
        let rows: Vec<&Row> = upper.iter().chain([&row]).collect();
        self.places = self.map.places(&self.headings, &rows).map_err(Fault::into_io)?;
        Ok(())
    }

    /// Whether the headings are written once more, as at the top of each printed page.
    fn is_heading(&self, row: &Row) -> bool {
        let read = || {
            self.places
                .of
                .iter()
                .map(|placed| row.cell(placed.place).text)
                .zip(&self.places.of)
        };
        let same = |(text, placed): (&str, &Placed)| !text.is_empty() && *text == placed.heading;
        self.places.of.len() > 1 && read().all(same)
    }
}
