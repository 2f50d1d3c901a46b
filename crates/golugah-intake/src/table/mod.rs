//! Tables: CSV and XLSX as offices have them, read through a mapping (decision 0039).
//!
//! A mapping says which sheet and rows hold what. Without one it is guessed from the headings; where nothing is in doubt the
//! reading goes on and says what it took for granted. Tenders become releases of the standard and are read from there as every other
//! file's; events become a log.

mod events;
mod flat;
mod map;
mod propose;
mod rows;
mod tenders;
#[cfg(test)]
mod tests;
mod text;
mod values;
mod words;
mod xlsx;

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use golugah_records::EventLog;

pub use self::map::Map;
use self::map::{Holds, Places};
use self::propose::{LOOKED_AT, Proposal, Sample, headings, propose};
pub(crate) use self::rows::Fault;
use self::rows::{Row, Rows};
pub(crate) use self::text::Dialect;
use self::text::TextRows;
use self::xlsx::{SheetRows, Workbook};
use crate::blocks::Blocks;
use crate::{IntakeError, Limits, Reject};

/// Gives the words of a key with what stands in them: the words are in `locales/*/tables.ftl`.
pub type Say = Arc<dyn Fn(&str, &[(&str, &str)]) -> String + Send + Sync>;

/// How tables are read, and in whose words what is wrong with them is said.
#[derive(Clone)]
pub struct Tables {
    /// The mapping; without one it is guessed.
    pub map: Option<Arc<Map>>,
    /// The words.
    pub say: Say,
}

impl Default for Tables {
    /// Guesses the mapping, and says the keys themselves.
    fn default() -> Self {
        let say = |key: &str, with: &[(&str, &str)]| {
            let with = with.iter().map(|(name, value)| format!(" {name}={value}"));
            with.fold(key.to_owned(), |text, one| text + &one)
        };
        Self {
            map: None,
            say: Arc::new(say),
        }
    }
}

impl Tables {
    /// Reads a mapping.
    ///
    /// # Errors
    /// In words: what is no mapping, and what was expected.
    pub fn read_map(&self, text: &str) -> Result<Map, String> {
        Map::parse(text).map_err(|fault| self.fault(&fault))
    }

    pub(crate) fn fault(&self, fault: &Fault) -> String {
        let with: Vec<(&str, &str)> = fault
            .with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        (self.say)(fault.key, &with)
    }

    /// The error of a file whose reader failed.
    pub(crate) fn error(&self, file: &str, error: &io::Error) -> Option<IntakeError> {
        let fault = error.get_ref()?.downcast_ref::<Fault>()?;
        Some(IntakeError::Table {
            file: file.to_owned(),
            what: self.fault(fault),
        })
    }
}

/// A mapping that was guessed, as a file to edit, with what there is to say of it.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The mapping, which [`Tables::read_map`] reads.
    pub map: String,
    /// What was taken for granted.
    pub assumed: Vec<String>,
    /// What somebody has to look at; until then the table is not read without the mapping.
    pub doubts: Vec<String>,
}

/// A table that is open.
pub(crate) struct Table {
    source: Source,
    telling: Telling,
    pub(crate) assumed: Vec<String>,
    stem: String,
}

enum Source {
    Text(Dialect),
    Book(Box<Workbook>),
    /// A workbook whose rows are being read.
    Taken,
}

/// What a table's reader has to say, and how.
#[derive(Clone)]
pub(crate) struct Telling {
    map: Arc<Map>,
    tables: Tables,
}

impl Telling {
    /// What is wrong with a row, and where it stands.
    fn of_row(&self, sheet: &str, row: u64, fault: &Fault) -> String {
        let (what, row) = (self.tables.fault(fault), row.to_string());
        let key = if sheet.is_empty() {
            "tables-at-line"
        } else {
            "tables-at-row"
        };
        (self.tables.say)(key, &[("sheet", sheet), ("row", &row), ("what", &what)])
    }

    /// What is wrong with a cell, what stands there, and where.
    fn of_cell(&self, sheet: &str, letters: &str, row: u64, found: &str, key: &'static str) -> String {
        let fault = self.fault_of_cell(&format!("{letters}{row}"), found, key);
        self.of_row(sheet, row, &fault)
    }

    fn fault_of_cell(&self, cell: &str, found: &str, key: &'static str) -> Fault {
        let what = (self.tables.say)(key, &[]);
        let with = [("cell", cell), ("found", found)];
        let mut fault = Fault::new("tables-cell", &with);
        fault.with.push(("what", what));
        fault
    }
}

