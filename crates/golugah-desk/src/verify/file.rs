//! The file below the tables: an index that says other than its table, a page that is none. What is read through a lying
//! index is not what the log was held against.

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, TransactionTrait};

use super::Fault;
use crate::{Db, Read};

impl Db {
    /// Asks the engine whether its file is whole and every index says what its table says: of these tables, or of all
    /// where none is named. On SQLite alone; PostgreSQL looks into an index by an extension that need not be there.
    ///
    /// What does not hold, and that the engine cannot read its file, are faults.
    pub async fn verify_file(&self, tables: &[&str]) -> Vec<Fault> {
        if self.backend() != DatabaseBackend::Sqlite {
            return Vec::new();
        }
        let asked: Vec<String> = match tables {
            [] => vec!["PRAGMA integrity_check".to_owned()],
            tables => tables
                .iter()
                .map(|table| format!("PRAGMA integrity_check({table})"))
                .collect(),
        };
        let mut said = Vec::new();
        for sql in asked {
            if let Err(error) = self.ask_the_engine(&sql, &mut said).await {
                said.push(error.to_string());
            }
        }
        said.into_iter().map(|said| Fault::File { said }).collect()
    }

    async fn ask_the_engine(&self, sql: &str, said: &mut Vec<String>) -> Result<(), DbErr> {
        // A transaction keeps one connection. What a row may hold is the log's matter, which names it better; the engine
        // says a hundred things and no more, and none of them shall be lost behind rows.
        let transaction = self.readers().begin().await?;
        transaction
            .execute_unprepared("PRAGMA ignore_check_constraints = ON")
            .await?;
        let rows = Read::transaction(&transaction).rows(sql, Vec::new()).await;
        transaction
            .execute_unprepared("PRAGMA ignore_check_constraints = OFF")
            .await?;
        transaction.rollback().await?;
        for row in rows? {
            let text: String = row.try_get_by_index(0)?;
            if text != "ok" {
                said.push(text.replace('\n', " "));
            }
        }
        Ok(())
    }
}
