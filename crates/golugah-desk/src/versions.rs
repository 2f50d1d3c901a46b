//! When each official table was last written: so that what was made of some tables is known to be right still, on any node,
//! whatever else was done meanwhile.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};
use serde::Deserialize;

use crate::Read;
use crate::read::statement;

/// The versions of all tables at one moment: the length that the log had after the last deed that wrote each.
#[derive(Clone, Debug, Default)]
pub struct Versions(BTreeMap<String, i64>);

#[derive(Deserialize)]
struct Row {
    name: String,
    version: i64,
}

/// The newest of all versions. Every deed that writes a table makes it greater, so the versions of all tables are known to
/// stand as long as it does: one number is asked for with each page instead of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewestVersion(i64);

impl NewestVersion {
    /// The newest version there is.
    pub async fn read(read: Read<'_>) -> Result<Self, DbErr> {
        let sql = "SELECT MAX(version) AS newest FROM table_versions";
        let rows = read.rows(sql, Vec::new()).await?;
        rows.first().map_or(Ok(Self::default()), Self::of_row)
    }

    /// The length that the log had after the last deed that wrote any table.
    pub fn number(self) -> i64 {
        self.0
    }

    /// The newest version as a column `newest` of a larger question.
    pub fn of_row(row: &crate::Row) -> Result<Self, DbErr> {
        let newest: Option<i64> = row.get("newest")?;
        Ok(Self(newest.unwrap_or_default()))
    }
}

impl Versions {
    /// The newest of these.
    pub fn newest(&self) -> NewestVersion {
        NewestVersion(self.0.values().copied().max().unwrap_or_default())
    }

    /// The versions as they are. Whoever keeps an answer reads them before making it: what is written meanwhile makes the
    /// next answer new.
    pub async fn read(read: Read<'_>) -> Result<Self, DbErr> {
        let sql = "SELECT name, version FROM table_versions";
        let rows: Vec<Row> = read.all(sql, Vec::new()).await?;
        Ok(Self(
            rows.into_iter().map(|row| (row.name, row.version)).collect(),
        ))
    }

    /// The version of these tables together: it changes whenever one of them does, and never goes back.
    pub fn of(&self, tables: &[&str]) -> i64 {
        let versions = tables.iter().filter_map(|table| self.0.get(*table));
        versions.copied().max().unwrap_or(0)
    }
}

/// The tables that the deeds of one commit wrote, with the log's length after the last that did.
#[derive(Debug, Default)]
pub(crate) struct Written(BTreeMap<&'static str, u64>);

impl Written {
    /// A deed wrote these tables and made the log this long.
    pub(crate) fn by_a_deed(&mut self, tables: impl IntoIterator<Item = &'static str>, size: u64) {
        self.0.extend(tables.into_iter().map(|table| (table, size)));
    }

    /// Says so in the database, once for all deeds of the commit.
    pub(crate) async fn keep(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.0.is_empty() {
            return Ok(());
        }
        let places = (0..self.0.len()).map(|row| format!("(${}, ${})", row * 2 + 1, row * 2 + 2));
        let sql = format!(
            "INSERT INTO table_versions (name, version) VALUES {} \
             ON CONFLICT (name) DO UPDATE SET version = excluded.version",
            places.collect::<Vec<_>>().join(", ")
        );
        let values = self.0.iter().flat_map(|(table, size)| {
            [
                Value::from(*table),
                Value::from(i64::try_from(*size).unwrap_or(i64::MAX)),
            ]
        });
        let statement = statement(transaction, &sql, values.collect());
        transaction.execute_raw(statement).await.map(|_| ())
    }
}
