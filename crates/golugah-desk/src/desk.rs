use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use serde::Serialize;

use super::read::statement;
use super::schema::Schema;
use super::{Actor, Matter, Read, Refusal};
use crate::clock::Moment;

/// Where a deed is done: the only place from which an official record can be written.
///
/// It remembers every row it wrote, so that the deed's entry in the log can vouch for each.
#[derive(Debug)]
pub struct Desk<'tx> {
    transaction: &'tx DatabaseTransaction,
    schema: &'tx Schema,
    now: Moment,
    actor: Actor,
    case: Option<String>,
    detail: Option<String>,
    reacting: bool,
    written: BTreeSet<(&'static str, i64)>,
}

/// One entry of the log, in the order of its keys.
#[derive(Serialize)]
struct Entry<'entry> {
    seq: u64,
    time: String,
    actor: Option<i64>,
    role: &'entry str,
    deed: &'entry str,
    case: Option<&'entry str>,
    detail: Option<&'entry str>,
    records: Vec<Record>,
}

/// A row as it stood when the deed was done.
#[derive(Serialize)]
struct Record {
    table: &'static str,
    key: String,
    sha256: String,
}

impl<'tx> Desk<'tx> {
    pub(crate) fn new(
        transaction: &'tx DatabaseTransaction,
        schema: &'tx Schema,
        now: Moment,
        actor: Actor,
    ) -> Self {
        Self {
            transaction,
            schema,
            now,
            actor,
            case: None,
            detail: None,
            reacting: false,
            written: BTreeSet::new(),
        }
    }

    /// What can be read, this deed's own changes included.
    pub fn read(&self) -> Read<'tx> {
        Read::transaction(self.transaction)
    }

    /// When the deed is done.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Who does it.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Says which case of which procedure this deed is a step of: the log is an event log.
    pub fn of_case(&mut self, case: impl Into<String>) {
        self.case = Some(case.into());
    }

    /// Says which record this deed is a step of, in the house's one word for it.
    pub fn of(&mut self, matter: Matter) {
        self.of_case(matter);
    }

    /// Begins to tell others within this deed what happened. What they do in answer is told to nobody: depth one.
    pub fn begin_reactions(&mut self) -> Result<(), Refusal> {
        if self.reacting {
            let because = "a reaction causes no further ones".to_owned();
            return Err(Refusal::Broken(sea_orm::DbErr::Custom(because)));
        }
        self.reacting = true;
        Ok(())
    }

    /// Everybody was told.
    pub fn end_reactions(&mut self) {
        self.reacting = false;
    }

    /// A word on what was done, for whoever reads the log. Nothing private belongs here: the log is public.
    pub fn detail(&mut self, detail: impl Into<String>) {
        self.detail = Some(detail.into());
    }

    /// Writes a new row and gives its id. `version` begins at 1.
    pub async fn insert(
        &mut self,
        table: &'static str,
        columns: Vec<(&'static str, Value)>,
    ) -> Result<i64, Refusal> {
        let sql = format!("SELECT COALESCE(MAX(id), 0) + 1 FROM {table}");
        let id = self.read().number(&sql, Vec::new()).await?;
        let names: String = columns.iter().map(|(name, _)| format!(", {name}")).collect();
        let places: String = (2..2 + columns.len())
            .map(|place| format!(", ${place}"))
            .collect();
        let sql = format!("INSERT INTO {table} (id, version{names}) VALUES ($1, 1{places})");
        let mut values = vec![Value::from(id)];
        values.extend(columns.into_iter().map(|(_, value)| value));
        self.transaction
            .execute_raw(statement(self.transaction, &sql, values))
            .await?;
        self.written.insert((table, id));
        Ok(id)
    }

    /// Changes a row that is still as the caller last saw it; [`Refusal::Changed`] if it is not.
    pub async fn update(
        &mut self,
        table: &'static str,
        id: i64,
        version: i64,
        columns: Vec<(&'static str, Value)>,
    ) -> Result<(), Refusal> {
        let sets: String = (3..)
            .zip(&columns)
            .map(|(place, (name, _))| format!(", {name} = ${place}"))
            .collect();
        let sql = format!("UPDATE {table} SET version = version + 1{sets} WHERE id = $1 AND version = $2");
        let mut values = vec![Value::from(id), Value::from(version)];
        values.extend(columns.into_iter().map(|(_, value)| value));
        let done = self
            .transaction
            .execute_raw(statement(self.transaction, &sql, values))
            .await?;
        if done.rows_affected() == 0 {
            return Err(Refusal::Changed);
        }
        self.written.insert((table, id));
        Ok(())
    }

    /// Writes, within the deed, what is no official record: a secret that must stand or fall with it.
    pub async fn keep(&mut self, sql: &'static str, values: Vec<Value>) -> Result<(), Refusal> {
        if self.schema.is_official(sql) {
            let because = format!("an official record is inserted or updated at the desk: {sql}");
            return Err(Refusal::Broken(sea_orm::DbErr::Custom(because)));
        }
        self.transaction
            .execute_raw(statement(self.transaction, sql, values))
            .await?;
        Ok(())
    }

    /// Closes the deed: its entry, with the hash of every row it wrote, becomes the log's entry `seq`.
    pub(crate) async fn enter(self, deed: &'static str, seq: u64) -> Result<String, Refusal> {
        let mut records = Vec::with_capacity(self.written.len());
        for &(table, id) in &self.written {
            let row = self.schema.row_hash(self.read(), table, id).await?;
            records.push(Record {
                table,
                key: id.to_string(),
                sha256: row.ok_or(Refusal::Missing)?,
            });
        }
        let entry = Entry {
            seq,
            time: self.now.text(),
            actor: self.actor.person,
            role: &self.actor.role,
            deed,
            case: self.case.as_deref(),
            detail: self.detail.as_deref(),
            records,
        };
        let entry = serde_json::to_string(&entry)
            .map_err(|error| Refusal::Broken(sea_orm::DbErr::Custom(error.to_string())))?;
        let place =
            i64::try_from(seq).map_err(|error| Refusal::Broken(sea_orm::DbErr::Custom(error.to_string())))?;
        let sql = "INSERT INTO log_entries (seq, entry) VALUES ($1, $2)";
        let values = vec![Value::from(place), Value::from(entry.as_str())];
        self.transaction
            .execute_raw(statement(self.transaction, sql, values))
            .await?;
        Ok(entry)
    }
}
