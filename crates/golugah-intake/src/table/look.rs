//! A table as whoever says what its columns are has to see it: the guess, and the first rows.

use std::path::Path;

use super::Tables;
use super::candidate::headings;
use super::guess::{Beginning, guess};
use super::map::{Column, Holds, Map, RowIs};
use super::propose::{Proposal, Sample};
use super::rows::{SHOWN_OF_CELL, column, letters, shown};
use super::words::{squashed, words};
use crate::ocel::form_of;
use crate::open::{beginning, detect, sha256_of_texts};
use crate::{IntakeError, Limits};

/// How many rows are shown.
const ROWS: usize = 5;

/// How many columns of headings that nobody knows are shown.
const COLUMNS: usize = 60;

/// A guess with what it was made of.
#[derive(Clone, Debug)]
pub struct Look {
    /// SHA-256 of the headings: tables of one form are read alike.
    pub form: String,
    /// The mapping, which [`Tables::read_map`] reads; where the headings are not known, one that ignores them all.
    pub map: String,
    /// The first rows, cell by cell in the order of the mapping's columns.
    pub rows: Vec<Vec<String>>,
    /// What was taken for granted.
    pub assumed: Vec<String>,
    /// What somebody has to look at; until then the table is not read without a mapping.
    pub doubts: Vec<String>,
}

/// The fields that a column can be, of tenders or of events.
pub fn fields(of_tenders: bool) -> Vec<String> {
    words()
        .fields(of_tenders)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// Looks at a table; `None` where the file is none.
///
/// # Errors
/// Where the file cannot be read, or is broken.
pub fn look(path: &Path, tables: &Tables) -> Result<Option<Look>, IntakeError> {
    let file = path.display().to_string();
    let (begins, _, _) = beginning(path, &Limits::default())?;
    if form_of(&begins).is_some() || !matches!(detect(&begins, &file), Err(IntakeError::Unknown { .. })) {
        return Ok(None);
    }
    let Some(Beginning { samples, stem }) = Beginning::of(path, tables)? else {
        return Ok(None);
    };
    // The standard laid flat says itself what its columns are.
    let proposal = proposed(&samples, &stem).filter(|one| one.map.holds != Holds::Ocds);
    let Some(proposal) = proposal else {
        return Ok(None);
    };
    let map = &proposal.map;
    let sample = samples
        .iter()
        .find(|sample| map.sheets.first().is_none_or(|first| *first == sample.sheet));
    let last = map.header.last().copied().unwrap_or_default();
    let places: Vec<usize> = map.columns.iter().filter_map(|one| column(&one.at)).collect();
    let rows = sample.into_iter().flat_map(|sample| &sample.rows);
    let rows = rows.filter(|row| row.number > last).take(ROWS);
    let cells = |row: &super::rows::Row| -> Vec<String> {
        let cells = places
            .iter()
            .map(|place| shown(row.cell(*place).text, SHOWN_OF_CELL));
        cells.collect()
    };
    let squashed: Vec<String> = map.columns.iter().map(|one| squashed(&one.heading)).collect();
    let squashed: Vec<&str> = squashed
        .iter()
        .flat_map(|heading| [heading.as_str(), "\n"])
        .collect();
    Ok(Some(Look {
        form: sha256_of_texts(&squashed),
        map: map.written(),
        rows: rows.map(cells).collect(),
        assumed: proposal.assumed.iter().map(|fault| tables.fault(fault)).collect(),
        doubts: proposal.doubts.iter().map(|fault| tables.fault(fault)).collect(),
    }))
}

/// The guess; where no headings are known the row that comes nearest, of which nothing is said. `None` of a table without rows.
fn proposed(samples: &[Sample], stem: &str) -> Option<Proposal> {
    let unknown = match guess(samples, stem) {
        Ok(proposal) => return Some(proposal),
        Err(fault) => fault,
    };
    let fullest = |sample: &&Sample| sample.rows.iter().map(filled).max();
    let sample = samples.iter().max_by_key(fullest)?;
    let most = sample.rows.iter().take(ROWS * 2).map(filled).max()?;
    let row = sample.rows.iter().find(|row| filled(row) == most)?;
    let mut map = Map::new(Holds::Tenders, RowIs::Tender);
    map.header = vec![row.number];
    if !sample.sheet.is_empty() {
        map.sheets.push(sample.sheet.clone());
    }
    let headings = headings(None, row).into_iter().enumerate().take(COLUMNS);
    map.columns = headings
        .filter(|(_, heading)| !heading.is_empty())
        .map(|(place, heading)| Column {
            at: letters(place),
            heading,
            is: "ignored".to_owned(),
            unit: String::new(),
        })
        .collect();
    Some(Proposal {
        map,
        assumed: Vec::new(),
        doubts: vec![unknown],
    })
}

fn filled(row: &super::rows::Row) -> usize {
    row.cells().filter(|cell| !cell.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Look, look};
    use crate::table::Tables;

    fn of(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("فهرست.csv");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn looked(text: &str) -> Option<Look> {
        let (_folder, path) = of(text);
        look(&path, &Tables::default()).unwrap()
    }

    #[test]
    fn what_is_known_comes_with_its_first_rows() {
        let table = "شماره مناقصه,برنده,مهلت\n12,الف,1405/02/03\n13,ب,1405/02/04\n";
        let look = looked(table).unwrap();
        assert!(look.map.contains("is = \"winner\""), "{}", look.map);
        assert_eq!(look.rows[0], ["12", "الف", "1405/02/03"]);
        assert_eq!(look.doubts, Vec::<String>::new());
        let moved = looked(&table.replace("برنده", "بَرنده ")).unwrap();
        assert_eq!(moved.form, look.form);
    }

    #[test]
    fn headings_that_nobody_knows_are_asked_about() {
        let look = looked("ستون۱,ستون۲,ستون۳\n۷,آجر,۱۴۰۵/۰۱/۰۲\n").unwrap();
        assert_eq!(look.map.matches("is = \"ignored\"").count(), 3, "{}", look.map);
        assert_eq!(look.doubts.len(), 1, "{:?}", look.doubts);
        assert_eq!(look.rows.len(), 1);
        assert!(Tables::default().read_map(&look.map).is_ok());
    }

    #[test]
    fn what_is_no_table_is_not_looked_at() {
        assert!(looked("{\"ocid\": \"x\", \"tender\": {}}\n").is_none());
        assert!(looked("<?xml version=\"1.0\"?><log></log>").is_none());
    }
}