/// The rows of the sheets of a mapping, one sheet behind the other.
pub(crate) struct SheetChain {
    map: Arc<Map>,
    book: Option<Box<Workbook>>,
    sheets: std::vec::IntoIter<String>,
    sheet: String,
    places: Places,
    headings: Vec<String>,
    /// The rows of a text, until they are read.
    text: Option<AnyRows>,
    rows: Option<AnyRows>,
}

enum AnyRows {
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
                self.begin()?;
                continue;
            };
            if !rows.next(row)? {
                self.rows = None;
                continue;
            }
            if !row.is_blank() && !self.is_heading(row) {
                return Ok(true);
            }
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
        self.places = self.map.places(&self.headings).map_err(Fault::into_io)?;
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
        let same = |(text, placed): (&str, &map::Placed)| !text.is_empty() && *text == placed.heading;
        self.places.of.len() > 1 && read().all(same)
    }
}

impl Table {
    /// Opens a table that begins so; nothing where it is none.
    pub(crate) fn open(
        path: &Path,
        file: &str,
        (begins, is_whole, is_packed): (&[u8], bool, bool),
        tables: &Tables,
    ) -> Result<Option<Self>, IntakeError> {
        let failed = |error: io::Error| {
            tables.error(file, &error).unwrap_or(IntakeError::File {
                file: file.to_owned(),
                source: error,
            })
        };
        let refused = |key: &'static str| {
            Err(IntakeError::Table {
                file: file.to_owned(),
                what: (tables.say)(key, &[]),
            })
        };
        let mut source = match begins {
            [b'P', b'K', 3, 4, ..] if is_packed => return refused("tables-packed-twice"),
            [b'P', b'K', 3, 4, ..] => match Workbook::open(path).map_err(failed)? {
                Some(book) => Source::Book(Box::new(book)),
                None => return refused("tables-other-package"),
            },
            [0xd0, 0xcf, 0x11, 0xe0, ..] => return refused("tables-old-excel"),
            _ if is_page(begins) => return refused("tables-web-page"),
            _ => match Dialect::of(begins, is_whole) {
                Some(dialect) => Source::Text(dialect),
                None => return Ok(None),
            },
        };
        let name = Path::new(file)
            .file_name()
            .map_or_else(|| file.into(), |name| name.to_string_lossy());
        let stem = name.split('.').next().unwrap_or_default().to_owned();
        let mut assumed = Vec::new();
        let map = match &tables.map {
            Some(map) => Arc::clone(map),
            None => {
                let samples = samples(&mut source, begins, is_whole).map_err(failed)?;
                let guess = guess(&samples, &stem).map_err(|fault| failed(fault.into_io()))?;
                if let Some(doubt) = guess.doubts.first() {
                    let doubt = tables.fault(doubt);
                    let with = [("what", doubt.as_str()), ("file", file)];
                    return Err(IntakeError::Table {
                        file: file.to_owned(),
                        what: (tables.say)("tables-in-doubt", &with),
                    });
                }
                assumed.extend(guess.assumed.iter().map(|fault| tables.fault(fault)));
                Arc::new(guess.map)
            }
        };
        let tables = tables.clone();
        Ok(Some(Self {
            source,
            telling: Telling { map, tables },
            assumed,
            stem,
        }))
    }

    pub(crate) fn holds_log(&self) -> bool {
        self.telling.map.holds == Holds::Events
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.telling.tables
    }

    fn chain(&mut self, reader: &mut Box<dyn BufRead + Send>) -> SheetChain {
        let mut sheets = self.telling.map.sheets.clone();
        let (book, text) = match std::mem::replace(&mut self.source, Source::Taken) {
            Source::Book(book) => {
                // A mapping of a text does for a workbook of one sheet.
                if sheets.is_empty() {
                    sheets.extend(book.sheets().into_iter().next());
                }
                (Some(book), None)
            }
            Source::Text(dialect) => {
                sheets = vec![String::new()];
                let reader = std::mem::replace(reader, Box::new(io::empty()));
                (
                    None,
                    Some(AnyRows::Text(Box::new(TextRows::new(reader, dialect)))),
                )
            }
            Source::Taken => (None, None),
        };
        SheetChain {
            map: Arc::clone(&self.telling.map),
            book,
            sheets: sheets.into_iter(),
            sheet: String::new(),
            places: Places::default(),
            headings: Vec::new(),
            text,
            rows: None,
        }
    }

    /// The tenders of the table, as blocks of releases. The reader is that of the file, and is used up by a text.
    pub(crate) fn blocks(
        &mut self,
        reader: &mut Box<dyn BufRead + Send>,
    ) -> io::Result<Box<dyn Blocks + Send>> {
        let chain = self.chain(reader);
        if self.telling.map.holds == Holds::Ocds {
            return flat::blocks(chain, self.telling.clone());
        }
        Ok(Box::new(tenders::Tenders::new(
            chain,
            self.telling.clone(),
            &self.stem,
        )))
    }

    /// The row of this number as it stands, its cells parted by bars.
    pub(crate) fn row(&mut self, reader: &mut Box<dyn BufRead + Send>, number: u64) -> Option<String> {
        let mut chain = self.chain(reader);
        let mut row = Row::default();
        while chain.next(&mut row).ok()? {
            if row.number == number {
                let cells: Vec<&str> = row.cells().map(|cell| cell.text).collect();
                return Some(cells.join(" | "));
            }
        }
        None
    }

    /// The log of the table.
    pub(crate) fn log(
        &mut self,
        reader: &mut Box<dyn BufRead + Send>,
        on_reject: &mut dyn FnMut(Reject),
    ) -> io::Result<EventLog> {
        let chain = self.chain(reader);
        events::read(chain, &self.telling, on_reject)
    }
}

