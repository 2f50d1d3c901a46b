//! The file below the tables: an index that says other than its table, a page that is none. What is read through a lying
//! index is not what the log was held against.

use super::Fault;
use crate::Db;
use crate::open::Readers;

impl Db {
    /// Asks the engine whether its file is whole and every index says what its table says: of these tables, or of all
    /// where none is named. On SQLite alone; PostgreSQL looks into an index by an extension that need not be there.
    ///
    /// What does not hold, and that the engine cannot read its file, are faults.
    pub fn verify_file(&self, tables: &[&str]) -> Vec<Fault> {
        let Readers::File(readers) = self.readers() else {
            return Vec::new();
        };
        let asked: Vec<String> = match tables {
            [] => vec!["PRAGMA integrity_check".to_owned()],
            tables => tables
                .iter()
                .map(|table| format!("PRAGMA integrity_check({table})"))
                .collect(),
        };
        let mut said = Vec::new();
        for sql in asked {
            // What a row may hold is the log's matter, which names it better; the engine says a hundred things and no more,
            // and none of them shall be lost behind rows.
            match readers.integrity(&sql) {
                Ok(lines) => said.extend(lines.into_iter().filter(|line| line != "ok")),
                Err(error) => said.push(error.to_string()),
            }
        }
        said.into_iter()
            .map(|said| Fault::File {
                said: said.replace('\n', " "),
            })
            .collect()
    }
}
