//! What the migrations make, made anew beside the county's database: the measure that `verify` goes by. The shape of the
//! database under test says nothing about what it should be.

use std::collections::BTreeMap;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DbErr, TransactionTrait};

use super::migrations::migrate;
use super::open::Readers;
use super::schema::Schema;
use super::{Db, Read};

/// Tables, views, indexes, triggers and whatever else an engine keeps beside rows: by kind and name, how each was made.
pub(super) type Objects = BTreeMap<(String, String), String>;

/// Rows that the migrations write themselves and no deed ever does: the table, and each row as one text, in order.
pub(super) type Seeds = BTreeMap<&'static str, Vec<String>>;

/// A database's shape.
pub(super) struct Shape {
    pub(super) objects: Objects,
    pub(super) seeds: Seeds,
}

/// A database as the migrations make it.
pub(super) struct Made {
    pub(super) shape: Shape,
    pub(super) schema: Schema,
}

/// Which rows the migrations write, each as a text.
const SEEDS: &[(&str, &str)] = &[
    (
        "log_shapes",
        "SELECT tbl || ' ' || shape || ' ' || columns AS row FROM log_shapes",
    ),
    (
        "migrations",
        "SELECT name || ' ' || sha256 AS row FROM migrations",
    ),
];

impl Db {
    /// What the migrations make on this engine. Nothing of it stays: SQLite makes it in memory, PostgreSQL in a
    /// transaction that is rolled back.
    pub(super) async fn made(&self) -> Result<Made, DbErr> {
        match self.readers() {
            Readers::File(_) => {
                let mut options = ConnectOptions::new("sqlite::memory:");
                options.max_connections(1).min_connections(1).sqlx_logging(false);
                let memory = Database::connect(options).await?;
                let transaction = memory.begin().await?;
                migrate(&transaction, self.house()).await?;
                let made = read_made(Read::transaction(&transaction), DatabaseBackend::Sqlite).await;
                transaction.rollback().await?;
                memory.close().await?;
                made
            }
            Readers::Pool(pool) => {
                let transaction = pool.begin().await?;
                let name = Read::transaction(&transaction)
                    .number("SELECT pg_backend_pid()::bigint", Vec::new())
                    .await?;
                let name = format!("golugah_made_{name}");
                transaction
                    .execute_unprepared(&format!("CREATE SCHEMA {name}; SET LOCAL search_path TO {name}"))
                    .await?;
                migrate(&transaction, self.house()).await?;
                let made = read_made(Read::transaction(&transaction), DatabaseBackend::Postgres).await;
                transaction.rollback().await?;
                made
            }
        }
    }

    /// The shape that this database has.
    pub(super) async fn found(&self) -> Result<Shape, DbErr> {
        read_shape(self.read(), self.backend()).await
    }
}

async fn read_made(read: Read<'_>, backend: DatabaseBackend) -> Result<Made, DbErr> {
    Ok(Made {
        shape: read_shape(read, backend).await?,
        schema: Schema::read(read, backend).await?,
    })
}

async fn read_shape(read: Read<'_>, backend: DatabaseBackend) -> Result<Shape, DbErr> {
    let sql = match backend {
        DatabaseBackend::Sqlite => include_str!("shape.sqlite.sql"),
        _ => include_str!("shape.postgres.sql"),
    };
    let mut objects = Objects::new();
    for row in read.rows(sql, Vec::new()).await? {
        let (kind, name): (String, String) = (row.get("kind")?, row.get("name")?);
        let text: String = row.get("definition")?;
        // Two of one name cannot be; were there two, the second would differ from what one of them should be.
        objects
            .entry((kind, name))
            .and_modify(|known: &mut String| known.push_str(&text))
            .or_insert(text);
    }
    let mut seeds = Seeds::new();
    for (table, sql) in SEEDS {
        let there = objects.contains_key(&("table".to_owned(), (*table).to_owned()));
        let rows = if there {
            read.rows(sql, Vec::new()).await?
        } else {
            Vec::new()
        };
        // What is NULL or no text is no row that a migration writes.
        let mut rows: Vec<String> = rows
            .iter()
            .map(|row| row.get("row").unwrap_or_else(|_| "?".to_owned()))
            .collect();
        rows.sort_unstable();
        seeds.insert(*table, rows);
    }
    Ok(Shape { objects, seeds })
}
