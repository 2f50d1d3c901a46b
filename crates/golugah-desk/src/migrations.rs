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
    both!("0011_ten_years"),
];

/// Brings a database to its present shape. A step that was applied and has since been edited is refused.
pub(crate) async fn migrate(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    let backend = transaction.get_database_backend();
    let table = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)";
    transaction.execute_unprepared(table).await?;
    if backend == DatabaseBackend::Postgres {
        // Two nodes that start at once: the second waits here and then finds every step applied.
        transaction.execute_unprepared("LOCK TABLE migrations").await?;
    }
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
