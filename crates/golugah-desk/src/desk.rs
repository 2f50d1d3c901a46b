use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use serde::Serialize;

use super::read::statement;
use super::salt::Salts;
use super::schema::Schema;
use super::{Actor, Matter, Read, Refusal};
use crate::clock::Moment;

/// How many rows a deed writes at most. What is larger goes in parts, each a whole deed.
pub const MOST_ROWS: usize = 400;

/// How long a deed's entry is at most, in bytes: the published log gives an entry's length two bytes.
pub const LONGEST_ENTRY: usize = 60_000;

/// How many rows of what is no record go into one statement.
const ROWS_IN_A_STATEMENT: usize = 40;

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
    reacting: bool,
    written: BTreeSet<(&'static str, i64)>,
    salts: Salts,
}

/// One entry of the log, in the order of its keys.
#[derive(Serialize)]
struct Entry<'entry> {
    seq: u64,
    time: String,
    actor: Option<String>,
    role: &'entry str,
    deed: &'entry str,
    case: Option<&'entry str>,
    records: Vec<Record>,
}

/// What a deed left in the log.
#[derive(Debug)]
pub(super) struct Entered {
    /// The entry.
    pub(super) text: String,
    /// The tables it vouches for.
    pub(super) tables: Vec<&'static str>,
}

/// A row as it stood when the deed was done.
#[derive(Serialize)]
struct Record {
    table: &'static str,
    key: String,
    shape: u32,
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
            reacting: false,
            written: BTreeSet::new(),
            salts: Salts::new(),
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

