use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, Value};
use sha2::{Digest, Sha256};

use super::Read;
use super::head::hex;
use super::house::{House, Migration};
use super::read::statement;

/// The first step of a county made by golugah 0.1.0, whose log and tables have another form.
const FORMER: &str = "0001_log";

impl Migration {
    /// What it says on an engine, before the words in braces are replaced.
    fn text(&self, backend: DatabaseBackend) -> &'static str {
        match backend {
            DatabaseBackend::Sqlite => self.sqlite,
            _ => self.postgres,
        }
    }

    /// What it says to an engine.
    fn sql(&self, backend: DatabaseBackend) -> String {
        let (id, int, word, strict) = match backend {
            DatabaseBackend::Sqlite => ("INTEGER PRIMARY KEY", "INTEGER", "TEXT", " STRICT"),
            _ => ("BIGINT PRIMARY KEY", "BIGINT", "TEXT COLLATE \"C\"", ""),
        };
        self.text(backend)
            .replace("{id}", id)
            .replace("{int}", int)
            .replace("{word}", word)
            .replace("{strict}", strict)
    }
}

/// Refuses a county that golugah 0.1.0 made: its rows have no salts, so that its log would give them away.
pub(crate) async fn refuse_former(read: Read<'_>) -> Result<(), DbErr> {
    let sql = "SELECT COUNT(*) FROM migrations WHERE name = $1";
    // A database without such a table was made by no version of this program; what it is, is found out elsewhere.
    match read.number(sql, vec![Value::from(FORMER)]).await {
        Ok(0) | Err(_) => Ok(()),
        Ok(_) => Err(DbErr::Migration(
            "this county was made by golugah 0.1.0, whose log gives away what it vouches for, and this version does not \
             go on with it; `golugah export --out FOLDER` of the 0.1.0 program writes everything official in it as \
             tables, and a new county is begun in another folder"
                .to_owned(),
        )),
    }
}

/// The number by which nodes know each other's lock while one of them migrates: "golugah" in ASCII.
const MIGRATING: i64 = 0x67_6f_6c_75_67_61_68;

/// Brings a database to its present shape. A step that was applied and has since been edited is refused.
pub(crate) async fn migrate(transaction: &DatabaseTransaction, house: &House) -> Result<(), DbErr> {
    let backend = transaction.get_database_backend();
    if backend == DatabaseBackend::Postgres {
        // Nodes that start at once: all but the first wait here, however long it takes, and then find every step applied.
        // A lock on the table itself would come too late, for two may find it missing at once and both make it.
        let wait = format!("SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock({MIGRATING})");
        transaction.execute_unprepared(&wait).await?;
    }
    let table = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)";
    transaction.execute_unprepared(table).await?;
    refuse_former(Read::transaction(transaction)).await?;
    for migration in house.migrations {
        let sha256 = hex(&Sha256::digest(migration.text(backend).as_bytes()));
        let known = "SELECT sha256 FROM migrations WHERE name = $1";
        let known = Read::transaction(transaction)
            .rows(known, vec![Value::from(migration.name)])
            .await?;
        match known.first().map(|row| row.get::<String>("sha256")).transpose()? {
            Some(applied) if applied == sha256 => {}
            Some(applied) => {
                return Err(DbErr::Migration(format!(
                    "migration {} was applied as {applied} and now is {sha256}: an applied migration is never edited",
                    migration.name
                )));
            }
            None => {
                transaction.execute_unprepared(&migration.sql(backend)).await?;
                let values = vec![Value::from(migration.name), Value::from(sha256)];
                let sql = "INSERT INTO migrations (name, sha256) VALUES ($1, $2)";
                transaction
                    .execute_raw(statement(transaction, sql, values))
                    .await?;
            }
        }
    }
    Ok(())
}
