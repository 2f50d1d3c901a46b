use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, FromQueryResult, QueryResult, Statement,
    Value,
};

use crate::heard::hear;

/// A handle that can ask and not change: over the readers' pool, or within a deed over what it has just written.
#[derive(Clone, Copy, Debug)]
pub struct Read<'db>(Source<'db>);

#[derive(Clone, Copy, Debug)]
enum Source<'db> {
    Pool(&'db DatabaseConnection),
    Transaction(&'db DatabaseTransaction),
}

impl<'db> Read<'db> {
    pub(crate) fn pool(pool: &'db DatabaseConnection) -> Self {
        Self(Source::Pool(pool))
    }

    pub(crate) fn transaction(transaction: &'db DatabaseTransaction) -> Self {
        Self(Source::Transaction(transaction))
    }

    /// The rows that a query gives, with `$1`, `$2` … in place of values.
    pub async fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, DbErr> {
        match self.0 {
            Source::Pool(pool) => pool.query_all_raw(statement(pool, sql, values)).await,
            Source::Transaction(transaction) => {
                transaction
                    .query_all_raw(statement(transaction, sql, values))
                    .await
            }
        }
    }

    /// All rows that a query gives.
    pub async fn all<T: FromQueryResult>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>, DbErr> {
        let rows = self.rows(sql, values).await?;
        rows.iter().map(|row| T::from_query_result(row, "")).collect()
    }

    /// The first row that a query gives.
    pub async fn one<T: FromQueryResult>(&self, sql: &str, values: Vec<Value>) -> Result<Option<T>, DbErr> {
        let rows = self.rows(sql, values).await?;
        rows.first().map(|row| T::from_query_result(row, "")).transpose()
    }

    /// The number in the first column of the first row, for counts; 0 where there is no row.
    pub async fn number(&self, sql: &str, values: Vec<Value>) -> Result<i64, DbErr> {
        let rows = self.rows(sql, values).await?;
        let number = rows
            .first()
            .map(|row| row.try_get_by_index::<Option<i64>>(0))
            .transpose()?;
        Ok(number.flatten().unwrap_or(0))
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
