//! Counts from a file: what `golugah judge` is given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use golugah_judgement::{Batch, Observed, Strata};

use crate::failure::Failure;

/// The columns, in the order in which they are named to people; in a file they may stand in any. The last one only where a window is
/// told in halves.
const COLUMNS: [&str; 6] = ["group", "stratum", "batch", "raised", "computable", "half"];

/// One row: group, stratum and batch, its counts, and in which half of the window they lie.
struct Row {
    texts: [String; 3],
    raised: u64,
    computable: u64,
    half: usize,
}

/// The rows of a file.
pub(crate) struct Rows(Vec<Row>);

impl Rows {
    /// Reads a file, of a window in halves or of one that is whole.
    pub(crate) fn read(path: &Path, in_halves: bool) -> Result<Self, Failure> {
        let columns = &COLUMNS[..if in_halves { 6 } else { 5 }];
        let at = path.display();
        let could_not = |what: String| Failure::CouldNotRun(format!("{at}: {what}"));
        let no_table = |error: String| {
            let columns = columns.join(", ");
            could_not(format!(
                "{error}; expected a CSV table with the columns {columns}"
            ))
        };
        let file = File::open(path).map_err(|error| no_table(error.to_string()))?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
        let headings = reader
            .headers()
            .map_err(|error| no_table(error.to_string()))?
            .clone();
        let mut places = Vec::new();
        for column in columns {
            let found = headings
                .iter()
                .position(|heading| heading.trim_start_matches('\u{feff}').trim() == *column);
            places.push(found.ok_or_else(|| {
                let found: Vec<&str> = headings.iter().collect();
                could_not(format!(
                    "line 1: found the columns {}; expected {} in any order",
                    found.join(", "),
                    columns.join(", ")
                ))
            })?);
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| no_table(error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push(row(&record, &places).map_err(|what| could_not(format!("line {line}: {what}")))?);
        }
        Ok(Self(rows))
    }

    /// Whether they tell of a group.
    pub(crate) fn has(&self, group: &str) -> bool {
        self.0.iter().any(|row| row.texts[0] == group)
    }

    /// How many groups they tell of.
    pub(crate) fn groups(&self) -> u64 {
        let groups: BTreeSet<&str> = self.0.iter().map(|row| row.texts[0].as_str()).collect();
        groups.len() as u64
    }
}

/// The batches of a file and, where there is a later one, those of the two halves of its window. Groups have the same numbers in all.
pub(crate) struct Counts {
    pub(crate) batches: Vec<Batch>,
    pub(crate) halves: [Vec<Batch>; 2],
    /// How strata lie in each other, by the paths of their texts.
    pub(crate) strata: Strata,
    pub(crate) groups: Vec<String>,
}

impl Counts {
    /// Batches as the judgement is given them.
    pub(crate) fn observed<'o>(&'o self, batches: &'o [Batch]) -> Observed<'o> {
        let strata = &self.strata;
        Observed { batches, strata }
    }

    pub(crate) fn of(rows: &Rows, later: Option<&Rows>) -> Self {
        let all = || rows.0.iter().chain(later.iter().flat_map(|later| &later.0));
        let numbers = |column: usize| -> BTreeMap<&str, u32> {
            let texts: BTreeSet<&str> = all().map(|row| row.texts[column].as_str()).collect();
            texts.into_iter().zip(0..).collect()
        };
        let (groups, batches) = (numbers(0), numbers(2));
        let (nested, strata) = Strata::of_paths(all().map(|row| row.texts[1].as_str()));
        let of_row = |row: &Row| {
            let [group, stratum, batch] = row.texts.each_ref().map(String::as_str);
            let (group, stratum) = (groups[group], strata[stratum]);
            if batch.is_empty() {
                return Batch::singles(group, stratum, row.raised, row.computable).to_vec();
            }
            vec![Batch {
                group,
                stratum,
                key: Some(u64::from(batches[batch])),
                raised: row.raised,
                computable: row.computable,
                times: 1,
            }]
        };
        let half = |half: usize| {
            let rows = later.iter().flat_map(|later| &later.0);
            rows.filter(|row| row.half == half).flat_map(of_row).collect()
        };
        Self {
            batches: rows.0.iter().flat_map(of_row).collect(),
            halves: [half(0), half(1)],
            strata: nested,
            groups: groups.keys().map(|&group| group.to_owned()).collect(),
        }
    }
}

/// Reads one row, or says what was found in it and what was expected.
fn row(record: &csv::StringRecord, places: &[usize]) -> Result<Row, String> {
    let mut cells = [""; COLUMNS.len()];
    for ((cell, place), column) in cells.iter_mut().zip(places).zip(COLUMNS) {
        let found = record.get(*place).ok_or_else(|| {
            let count = record.len();
            format!("found {count} cells and none for {column}; expected one for each column")
        })?;
        *cell = found.trim();
    }
    let [group, stratum, batch, raised, computable, half] = cells;
    if group.is_empty() {
        return Err("found no group; expected what the counts belong to".to_owned());
    }
    let whole = |column: &str, cell: &str| {
        cell.parse::<u32>().map(u64::from).map_err(|_| {
            format!("found \"{cell}\" for {column}; expected a whole number from 0 to 4,294,967,295")
        })
    };
    let (raised, computable) = (whole("raised", raised)?, whole("computable", computable)?);
    if raised > computable {
        return Err(format!(
            "found {raised} raised of {computable} computable; expected at most as many raised as computable"
        ));
    }
    let half = match half {
        "1" => 0,
        "2" => 1,
        "" if places.len() < COLUMNS.len() => 0,
        other => return Err(format!("found \"{other}\" for half; expected 1 or 2")),
    };
    Ok(Row {
        texts: [group, stratum, batch].map(str::to_owned),
        raised,
        computable,
        half,
    })
}
