//! The files of an export under way: tables for a spreadsheet and exact, each file with its hash.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use golugah_desk::{Record, private};
use golugah_report::neutral;
use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;
use crate::hashed::Hashed;
use crate::progress::say;

/// One file of the export.
#[derive(Serialize)]
pub(crate) struct Written {
    file: String,
    rows: u64,
    pub(crate) sha256: String,
}

/// Where an export goes.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'path> {
    pub(crate) path: &'path Path,
    /// Whether nobody else on the machine may read it.
    pub(crate) is_private: bool,
}

/// A table of the export under way, for a spreadsheet and exact.
pub(crate) struct Table {
    pub(crate) name: String,
    columns: Vec<String>,
    csv: Draft,
    json: Draft,
    rows: u64,
}

impl Table {
    pub(crate) fn new(folder: Folder<'_>, name: &str, columns: &[String]) -> Result<Self, Failure> {
        let mut csv = Draft::new(folder, &format!("tables/{name}.csv"))?;
        let mut json = Draft::new(folder, &format!("tables/{name}.json"))?;
        csv.row(|out| csv_row(out, columns))?;
        json.row(|out| out.write_all(b"["))?;
        Ok(Self {
            name: name.to_owned(),
            columns: columns.to_vec(),
            csv,
            json,
            rows: 0,
        })
    }

    pub(crate) fn row(&mut self, record: &Record) -> Result<(), Failure> {
        let columns = &self.columns;
        self.csv
            .row(|out| csv_row(out, columns.iter().map(|column| cell(record, column))))?;
        let rows = self.rows;
        self.json.row(|out| {
            out.write_all(if rows == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, record).map_err(io::Error::from)
        })?;
        self.rows += 1;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<[Written; 2], Failure> {
        self.json.row(|out| out.write_all(b"\n]\n"))?;
        say(&format!("{}: {}", self.name, self.rows));
        Ok([self.csv.finish(self.rows)?, self.json.finish(self.rows)?])
    }
}

/// A file of the export under way.
pub(crate) struct Draft {
    name: String,
    path: PathBuf,
    out: Hashed<BufWriter<File>>,
}

impl Draft {
    pub(crate) fn new(folder: Folder<'_>, name: &str) -> Result<Self, Failure> {
        let path = folder.path.join(name);
        let within = path.parent().unwrap_or(folder.path);
        let make = || {
            if folder.is_private {
                private::folder(within)?;
                private::new_file(&path)
            } else {
                fs::create_dir_all(within)?;
                File::create_new(&path)
            }
        };
        let file = make().map_err(|error| Failure::writing(&path, &error))?;
        Ok(Self {
            name: name.to_owned(),
            out: Hashed::new(BufWriter::new(file)),
            path,
        })
    }

    pub(crate) fn row(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        write(&mut self.out).map_err(|error| Failure::writing(&self.path, &error))
    }

    pub(crate) fn finish(mut self, rows: u64) -> Result<Written, Failure> {
        self.row(|out| out.flush())?;
        Ok(Written {
            file: self.name,
            rows,
            sha256: self.out.sha256(),
        })
    }
}

/// A value as a spreadsheet shows it; the exact one is in the JSON beside it.
fn cell(record: &Record, column: &str) -> String {
    match record.get(column) {
        Some(Value::String(text)) => neutral(text),
        Some(Value::Null) | None => String::new(),
        Some(value) => value.to_string(),
    }
}

fn csv_row(out: &mut dyn Write, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> io::Result<()> {
    let mut row = csv::Writer::from_writer(out);
    row.write_record(cells).map_err(io::Error::from)?;
    row.flush()
}
