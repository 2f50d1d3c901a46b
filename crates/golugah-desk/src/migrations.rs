use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, Value};
use sha2::{Digest, Sha256};

use super::Read;
use super::read::statement;

/// A step of the database's growth: its name and what it says on each engine.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// A step that both engines read alike.
macro_rules! both {
    ($name:literal) => {
        Migration {
            name: $name,
            sqlite: include_str!(concat!("../../golugah-county/migrations/", $name, ".sql")),
            postgres: include_str!(concat!("../../golugah-county/migrations/", $name, ".sql")),
        }
    };
}

const MIGRATIONS: &[Migration] = &[
    both!("0001_log"),
    Migration {
        name: "0002_append_only",
        sqlite: include_str!("../../golugah-county/migrations/0002_append_only.sqlite.sql"),
        postgres: include_str!("../../golugah-county/migrations/0002_append_only.postgres.sql"),
    },
    both!("0003_council"),
    both!("0004_imports"),
    both!("0005_people"),
    both!("0006_agenda"),
    both!("0007_portal"),
    both!("0008_pictures"),
    both!("0009_minutes"),
    both!("0010_public_log"),
    both!("0011_writers"),
];

/// The number by which nodes know each other's lock while one of them migrates: "golugah" in ASCII.
const MIGRATING: i64 = 0x67_6f_6c_75_67_61_68;

/// Brings a database to its present shape. A step that was applied and has since been edited is refused.
pub(crate) async fn migrate(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    let backend = transaction.get_database_backend();
    if backend == DatabaseBackend::Postgres {
        // Nodes that start at once: all but the first wait here, however long it takes, and then find every step applied.
        // A lock on the table itself would come too late, for two may find it missing at once and both make it.
        let wait = format!("SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock({MIGRATING})");
        transaction.execute_unprepared(&wait).await?;
    }
    let table = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)";
    transaction.execute_unprepared(table).await?;
    for migration in MIGRATIONS {
        let sql = match backend {
            DatabaseBackend::Sqlite => migration.sqlite,
            _ => migration.postgres,
        };
        let sha256: String = Sha256::digest(sql.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let known = "SELECT sha256 FROM migrations WHERE name = $1";
        let known = Read::transaction(transaction)
            .rows(known, vec![Value::from(migration.name)])
            .await?;
        match known
            .first()
            .map(|row| row.try_get::<String>("", "sha256"))
            .transpose()?
        {
            Some(applied) if applied == sha256 => {}
            Some(applied) => {
                return Err(DbErr::Migration(format!(
                    "migration {} was applied as {applied} and now is {sha256}: an applied migration is never edited",
                    migration.name
                )));
            }
            None => {
                transaction.execute_unprepared(sql).await?;
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