    /// Writes a new row and gives its id. `version` begins at 1.
    pub async fn insert(
        &mut self,
        table: &'static str,
        columns: Vec<(&'static str, Value)>,
    ) -> Result<i64, Refusal> {
        let sql = format!("SELECT COALESCE(MAX(id), 0) + 1 FROM {table}");
        let id = self.read().number(&sql, Vec::new()).await?;
        self.count(table, id)?;
        let names: String = columns.iter().map(|(name, _)| format!(", {name}")).collect();
        let places: String = (2..2 + columns.len())
            .map(|place| format!(", ${place}"))
            .collect();
        let salt = 2 + columns.len();
        let sql = format!("INSERT INTO {table} (id, version{names}, salt) VALUES ($1, 1{places}, ${salt})");
        let mut values = vec![Value::from(id)];
        values.extend(columns.into_iter().map(|(_, value)| value));
        values.push(self.salts.fresh()?.text().into());
        self.transaction
            .execute_raw(statement(self.transaction, &sql, values))
            .await?;
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
        self.count(table, id)?;
        let sets: String = (4..)
            .zip(&columns)
            .map(|(place, (name, _))| format!(", {name} = ${place}"))
            .collect();
        // A salt belongs to one version of a row: the former one cannot be opened any more but by who was given a receipt.
        let salt = self.salts.fresh()?.text();
        let sql = format!(
            "UPDATE {table} SET version = version + 1, salt = $3{sets} WHERE id = $1 AND version = $2"
        );
        let mut values = vec![Value::from(id), Value::from(version), Value::from(salt)];
        values.extend(columns.into_iter().map(|(_, value)| value));
        let done = self
            .transaction
            .execute_raw(statement(self.transaction, &sql, values))
            .await?;
        if done.rows_affected() == 0 {
            return Err(Refusal::Changed);
        }
        Ok(())
    }

    /// Notes that the deed writes a row, within what a deed may write.
    fn count(&mut self, table: &'static str, id: i64) -> Result<(), Refusal> {
        self.written.insert((table, id));
        if self.written.len() > MOST_ROWS {
            return Err(Refusal::Rule(TOO_LARGE));
        }
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

    /// The same for rows of one table, many in a statement. A row that is there already stays as it is.
    pub async fn keep_rows(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<(), Refusal> {
        if self.schema.is_official(table) {
            let because = format!("an official record is inserted or updated at the desk: {table}");
            return Err(Refusal::Broken(sea_orm::DbErr::Custom(because)));
        }
        let wide = columns.len().max(1);
        let columns = columns.join(", ");
        for part in rows.chunks(ROWS_IN_A_STATEMENT) {
            let rows = (0..part.len()).map(|row| {
                let places = (1..=wide).map(|place| format!("${}", row * wide + place));
                format!("({})", places.collect::<Vec<_>>().join(", "))
            });
            let rows = rows.collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO {table} ({columns}) VALUES {rows} ON CONFLICT DO NOTHING");
            let values = part.iter().flatten().cloned().collect();
            self.transaction
                .execute_raw(statement(self.transaction, &sql, values))
                .await?;
        }
        Ok(())
    }

    /// Every row that the deed wrote so far, by its table and its id.
    pub(crate) fn written(&self) -> Vec<(&'static str, i64)> {
        self.written.iter().copied().collect()
    }

    /// Closes the deed: its entry, with a commitment to every row it wrote, becomes the log's entry `seq`.
    pub(crate) async fn enter(mut self, deed: &'static str, seq: u64) -> Result<Entered, Refusal> {
        let place = i64::try_from(seq).map_err(broken)?;
        let mut records = Vec::with_capacity(self.written.len());
        for &(table, id) in &self.written {
            let row = self.schema.commitment(self.read(), table, id).await?;
            let row = row.ok_or(Refusal::Missing)?;
            records.push(Record {
                table,
                key: id.to_string(),
                shape: row.shape,
                sha256: row.sha256,
            });
        }
        let actor = self.commit_to_actor(place).await?;
        let entry = Entry {
            seq,
            time: self.now.text(),
            actor,
            role: &self.actor.role,
            deed,
            case: self.case.as_deref(),
            records,
        };
        let entry = serde_json::to_string(&entry).map_err(broken)?;
        if entry.len() > LONGEST_ENTRY {
            return Err(Refusal::Rule(TOO_LARGE));
        }
        let sql = "INSERT INTO log_entries (seq, entry) VALUES ($1, $2)";
        self.write(sql, vec![Value::from(place), Value::from(entry.as_str())])
            .await?;
        if let Some((kind, record)) = self.case.as_deref().and_then(kind_and_record) {
            let sql = "INSERT INTO log_cases (seq, kind, record, deed) VALUES ($1, $2, $3, $4)";
            self.write(sql, vec![place.into(), kind.into(), record.into(), deed.into()])
                .await?;
        }
        let mut tables: Vec<_> = self.written.iter().map(|(table, _)| *table).collect();
        tables.dedup();
        Ok(Entered { text: entry, tables })
    }

    /// What the entry says of who did it, and beside the log the opening of it; `None` for the program.
    async fn commit_to_actor(&mut self, place: i64) -> Result<Option<String>, Refusal> {
        let Some(person) = self.actor.person else {
            return Ok(None);
        };
        let salt = self.salts.fresh()?;
        let sql = "INSERT INTO log_actors (seq, person_id, salt) VALUES ($1, $2, $3)";
        self.write(sql, vec![place.into(), person.into(), salt.text().into()])
            .await?;
        Ok(Some(salt.person(person).to_hex()))
    }

    async fn write(&self, sql: &'static str, values: Vec<Value>) -> Result<(), Refusal> {
        self.transaction
            .execute_raw(statement(self.transaction, sql, values))
            .await?;
        Ok(())
    }
}

/// Why a deed that writes too much is refused.
const TOO_LARGE: &str = "refusal-deed-too-large";

/// The two parts of a case: `session/5`.
pub(crate) fn kind_and_record(case: &str) -> Option<(&str, i64)> {
    let (kind, record) = case.split_once('/')?;
    Some((kind, record.parse().ok()?))
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    Refusal::Broken(sea_orm::DbErr::Custom(error.to_string()))
}
