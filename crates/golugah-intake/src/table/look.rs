//! A table as whoever says what its columns are has to see it: the guess, and the first rows.

use std::path::Path;

use super::Tables;
use super::candidate::headings;
use super::guess::{Beginning, guess};
use super::map::{Column, Holds, Map, RowIs};
use super::propose::{Headed, Proposal, Sample, propose_at};
use super::rows::{Fault, SHOWN_OF_CELL, column, letters, shown};
use super::words::{squashed, words};
use crate::ocel::form_of;
use crate::open::{beginning, detect, sha256_of_texts};
use crate::{IntakeError, Limits};

/// How many rows are shown.
const ROWS: usize = 5;

/// How many columns of headings that nobody knows are shown: as many as are looked up.
const COLUMNS: usize = 1_000;

/// How many sheets are shown with their first rows, how many of these, and how many cells of each.
const BEGINNING: (usize, usize, usize) = (20, 12, 12);

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
    /// What has to be answered: `order` and `century` of days, `unit-D` of a column of amounts.
    pub must: Vec<String>,
    /// The first rows of each sheet, for whoever says where the headings stand.
    pub sheets: Vec<SheetSeen>,
}

/// The beginning of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSeen {
    /// Its name; of a text nothing.
    pub name: String,
    /// Its first rows that are not blank: number and cells.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// The fields that a column can be, of tenders or of events.
pub fn fields(of_tenders: bool) -> Vec<String> {
    words()
        .fields(of_tenders)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// Looks at a table; `None` where the file is none. Its headings are searched, unless somebody said where they stand.
///
/// # Errors
/// Where the file cannot be read, or is broken.
pub fn look(path: &Path, tables: &Tables, at: Option<&Headed>) -> Result<Option<Look>, IntakeError> {
    let file = path.display().to_string();
    let (begins, _, _) = beginning(path, &Limits::default())?;
    if form_of(&begins).is_some() || !matches!(detect(&begins, &file), Err(IntakeError::Unknown { .. })) {
        return Ok(None);
    }
    let Some(Beginning { samples, stem }) = Beginning::of(path, tables)? else {
        return Ok(None);
    };
    // The standard laid flat says itself what its columns are.
    let proposal = proposed(&samples, &stem, at).filter(|one| one.map.holds != Holds::Ocds);
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
        must: proposal.doubts.iter().filter_map(must).collect(),
        sheets: samples.iter().take(BEGINNING.0).map(beginning_of).collect(),
    }))
}

/// What has to be answered because of a doubt, and may not be passed over.
fn must(doubt: &Fault) -> Option<String> {
    let cell = || doubt.with.iter().find(|(name, _)| *name == "cell");
    match doubt.key {
        "tables-doubt-order" => Some("order".to_owned()),
        "tables-doubt-century" => Some("century".to_owned()),
        "tables-doubt-unit" | "tables-doubt-unit-cells" => cell().map(|(_, cell)| format!("unit-{cell}")),
        _ => None,
    }
}

fn beginning_of(sample: &Sample) -> SheetSeen {
    let rows = sample.rows.iter().take(BEGINNING.1).map(|row| {
        let cells = row.cells().take(BEGINNING.2);
        (
            row.number,
            cells.map(|cell| shown(cell.text, SHOWN_OF_CELL)).collect(),
        )
    });
    SheetSeen {
        name: sample.sheet.clone(),
        rows: rows.collect(),
    }
}

/// The guess; where no headings are known the row that comes nearest, of which nothing is said. `None` of a table without rows.
fn proposed(samples: &[Sample], stem: &str, at: Option<&Headed>) -> Option<Proposal> {
    let guessed = match at {
        Some(at) => propose_at(samples, stem, at),
        None => guess(samples, stem),
    };
    let unknown = match guessed {
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

    use super::{Headed, Look, look};
    use crate::table::Tables;

    fn of(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("فهرست.csv");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn looked(text: &str) -> Option<Look> {
        let (_folder, path) = of(text);
        look(&path, &Tables::default(), None).unwrap()
    }

    #[test]
    fn headings_stand_where_somebody_says() {
        let table = "فهرست معاملات سال\nمشخصات,,طرف قرارداد\nشماره,مبلغ,نام\n12,5000,الف\n13,6000,ب\n";
        let (_folder, path) = of(table);
        let at = |header: &[u64]| {
            let at = Headed {
                sheets: Vec::new(),
                header: header.to_vec(),
            };
            look(&path, &Tables::default(), Some(&at)).unwrap().unwrap()
        };
        let two = at(&[2, 3]);
        assert!(
            two.map.contains("header = [2, 3]") && two.map.contains("is = \"winner\""),
            "{}",
            two.map
        );
        assert_eq!(two.rows[0], ["12", "5000", "الف"]);
        assert_eq!(
            two.sheets[0].rows[1],
            (2, vec!["مشخصات".into(), String::new(), "طرف قرارداد".into()])
        );
        let one = at(&[3]);
        assert!(one.map.contains("heading = \"نام\""), "{}", one.map);
        assert!(at(&[90]).doubts[0].starts_with("tables-no-header"));
    }

    #[test]
    fn what_may_not_be_passed_over_is_named() {
        let table = "شماره مناقصه,برنده,تاریخ قرارداد,برآورد (میلیون ریال),مبلغ\n12,الف,02/03/2026,5,7\n";
        assert_eq!(looked(table).unwrap().must, ["unit-E", "order"]);
    }

    #[test]
    fn a_heading_that_stands_over_several_columns_is_asked_about() {
        let table = "شماره مناقصه,برنده,مبلغ,مبلغ,مبلغ\n12,الف,7,8,9\n";
        assert_eq!(
            looked(table).unwrap().doubts,
            ["tables-doubt-same cell=C، D، E heading=مبلغ"]
        );
        let short = looked("شماره مناقصه,برنده,مبلغ,ت. مفاصا\n12,الف,7,1405/02/03\n").unwrap();
        assert_eq!(short.doubts, ["tables-doubt-short cell=D heading=ت. مفاصا"]);
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
