//! Whoever holds the database, a county with a row in every table, and what `verify` says of what was done to it.

use golugah_desk::{Actor, Deed, Desk, Refusal};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, Value};

use crate::databases::Place;

/// One row of any official table, through a deed.
struct Plant {
    table: &'static str,
    columns: Vec<(&'static str, Value)>,
}

impl Deed for Plant {
    const NAME: &'static str = "test.plant";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let id = desk.insert(self.table, self.columns).await?;
        desk.of_case(format!("agency/{id}"));
        Ok(id)
    }
}

/// A column: its name, and whether it holds numbers.
pub(crate) type Column = (String, bool);

/// Whoever holds the database, with one connection of their own, on which no rule is kept.
pub(crate) struct Thief {
    hand: DatabaseConnection,
    pub(crate) is_sqlite: bool,
}

impl Thief {
    pub(crate) async fn at(place: &Place) -> Self {
        let mut options = ConnectOptions::new(&place.url);
        options.max_connections(1).min_connections(1).sqlx_logging(false);
        let thief = Self {
            hand: Database::connect(options).await.unwrap(),
            is_sqlite: place.engine == "SQLite",
        };
        if thief.is_sqlite {
            thief.does("PRAGMA foreign_keys = OFF").await;
            thief.does("PRAGMA ignore_check_constraints = ON").await;
        } else {
            thief.does("SET session_replication_role = replica").await;
        }
        thief
    }

    pub(crate) async fn does(&self, sql: &str) {
        self.tries(sql)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub(crate) async fn tries(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        self.hand.execute_unprepared(sql).await.map(|_| ())
    }

    /// The rows of a query, their columns as texts.
    pub(crate) async fn texts<const N: usize>(&self, sql: &str) -> Vec<[String; N]> {
        let statement = Statement::from_string(self.hand.get_database_backend(), sql);
        let rows = self.hand.query_all_raw(statement).await.unwrap();
        rows.iter()
            .map(|row| std::array::from_fn(|place| row.try_get_by_index(place).unwrap()))
            .collect()
    }

    pub(crate) async fn columns(&self, table: &str) -> Vec<Column> {
        let sql = if self.is_sqlite {
            format!("SELECT name, lower(type) FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT column_name::text, data_type::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
            )
        };
        let columns = self.texts::<2>(&sql).await;
        columns
            .into_iter()
            .map(|[name, kind]| (name, kind.contains("int")))
            .collect()
    }

    /// Keeps a table as it is, where nobody sees it.
    pub(crate) async fn keep(&self, table: &str) {
        self.does(&format!(
            "CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}"
        ))
        .await;
    }

    pub(crate) async fn put_back(&self, table: &str) {
        self.does(&format!("DELETE FROM {table}")).await;
        self.does(&format!("INSERT INTO {table} SELECT * FROM kept_{table}"))
            .await;
    }

    /// Views, triggers or indexes: the name, how it was made, and how it is taken away.
    pub(crate) async fn parts(&self, kind: &str) -> Vec<(String, String, String)> {
        if self.is_sqlite {
            let sql =
                format!("SELECT name, sql FROM sqlite_schema WHERE type = '{kind}' AND sql IS NOT NULL");
            let parts = self.texts::<2>(&sql).await.into_iter();
            return parts
                .map(|[name, sql]| (name.clone(), sql, format!("DROP {kind} {name}")))
                .collect();
        }
        let sql = match kind {
            "view" => {
                "SELECT relname::text, 'CREATE VIEW ' || relname || ' AS ' || pg_get_viewdef(oid), \
                 'DROP VIEW ' || relname FROM pg_class \
                 WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'"
            }
            "trigger" => {
                "SELECT c.relname || ' ' || t.tgname, pg_get_triggerdef(t.oid), \
                 'DROP TRIGGER ' || t.tgname || ' ON ' || c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
                 WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal"
            }
            _ => {
                "SELECT c.relname::text, pg_get_indexdef(c.oid), 'DROP INDEX ' || c.relname FROM pg_class c \
                 JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relnamespace = current_schema()::regnamespace \
                 AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)"
            }
        };
        let parts = self.texts::<3>(sql).await.into_iter();
        parts.map(|[name, sql, away]| (name, sql, away)).collect()
    }

    /// Takes parts away; what makes them again comes back.
    pub(crate) async fn take_away(&self, parts: &[(String, String, String)]) {
        for (_, _, away) in parts {
            self.does(away).await;
        }
    }

    pub(crate) async fn make_again(&self, parts: &[(String, String, String)]) {
        for (_, sql, _) in parts {
            self.does(sql).await;
        }
    }
}

/// A county in which every official table has one row, each by a deed.
pub(crate) async fn planted(place: &Place, thief: &Thief) -> Vec<String> {
    let tables: Vec<String> = place
        .db
        .official_tables()
        .into_iter()
        .map(|(table, _)| table)
        .collect();
    let mut left = tables.clone();
    // A row needs those it refers to; as often as there are tables is enough for any order.
    for _ in 0..tables.len() {
        let mut still_left = Vec::new();
        for table in left {
            let columns = thief.columns(&table).await;
            let columns = columns
                .into_iter()
                .filter(|(name, _)| !["id", "version", "salt"].contains(&name.as_str()))
                .map(|(name, is_number)| {
                    let value: Value = if is_number { 1_i64.into() } else { "x".into() };
                    (&*name.leak(), value)
                });
            let plant = Plant {
                table: table.clone().leak(),
                columns: columns.collect(),
            };
            // Who did it and of which case it is a step stand beside the log.
            let somebody = Actor {
                person: Some(1),
                role: "secretary".to_owned(),
            };
            if place.db.perform(somebody, plant).await.is_err() {
                still_left.push(table);
            }
        }
        left = still_left;
    }
    assert_eq!(left, [""; 0], "{}: could not be planted", place.engine);
    tables
}

/// What `verify` says, in order.
pub(crate) async fn said(place: &Place) -> Vec<String> {
    let faults = place.db.verify(&[]).await.unwrap().faults;
    let mut said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    said.sort();
    said
}

/// Asserts that just these things are said; each by its beginning.
pub(crate) async fn named(place: &Place, what: &str, mut expected: Vec<String>) {
    let said = said(place).await;
    expected.sort();
    let fits = said.len() == expected.len()
        && said
            .iter()
            .zip(&expected)
            .all(|(said, expected)| said.starts_with(expected.as_str()));
    assert!(
        fits,
        "{}, {what}:\n{}\nexpected:\n{}",
        place.engine,
        said.join("\n"),
        expected.join("\n")
    );
}

pub(crate) async fn nothing_is_named(place: &Place, after: &str) {
    assert_eq!(said(place).await, [""; 0], "{}, after {after}", place.engine);
}
