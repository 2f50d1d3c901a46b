//! What is kept beside the entries and is said by them: who did each deed, and which case it is a step of.

use std::collections::{BTreeMap, BTreeSet};

use golugah_ledger::{Hash, Salt};
use sea_orm::{DbErr, Value};
use serde::Deserialize;

use super::Fault;
use crate::{Db, kind_and_record};

/// What a page of entries says of it.
#[derive(Default)]
pub(super) struct Page {
    said: Vec<Said>,
    /// The entries that say nothing which can be read: what is kept beside them is held against nothing.
    unreadable: BTreeSet<i64>,
}

/// What one entry says.
struct Said {
    seq: i64,
    /// The commitment to a person; `None` for the program.
    actor: Option<Hash>,
    case: Option<(String, i64)>,
    deed: String,
}

impl Page {
    /// Notes what an entry says.
    pub(super) fn says(&mut self, seq: i64, actor: Option<&str>, case: Option<&str>, deed: &str) {
        let case = case.and_then(kind_and_record);
        self.said.push(Said {
            seq,
            // What is no hash is opened by nobody.
            actor: actor.map(|actor| Hash::from_hex(actor).unwrap_or(Hash([0; 32]))),
            case: case.map(|(kind, record)| (kind.to_owned(), record)),
            deed: deed.to_owned(),
        });
    }

    /// Notes an entry that cannot be read.
    pub(super) fn is_unreadable(&mut self, seq: i64) {
        self.unreadable.insert(seq);
    }
}

#[derive(Deserialize)]
struct Acted {
    seq: i64,
    person_id: i64,
    salt: String,
}

#[derive(Deserialize)]
struct Step {
    seq: i64,
    kind: String,
    record: i64,
    deed: String,
}

impl Db {
    /// Holds what is kept beside some entries against what they say. They are those from `first` to `last`. What cannot be read is named,
    /// and nothing is said of its rows: the entries go on, and with them what everything else is held against.
    pub(super) async fn compare_beside(&self, page: &Page, first: i64, last: i64, faults: &mut Vec<Fault>) {
        if let Err(error) = self.compare_actors(page, first, last, faults).await {
            unreadable("log_actors", &error, faults);
        }
        if let Err(error) = self.compare_cases(page, first, last, faults).await {
            unreadable("log_cases", &error, faults);
        }
    }

    async fn compare_actors(
        &self,
        page: &Page,
        first: i64,
        last: i64,
        faults: &mut Vec<Fault>,
    ) -> Result<(), DbErr> {
        let range = || vec![Value::from(first), Value::from(last)];
        let sql = "SELECT seq, person_id, salt FROM log_actors WHERE seq >= $1 AND seq <= $2 ORDER BY seq";
        let acted: Vec<Acted> = self.read().all(sql, range()).await?;
        let opened = acted.into_iter().map(|row| {
            let salt = Salt::parse(&row.salt);
            (row.seq, salt.map(|salt| salt.person(row.person_id)))
        });
        let opened = opened.filter(|(seq, _)| !page.unreadable.contains(seq));
        let expected = page
            .said
            .iter()
            .filter_map(|entry| Some((entry.seq, Some(entry.actor?))));
        differences("log_actors", expected.collect(), opened, faults);
        Ok(())
    }

    async fn compare_cases(
        &self,
        page: &Page,
        first: i64,
        last: i64,
        faults: &mut Vec<Fault>,
    ) -> Result<(), DbErr> {
        let range = || vec![Value::from(first), Value::from(last)];
        let sql = "SELECT seq, kind, record, deed FROM log_cases WHERE seq >= $1 AND seq <= $2 ORDER BY seq";
        let steps: Vec<Step> = self.read().all(sql, range()).await?;
        let steps = steps
            .into_iter()
            .filter(|step| !page.unreadable.contains(&step.seq))
            .map(|step| (step.seq, (step.kind, step.record, step.deed)));
        let expected = page.said.iter().filter_map(|entry| {
            let (kind, record) = entry.case.clone()?;
            Some((entry.seq, (kind, record, entry.deed.clone())))
        });
        differences("log_cases", expected.collect(), steps, faults);
        Ok(())
    }

    /// Names what is kept beside entries that there are not.
    pub(super) async fn compare_beyond(&self, size: i64, faults: &mut Vec<Fault>) -> Result<(), DbErr> {
        for table in ["log_actors", "log_cases"] {
            let sql = format!("SELECT seq FROM {table} WHERE seq < 0 OR seq >= $1 ORDER BY seq");
            for row in self.read().rows(&sql, vec![Value::from(size)]).await? {
                let seq: i64 = row.get("seq")?;
                faults.push(Fault::RecordInserted {
                    table: table.to_owned(),
                    id: seq.to_string(),
                });
            }
        }
        faults.extend(self.versions_ahead(size).await?);
        Ok(())
    }

    /// Says so where a table's version is ahead of a log of this size, or stands for a table that no deed writes: by the
    /// versions it is known whether an answer that was kept is right still, and one that is ahead never changes again.
    async fn versions_ahead(&self, size: i64) -> Result<Option<Fault>, DbErr> {
        let tables: Vec<String> = self.schema().tables().map(|table| format!("'{table}'")).collect();
        let sql = format!(
            "SELECT COUNT(*) FROM table_versions WHERE version < 0 OR version > $1 OR name NOT IN ({})",
            tables.join(", ")
        );
        let ahead = self.read().number(&sql, vec![Value::from(size)]).await?;
        Ok((ahead > 0).then(|| Fault::RowInserted {
            table: "table_versions",
            row: format!("({ahead} rows)"),
        }))
    }

    /// The same beside the log as it is, for whoever serves the county.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn verify_versions(&self) -> Result<Option<Fault>, DbErr> {
        let size = self
            .read()
            .number("SELECT COUNT(*) FROM log_entries", Vec::new())
            .await?;
        self.versions_ahead(size).await
    }
}

/// Names a table that cannot be read, once.
fn unreadable(table: &str, error: &DbErr, faults: &mut Vec<Fault>) {
    let known = |fault: &Fault| matches!(fault, Fault::Unreadable { table: known, .. } if known == table);
    if !faults.iter().any(known) {
        faults.push(Fault::Unreadable {
            table: table.to_owned(),
            because: error.to_string(),
        });
    }
}

/// Names each row that is not what an entry says, that no entry says, or that is missing.
fn differences<T: PartialEq>(
    table: &str,
    mut expected: BTreeMap<i64, T>,
    found: impl Iterator<Item = (i64, T)>,
    faults: &mut Vec<Fault>,
) {
    for (seq, found) in found {
        let (table, id) = (table.to_owned(), seq.to_string());
        match expected.remove(&seq) {
            Some(said) if said == found => {}
            Some(_) => faults.push(Fault::RecordChanged {
                table,
                id,
                seq: u64::try_from(seq).unwrap_or(0),
            }),
            None => faults.push(Fault::RecordInserted { table, id }),
        }
    }
    faults.extend(expected.into_keys().map(|seq| Fault::RecordDeleted {
        table: table.to_owned(),
        id: seq.to_string(),
        seq: u64::try_from(seq).unwrap_or(0),
    }));
}
