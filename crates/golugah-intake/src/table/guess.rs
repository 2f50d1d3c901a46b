//! Looking at the beginning of a table, to guess how it is to be read.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::map::{Holds, Map, RowIs};
use super::propose::{LOOKED_AT, Proposal, Sample, propose};
use super::rows::{Fault, Row, Rows};
use super::text::TextRows;
use super::{Guess, Source, Table, Tables, flat};
use crate::{IntakeError, Limits};

/// The beginning of each sheet, or of a text.
pub(super) fn samples(source: &mut Source, begins: &[u8], is_whole: bool) -> io::Result<Vec<Sample>> {
    const SHEETS: usize = 50;
    let mut left = SAMPLE_BYTES;
    match source {
        Source::Text(dialect) => {
            // The last line of a beginning is cut.
            let end = match memchr::memrchr(b'\n', begins) {
                Some(end) if !is_whole => end + 1,
                _ => begins.len(),
            };
            let mut rows = TextRows::new(Box::new(io::Cursor::new(begins[..end].to_vec())), *dialect);
            let rows = first_rows(&mut rows, &mut left)?;
            Ok(vec![Sample {
                sheet: String::new(),
                rows,
            }])
        }
        Source::Book(book) => {
            let sheets = book.sheets().into_iter().take(SHEETS);
            sheets
                .map(|sheet| {
                    let rows = first_rows(&mut book.rows(&sheet)?, &mut left)?;
                    Ok(Sample { sheet, rows })
                })
                .collect()
        }
        Source::Taken => Ok(Vec::new()),
    }
}

/// How much of a table is held for guessing, all sheets together.
const SAMPLE_BYTES: usize = 32 << 20;

fn first_rows(rows: &mut dyn Rows, left: &mut usize) -> io::Result<Vec<Row>> {
    let mut first = Vec::new();
    let mut row = Row::default();
    while first.len() < LOOKED_AT && *left > 0 && rows.next(&mut row)? {
        if !row.is_blank() {
            *left = left.saturating_sub(row.bytes() + size_of::<Row>());
            first.push(row.clone());
        }
    }
    Ok(first)
}

pub(super) fn guess(samples: &[Sample], name: &str) -> Result<Proposal, Fault> {
    match flat::propose(samples) {
        Some(proposal) => Ok(proposal),
        None => propose(samples, name),
    }
}

/// The beginning of a table's sheets, and the file's name without its endings.
pub(super) struct Beginning {
    pub(super) samples: Vec<Sample>,
    pub(super) stem: String,
}

impl Beginning {
    /// That of this file; `None` where it is no table.
    pub(super) fn of(path: &Path, tables: &Tables) -> Result<Option<Self>, IntakeError> {
        let file = path.display().to_string();
        let (begins, is_whole, is_packed) = crate::open::beginning(path, &Limits::default())?;
        // Any mapping will do for opening: the guess is made of the samples.
        let any = Tables {
            map: Some(Arc::new(Map::new(Holds::Tenders, RowIs::Tender))),
            ..tables.clone()
        };
        let table = Table::open(path, &file, (&begins, is_whole, is_packed), &any)?;
        let Some(mut table) = table else {
            return Ok(None);
        };
        let samples = samples(&mut table.source, &begins, is_whole);
        let samples = samples.map_err(|error| tables.failed(&file, error))?;
        Ok(Some(Self {
            samples,
            stem: table.stem,
        }))
    }
}

/// Why a file could not be looked at, in the reader's words: here nothing but a table is expected.
fn no_table(error: IntakeError, tables: &Tables) -> IntakeError {
    match error {
        IntakeError::File { file, source } if source.kind() == io::ErrorKind::NotFound => {
            IntakeError::Table {
                file,
                what: (tables.say)("tables-table-missing", &[]),
            }
        }
        other => other.in_words(tables),
    }
}

/// Guesses how a table is to be read.
///
/// # Errors
/// Where the file cannot be read, is no table, or has no headings that are known.
pub fn guess_map(path: &Path, tables: &Tables) -> Result<Guess, IntakeError> {
    let file = path.display().to_string();
    let begun = Beginning::of(path, tables).map_err(|error| no_table(error, tables))?;
    let Some(Beginning { samples, stem }) = begun else {
        return Err(IntakeError::Table {
            file,
            what: (tables.say)("tables-no-table", &[]),
        });
    };
    let guess = guess(&samples, &stem).map_err(|fault| tables.failed(&file, fault.into_io()))?;
    Ok(Guess {
        map: guess.map.written(),
        assumed: guess.assumed.iter().map(|fault| tables.fault(fault)).collect(),
        doubts: guess.doubts.iter().map(|fault| tables.fault(fault)).collect(),
    })
}
