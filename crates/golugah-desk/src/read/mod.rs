//! Asking the database: text with `$1`, `$2` … in, rows out as whatever a struct says.
//!
//! A SQLite file is read on the thread that asks, with nothing in between (decision 0034). PostgreSQL is asked over a pool.

mod cells;
mod engine;
mod file;
mod fill;
#[cfg(test)]
mod tests;

pub use cells::Row;
pub(crate) use file::FileReaders;

use cells::Cells;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, Statement, Value};
use serde::de::DeserializeOwned;

use crate::heard::hear;

/// A handle that can ask and not change: over the readers, or within a deed over what it has just written.
#[derive(Clone, Copy, Debug)]
pub struct Read<'db>(Source<'db>);

#[derive(Clone, Copy, Debug)]
enum Source<'db> {
    File(&'db FileReaders),
    Pool(&'db DatabaseConnection),
    Transaction(&'db DatabaseTransaction),
}

impl<'db> Read<'db> {
    pub(crate) fn file(readers: &'db FileReaders) -> Self {
        Self(Source::File(readers))
    }

    pub(crate) fn pool(pool: &'db DatabaseConnection) -> Self {
        Self(Source::Pool(pool))
    }

    pub(crate) fn transaction(transaction: &'db DatabaseTransaction) -> Self {
        Self(Source::Transaction(transaction))
    }

    /// The rows that a query gives, with `$1`, `$2` … in place of values.
    pub async fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, DbErr> {
        self.each(sql, values, usize::MAX, |cells| Row::of(cells)).await
    }

    /// All rows that a query gives, each a struct whose fields are named as its columns.
    pub async fn all<T: DeserializeOwned>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>, DbErr> {
        self.each(sql, values, usize::MAX, |cells| fill::filled(cells))
            .await
    }

    /// The first row that a query gives.
    pub async fn one<T: DeserializeOwned>(&self, sql: &str, values: Vec<Value>) -> Result<Option<T>, DbErr> {
        let rows = self.each(sql, values, 1, |cells| fill::filled(cells)).await?;
        Ok(rows.into_iter().next())
    }

    /// The number in the first column of the first row, for counts; 0 where there is no row.
    pub async fn number(&self, sql: &str, values: Vec<Value>) -> Result<i64, DbErr> {
        let numbers = self.each(sql, values, 1, |cells| {
            fill::cell(cells, 0).map(|number: Option<i64>| number.unwrap_or(0))
        });
        Ok(numbers.await?.first().copied().unwrap_or(0))
    }

    /// What `take` makes of each of the first `most` rows.
    async fn each<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        most: usize,
        take: impl Fn(&dyn Cells) -> Result<T, DbErr> + Send,
    ) -> Result<Vec<T>, DbErr> {
        let rows = match self.0 {
            Source::File(readers) => {
                hear(sql);
                return readers.each(sql, &values, most, take);
            }
            Source::Pool(pool) => pool.query_all_raw(statement(pool, sql, values)).await,
            Source::Transaction(transaction) => {
                transaction
                    .query_all_raw(statement(transaction, sql, values))
                    .await
            }
        };
        rows?
            .iter()
            .take(most)
            .map(|row| engine::cells(row, &take))
            .collect()
    }
}

/// A statement in the words of the connection's engine.
///
/// Every whole number goes as 64 bits. PostgreSQL prepares a text once with the widths it first sees, so that the same
/// text with a 32-bit number later is refused as cut short; and every column is BIGINT anyway.
pub(crate) fn statement(connection: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Statement {
    hear(sql);
    let widened = values.into_iter().map(|value| match value {
        Value::Int(number) => Value::BigInt(number.map(i64::from)),
        value => value,
    });
    Statement::from_sql_and_values(connection.get_database_backend(), sql, widened)
}
