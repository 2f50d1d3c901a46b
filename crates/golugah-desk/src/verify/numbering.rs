//! How many rows there are, and which of them bear no number that a deed gives: pages go by numbers, and a row that has
//! none would be passed over.

use sea_orm::{DatabaseBackend, DbErr};

use crate::Db;

impl Db {
    /// How many rows a table has. No index is asked, for it may have been made to lie.
    pub(super) async fn counted(&self, table: &str) -> Result<u64, DbErr> {
        let sql = format!("SELECT COUNT(*) FROM {table}{}", self.not_indexed());
        let rows = self.read().number(&sql, Vec::new()).await?;
        Ok(u64::try_from(rows).unwrap_or(0))
    }

    /// What stands in the column `number` of the rows whose number is none, or below the least.
    pub(super) async fn odd_rows(&self, table: &str, number: &str, least: i64) -> Result<Vec<String>, DbErr> {
        let is_none = match self.backend() {
            DatabaseBackend::Sqlite => format!("typeof({number}) <> 'integer' OR "),
            _ => String::new(),
        };
        let sql = format!(
            "SELECT COALESCE(CAST({number} AS TEXT), 'NULL') AS odd FROM {table}{} \
             WHERE {number} IS NULL OR {is_none}{number} < {least} ORDER BY 1",
            self.not_indexed()
        );
        let rows = self.read().rows(&sql, Vec::new()).await?;
        let odd = rows.iter().map(|row| row.get("odd"));
        Ok(odd.map(|odd| odd.unwrap_or_else(|_| "?".to_owned())).collect())
    }

    fn not_indexed(&self) -> &'static str {
        match self.backend() {
            DatabaseBackend::Sqlite => " NOT INDEXED",
            _ => "",
        }
    }
}
