//! Tables: CSV and XLSX as offices have them, read through a mapping (decision 0039).
//!
//! A mapping says which sheet and rows hold what. Without one it is guessed from the headings; where nothing is in doubt the
//! reading goes on and says what it took for granted. Tenders become releases of the standard and are read from there as every other
//! file's; events become a log.

mod amounts;
mod candidate;
mod chain;
mod doubts;
mod events;
mod flat;
mod guess;
mod letters;
mod look;
mod map;
mod money;
mod propose;
mod rows;
mod template;
mod tender;
mod tenders;
#[cfg(test)]
mod tests;
mod text;
mod units;
mod values;
mod words;
mod xlsx;

use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

use golugah_records::EventLog;
use sha2::{Digest, Sha256};

use self::chain::AnyRows;
pub(crate) use self::chain::SheetChain;
pub use self::guess::guess_map;
use self::guess::{guess, samples};
pub use self::look::{Look, SheetSeen, fields, look};
pub use self::map::Map;
use self::map::{Holds, Places};
pub use self::propose::Headed;
pub(crate) use self::rows::Fault;
use self::rows::{Row, SHOWN_OF_CELL, shown};
pub use self::template::{Template, template};
pub(crate) use self::text::Dialect;
use self::text::TextRows;
use self::xlsx::Workbook;
use crate::blocks::Blocks;
use crate::ocel::{OnTypes, ReadDatabase};
use crate::{IntakeError, Reject};

/// Gives the words of a key with what stands in them: the words are in `locales/*/tables.ftl`.
pub type Say = Arc<dyn Fn(&str, &[(&str, &str)]) -> String + Send + Sync>;

/// How tables are read, and in whose words what is wrong with them is said.
#[derive(Clone)]
pub struct Tables {
    /// The mapping; without one it is guessed.
    pub map: Option<Arc<Map>>,
    /// The type of object that is the case, where a file is an object-centric log.
    pub case: Option<String>,
    /// Who is told the types of object of an object-centric log that has several that can be the case, before one is taken.
    pub types: Option<OnTypes>,
    /// What reads SQLite.
    pub database: Option<ReadDatabase>,
    /// What the file is called, where it lies under another name.
    pub named: Option<String>,
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
            case: None,
            types: None,
            database: None,
            named: None,
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

    /// The error of a file that could not be read.
    pub(crate) fn failed(&self, file: &str, error: io::Error) -> IntakeError {
        self.error(file, &error).unwrap_or(IntakeError::File {
            file: file.to_owned(),
            source: error,
        })
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
    /// Its file's name without its endings.
    stem: String,
    /// By what it is told from other files.
    own: String,
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
        let found = shown(found, SHOWN_OF_CELL);
        let with = [("cell", cell), ("found", found.as_str())];
        let mut fault = Fault::new("tables-cell", &with);
        fault.with.push(("what", what));
        fault
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
        let file_name = tables.named.as_deref().unwrap_or(file);
        let name = Path::new(file_name)
            .file_name()
            .map_or_else(|| file_name.into(), |name| name.to_string_lossy());
        let stem = stem(&name).to_owned();
        // Numbers that begin anew in every list are told apart by the list: its name, and what it begins with.
        let digest = crate::open::hexadecimal(&Sha256::digest(begins));
        let own = format!("{stem}-{}", digest.get(..8).unwrap_or_default());
        let mut assumed = Vec::new();
        let map = match &tables.map {
            Some(map) => Arc::clone(map),
            None => {
                let samples = samples(&mut source, begins, is_whole).map_err(failed)?;
                let guess = guess(&samples, &stem).map_err(|fault| failed(fault.into_io()))?;
                if !guess.doubts.is_empty() {
                    let doubts: Vec<String> = guess.doubts.iter().map(|doubt| tables.fault(doubt)).collect();
                    let doubts = doubts.join(" • ");
                    let with = [("what", doubts.as_str()), ("file", file)];
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
            own,
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
            begun: 0,
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
            &self.own,
        )))
    }

    /// The row of this line as it stands, its cells parted by bars, in a workbook behind its sheet and number.
    pub(crate) fn row(&mut self, reader: &mut Box<dyn BufRead + Send>, line: u64) -> Option<String> {
        let mut chain = self.chain(reader);
        let mut row = Row::default();
        while chain.next(&mut row).ok()? {
            if chain.place(row.number) == line {
                let cells: Vec<&str> = row.cells().map(|cell| cell.text).collect();
                let cells = cells.join(" | ");
                let (sheet, number) = (chain.sheet(), row.number.to_string());
                let with = [("sheet", sheet), ("row", number.as_str()), ("what", &cells)];
                return Some(match sheet {
                    "" => cells,
                    _ => (self.telling.tables.say)("tables-at-row", &with),
                });
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

/// A file's name without the endings of its format and packing; other points belong to the name, as in `list.1403.csv`.
fn stem(name: &str) -> &str {
    let mut stem = name;
    for endings in [&[".gz", ".zst"][..], &[".csv", ".xlsx", ".xlsm", ".txt", ".tsv"]] {
        let cut = endings.iter().find_map(|ending| {
            let at = stem.len().checked_sub(ending.len()).filter(|at| *at > 0)?;
            let own = stem.get(at..)?;
            own.eq_ignore_ascii_case(ending).then(|| &stem[..at])
        });
        stem = cut.unwrap_or(stem);
    }
    stem
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