/// A web page that calls itself a workbook, as many systems write for Excel.
fn is_page(begins: &[u8]) -> bool {
    let text = begins
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(begins)
        .trim_ascii_start();
    let begins = |word: &[u8]| text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word);
    [&b"<html"[..], b"<!doctype html", b"<table", b"<meta", b"<style"]
        .into_iter()
        .any(begins)
}

/// The beginning of each sheet, or of a text.
fn samples(source: &mut Source, begins: &[u8], is_whole: bool) -> io::Result<Vec<Sample>> {
    const SHEETS: usize = 50;
    match source {
        Source::Text(dialect) => {
            // The last line of a beginning is cut.
            let end = match memchr::memrchr(b'\n', begins) {
                Some(end) if !is_whole => end + 1,
                _ => begins.len(),
            };
            let mut rows = TextRows::new(Box::new(io::Cursor::new(begins[..end].to_vec())), *dialect);
            let rows = first_rows(&mut rows)?;
            Ok(vec![Sample {
                sheet: String::new(),
                rows,
            }])
        }
        Source::Book(book) => {
            let sheets = book.sheets().into_iter().take(SHEETS);
            sheets
                .map(|sheet| {
                    let rows = first_rows(&mut book.rows(&sheet)?)?;
                    Ok(Sample { sheet, rows })
                })
                .collect()
        }
        Source::Taken => Ok(Vec::new()),
    }
}

fn first_rows(rows: &mut dyn Rows) -> io::Result<Vec<Row>> {
    let mut first = Vec::new();
    let mut row = Row::default();
    while first.len() < LOOKED_AT && rows.next(&mut row)? {
        if !row.is_blank() {
            first.push(row.clone());
        }
    }
    Ok(first)
}

fn guess(samples: &[Sample], name: &str) -> Result<Proposal, Fault> {
    match flat::propose(samples) {
        Some(proposal) => Ok(proposal),
        None => propose(samples, name),
    }
}

/// Guesses how a table is to be read.
///
/// # Errors
/// Where the file cannot be read, is no table, or has no headings that are known.
pub fn guess_map(path: &Path, tables: &Tables) -> Result<Guess, IntakeError> {
    let limits = Limits::default();
    let file = path.display().to_string();
    let opened = crate::open::beginning(path, &limits)?;
    let (begins, is_whole, is_packed) = &opened;
    // Any mapping will do for opening: the guess is made of the samples.
    let any = Tables {
        map: Some(Arc::new(Map::new(Holds::Tenders, map::RowIs::Tender))),
        ..tables.clone()
    };
    let table = Table::open(path, &file, (begins, *is_whole, *is_packed), &any)?;
    let Some(mut table) = table else {
        return Err(IntakeError::Table {
            file,
            what: (tables.say)("tables-no-table", &[]),
        });
    };
    let failed = |error: io::Error| {
        tables
            .error(&path.display().to_string(), &error)
            .unwrap_or(IntakeError::File {
                file: path.display().to_string(),
                source: error,
            })
    };
    let samples = samples(&mut table.source, begins, *is_whole).map_err(failed)?;
    let guess = guess(&samples, &table.stem).map_err(|fault| failed(fault.into_io()))?;
    Ok(Guess {
        map: guess.map.written(),
        assumed: guess.assumed.iter().map(|fault| tables.fault(fault)).collect(),
        doubts: guess.doubts.iter().map(|fault| tables.fault(fault)).collect(),
    })
}

/// Where the shared files of tests lie.
#[cfg(test)]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(path);
    path.exists().then_some(path)
}
