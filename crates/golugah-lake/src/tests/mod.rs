//! Tests of the lake: what goes in comes out, and what is broken is said.

mod compared;
mod damaged;
mod deeds;
mod folder;
mod log_rounds;
mod releases;
mod tender_rounds;

use std::path::{Path, PathBuf};

use crate::folder::TABLES;
use crate::{Import, ImportKind, Lake, table};

/// A lake in a folder that goes away.
pub(crate) fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path().join("lake")).unwrap();
    (folder, lake)
}

/// An invented import; the hash repeats one digit.
pub(crate) fn import(digit: char, kind: ImportKind) -> Import {
    Import {
        file: format!("files/{digit} 'مناقصه‌ها'.jsonl"),
        sha256: digit.to_string().repeat(64),
        kind,
        records: 3,
        rejected: 1,
    }
}

/// A file of the shared data, where that is here.
fn shared(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: shared data is not here");
    None
}

/// Column names and types of each table, as `docs/tables.md` lists them.
fn documented() -> Vec<(String, String, String)> {
    let text = include_str!("../../../../docs/tables.md");
    let (mut table, mut columns) = (String::new(), Vec::new());
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            table = heading.split(':').next().unwrap().to_owned();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", names, types, ..] = cells.as_slice()
            && names.starts_with('`')
        {
            let types: Vec<&str> = types.split(", ").collect();
            for (index, name) in names.split(", ").enumerate() {
                let kind = types.get(index).unwrap_or(&types[0]);
                columns.push((
                    table.clone(),
                    name.trim_matches('`').to_owned(),
                    (*kind).to_owned(),
                ));
            }
        }
    }
    columns
}

#[test]
fn the_tables_are_those_of_the_documentation() {
    let mut documented = documented();
    let mut kept: Vec<(String, String, String)> = TABLES
        .iter()
        .flat_map(|table| {
            let schema = table.written();
            let columns = schema.fields().iter().map(|field| {
                let kind = sql_type(field.data_type()).to_owned();
                (table.name.to_owned(), field.name().clone(), kind)
            });
            columns.collect::<Vec<_>>()
        })
        .collect();
    documented.sort();
    kept.sort();
    assert_eq!(kept, documented);
    assert_eq!(table::GROUP_ROWS, 65_536);
}

/// What DuckDB calls a type.
fn sql_type(kind: &arrow_schema::DataType) -> &'static str {
    use arrow_schema::DataType;
    match kind {
        DataType::Utf8 => "VARCHAR",
        DataType::Int64 => "BIGINT",
        DataType::Int32 => "INTEGER",
        DataType::Boolean => "BOOLEAN",
        DataType::Timestamp(..) => "TIMESTAMP",
        DataType::List(_) => "LIST of VARCHAR",
        _ => "something else",
    }
}
