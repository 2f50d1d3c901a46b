use sea_orm::{DbErr, Value};
use serde_json::Map;

use super::Db;

/// A row of an official table, as its hash in the log is taken over.
pub type Record = Map<String, serde_json::Value>;

impl Db {
    /// The same database, read by the tables and columns that the migrations make, whatever it says of itself.
    ///
    /// # Errors
    /// Where what the migrations make cannot be made anew.
    pub async fn as_made(&self) -> Result<Self, DbErr> {
        let made = self.made().await?;
        Ok(self.clone().with_schema(made.schema))
    }

    /// Every official table with its columns, as they stand in the database.
    pub fn official_tables(&self) -> Vec<(String, Vec<String>)> {
        let schema = self.schema();
        schema
            .tables()
            .map(|table| (table.to_owned(), schema.columns(table)))
            .collect()
    }

    /// Up to so many rows of an official table after the row `after`, by id.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn records(&self, table: &str, after: i64, most: i64) -> Result<Vec<(i64, Record)>, DbErr> {
        self.schema().records(self.read(), table, after, most).await
    }

    /// Up to so many entries of the log from a place on, as they were written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn entries(&self, from: i64, most: i64) -> Result<Vec<String>, DbErr> {
        let sql = "SELECT entry FROM log_entries WHERE seq >= $1 ORDER BY seq LIMIT $2";
        let rows = self
            .read()
            .rows(sql, vec![Value::from(from), Value::from(most)])
            .await?;
        rows.iter().map(|row| row.get("entry")).collect()
    }
}
