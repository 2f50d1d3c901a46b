//! The table of tamperings, made from the schema itself: whatever whoever holds the database does to any row, view,
//! trigger, index or migration is named, and nothing else is.

use golugah_desk::{Actor, Deed, Desk, Refusal};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, Value};

use crate::databases::{Place, places};

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
type Column = (String, bool);

/// Whoever holds the database, with one connection of their own, on which no rule is kept.
struct Thief {
    hand: DatabaseConnection,
    is_sqlite: bool,
}

impl Thief {
    async fn at(place: &Place) -> Self {
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

    async fn does(&self, sql: &str) {
        self.tries(sql)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    async fn tries(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        self.hand.execute_unprepared(sql).await.map(|_| ())
    }

    /// The rows of a query, their columns as texts.
    async fn texts<const N: usize>(&self, sql: &str) -> Vec<[String; N]> {
        let statement = Statement::from_string(self.hand.get_database_backend(), sql);
        let rows = self.hand.query_all_raw(statement).await.unwrap();
        rows.iter()
            .map(|row| std::array::from_fn(|place| row.try_get_by_index(place).unwrap()))
            .collect()
    }

    async fn columns(&self, table: &str) -> Vec<Column> {
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
    async fn keep(&self, table: &str) {
        self.does(&format!(
            "CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}"
        ))
        .await;
    }

    async fn put_back(&self, table: &str) {
        self.does(&format!("DELETE FROM {table}")).await;
        self.does(&format!("INSERT INTO {table} SELECT * FROM kept_{table}"))
            .await;
    }

    /// Views, triggers or indexes: the name, how it was made, and how it is taken away.
    async fn parts(&self, kind: &str) -> Vec<(String, String, String)> {
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
    async fn take_away(&self, parts: &[(String, String, String)]) {
        for (_, _, away) in parts {
            self.does(away).await;
        }
    }

    async fn make_again(&self, parts: &[(String, String, String)]) {
        for (_, sql, _) in parts {
            self.does(sql).await;
        }
    }
}

/// A county in which every official table has one row, each by a deed.
async fn planted(place: &Place, thief: &Thief) -> Vec<String> {
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
async fn said(place: &Place) -> Vec<String> {
    let faults = place.db.verify(&[]).await.unwrap().faults;
    let mut said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    said.sort();
    said
}

/// Asserts that just these things are said; each by its beginning.
async fn named(place: &Place, what: &str, mut expected: Vec<String>) {
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

async fn nothing_is_named(place: &Place, after: &str) {
    assert_eq!(said(place).await, [""; 0], "{}, after {after}", place.engine);
}

#[tokio::test]
async fn every_row_of_every_official_table_is_held() {
    for place in places().await {
        let thief = Thief::at(&place).await;
        let tables = planted(&place, &thief).await;
        for table in &tables {
            thief.keep(table).await;
        }
        nothing_is_named(&place, "planting").await;
        let mut columns = Vec::new();
        for table in &tables {
            columns.push(thief.columns(table).await);
        }
        // Each column of each table in its turn; one of every table at once.
        let most = columns.iter().map(Vec::len).max().unwrap();
        for number in 1..most {
            let mut expected = Vec::new();
            for (table, columns) in tables.iter().zip(&columns) {
                let Some((column, is_number)) = columns.get(number) else {
                    continue;
                };
                let other = if *is_number {
                    format!("COALESCE({column}, 0) + 1")
                } else {
                    format!("COALESCE({column}, '') || '1'")
                };
                thief
                    .does(&format!("UPDATE {table} SET {column} = {other} WHERE id = 1"))
                    .await;
                expected.push(format!("{table} 1 is not as its last deed"));
            }
            named(&place, &format!("column {number}"), expected).await;
            for table in &tables {
                thief.put_back(table).await;
            }
        }
        nothing_is_named(&place, "columns put back").await;

        for table in &tables {
            thief.does(&format!("DELETE FROM {table}")).await;
        }
        let gone = tables.iter().map(|table| format!("{table} 1, last written"));
        named(&place, "deleted", gone.collect()).await;
        for table in &tables {
            thief.put_back(table).await;
        }

        // What must be there once may stand in the way of a forged row; whoever forges takes that away, too.
        let mut unique = thief.parts("index").await;
        unique.retain(|(_, sql, _)| sql.starts_with("CREATE UNIQUE"));
        thief.take_away(&unique).await;
        let mut taken = 0;
        for id in ["-9223372036854775808", "-7", "0", "NULL", "1.5", "2"] {
            let mut expected: Vec<String> = unique
                .iter()
                .map(|(name, ..)| format!("the index {name} is gone"))
                .collect();
            for (table, columns) in tables.iter().zip(&columns) {
                let rest: String = columns[1..].iter().map(|(name, _)| format!(", {name}")).collect();
                let forged = format!("INSERT INTO {table} (id{rest}) SELECT {id}{rest} FROM kept_{table}");
                // Where an engine takes no such number, nothing is there to be named.
                if thief.tries(&forged).await.is_err() {
                    continue;
                }
                taken += 1;
                let new = format!(
                    "SELECT COALESCE(CAST(id AS TEXT), 'NULL') FROM {table} WHERE id IS NULL OR id <> 1"
                );
                for [shown] in thief.texts::<1>(&new).await {
                    expected.push(format!("{table} {shown} was written by no deed"));
                }
            }
            named(&place, &format!("forged under {id}"), expected).await;
            for table in &tables {
                thief.put_back(table).await;
            }
        }
        assert!(taken >= 4 * tables.len(), "{taken} rows were forged");
        thief.make_again(&unique).await;
        nothing_is_named(&place, "all of it").await;
    }
}

#[tokio::test]
async fn every_row_of_the_logs_own_tables_is_held() {
    for place in places().await {
        let thief = Thief::at(&place).await;
        planted(&place, &thief).await;
        let guards = if thief.is_sqlite {
            thief.parts("trigger").await
        } else {
            Vec::new()
        };
        thief.take_away(&guards).await;
        let unguarded = || -> Vec<String> {
            guards
                .iter()
                .map(|(name, ..)| format!("the trigger {name} is gone"))
                .collect()
        };
        let slips: &[(&str, &str, &[&str])] = &[
            (
                "log_entries",
                "INSERT INTO log_entries SELECT -7, entry FROM log_entries WHERE seq = 2",
                &["log_entries -7 was written by no deed"],
            ),
            (
                "log_entries",
                "INSERT INTO log_entries SELECT -9223372036854775808, entry FROM log_entries WHERE seq = 2",
                &["log_entries -9223372036854775808 was written by no deed"],
            ),
            (
                "log_head",
                "INSERT INTO log_head SELECT 2, tree FROM log_head",
                &["log_head 2 was written by no deed"],
            ),
            ("log_head", "DELETE FROM log_head", &["log_head is not the tree"]),
            (
                "log_head",
                "UPDATE log_head SET tree = tree || '00'",
                &["log_head is not the tree"],
            ),
            (
                "log_head",
                "UPDATE log_head SET id = -1",
                &["log_head -1 was written by no deed", "log_head is not the tree"],
            ),
            (
                "migrations",
                "UPDATE migrations SET sha256 = 'x' || sha256 WHERE name = (SELECT MIN(name) FROM migrations)",
                &["migrations: the row ", "migrations: the row "],
            ),
            (
                "migrations",
                "DELETE FROM migrations WHERE name = (SELECT MIN(name) FROM migrations)",
                &["migrations: the row "],
            ),
            (
                "migrations",
                "INSERT INTO migrations VALUES ('9999_later', '')",
                &["migrations: the row 9999_later  is made by no migration"],
            ),
        ];
        for (table, slip, expected) in slips {
            thief.does(&format!("DROP TABLE IF EXISTS kept_{table}")).await;
            thief.keep(table).await;
            thief.does(slip).await;
            let mut all = unguarded();
            all.extend(expected.iter().map(|text| (*text).to_owned()));
            named(&place, slip, all).await;
            thief.put_back(table).await;
        }
        // Each column of each of them, one row taken away, and one put in beside it.
        for table in [
            "log_entries",
            "log_head",
            "log_actors",
            "log_cases",
            "log_shapes",
            "migrations",
        ] {
            thief.does(&format!("DROP TABLE IF EXISTS kept_{table}")).await;
            thief.keep(table).await;
            let columns = thief.columns(table).await;
            let (first, is_number) = &columns[0];
            let one = format!("WHERE {first} = (SELECT MAX({first}) FROM kept_{table})");
            let mut slips = vec![format!("DELETE FROM {table} {one}")];
            for (column, is_number) in &columns {
                let other = if *is_number {
                    format!("{column} + 1000000")
                } else {
                    format!("{column} || 'x'")
                };
                slips.push(format!("UPDATE {table} SET {column} = {other} {one}"));
            }
            let other = if *is_number { "-3" } else { "'zzz'" };
            let rest: String = columns[1..].iter().map(|(name, _)| format!(", {name}")).collect();
            slips.push(format!(
                "INSERT INTO {table} ({first}{rest}) SELECT {other}{rest} FROM kept_{table} {one}"
            ));
            let called = table.replace("log_entries", "log entry");
            for slip in slips {
                thief.does(&slip).await;
                let named = said(&place).await;
                assert!(
                    named
                        .iter()
                        .any(|fault| fault.contains(table) || fault.contains(&called)),
                    "{}, {slip}: {named:?}",
                    place.engine
                );
                thief.put_back(table).await;
            }
        }
        // Where the first entry is gone, so is every place behind it; the newest is missed by the head.
        thief.does("DROP TABLE IF EXISTS kept_log_entries").await;
        thief.keep("log_entries").await;
        thief.does("DELETE FROM log_entries WHERE seq = 0").await;
        let gap = said(&place).await;
        assert!(
            gap.iter().any(|fault| fault == "log entry 0 is missing"),
            "{gap:?}"
        );
        thief.put_back("log_entries").await;
        thief.make_again(&guards).await;
        nothing_is_named(&place, "the log's tables").await;
    }
}

#[tokio::test]
async fn every_view_trigger_and_index_is_held_against_the_migrations() {
    for place in places().await {
        let thief = Thief::at(&place).await;
        let tables = planted(&place, &thief).await;
        let views = thief.parts("view").await;
        assert!(views.len() >= 5, "{views:?}");
        for (name, sql, away) in &views {
            // Which rows somebody sees is changed, their form is not.
            let lies = format!("{} LIMIT 0", sql.trim_end().trim_end_matches(';'));
            if thief.is_sqlite {
                thief.does(away).await;
                thief.does(&lies).await;
            } else {
                thief
                    .does(&lies.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
                    .await;
            }
            named(
                &place,
                name,
                vec![format!("the view {name} is not as the migrations make it")],
            )
            .await;
            if thief.is_sqlite {
                thief.does(away).await;
                thief.does(sql).await;
            } else {
                thief
                    .does(&sql.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
                    .await;
            }
        }
        nothing_is_named(&place, "views put back").await;

        for kind in ["trigger", "index"] {
            let parts = thief.parts(kind).await;
            assert!(!parts.is_empty(), "{kind}");
            thief.take_away(&parts).await;
            let gone = parts
                .iter()
                .map(|(name, ..)| format!("the {kind} {name} is gone"));
            named(&place, &format!("no {kind}"), gone.collect()).await;
            thief.make_again(&parts).await;
            nothing_is_named(&place, &format!("each {kind} made again")).await;
        }

        let others = [
            "visits",
            "known_browsers",
            "log_entries",
            "log_head",
            "migrations",
        ];
        let mut all: Vec<&str> = tables.iter().map(String::as_str).collect();
        all.extend(others);
        let mut expected = Vec::new();
        for table in &all {
            if thief.is_sqlite {
                thief
                    .does(&format!(
                        "CREATE TRIGGER bad_{table} AFTER INSERT ON {table} BEGIN SELECT 1; END"
                    ))
                    .await;
                expected.push(format!("the trigger bad_{table} is made by no migration"));
            } else {
                thief
                    .does(&format!(
                        "CREATE TRIGGER bad_{table} AFTER INSERT ON {table} FOR EACH ROW \
                         EXECUTE FUNCTION log_entries_refuse()"
                    ))
                    .await;
                expected.push(format!("the trigger {table} bad_{table} is made by no migration"));
            }
        }
        named(&place, "triggers", expected).await;
        for table in &all {
            let on = if thief.is_sqlite {
                String::new()
            } else {
                format!(" ON {table}")
            };
            thief.does(&format!("DROP TRIGGER bad_{table}{on}")).await;
        }
        for (slip, undo, expected) in [
            (
                "CREATE INDEX bad ON people (name)",
                "DROP INDEX bad",
                "the index bad is made by no migration",
            ),
            (
                "CREATE VIEW public_bad AS SELECT name FROM people",
                "DROP VIEW public_bad",
                "the view public_bad is made by no migration",
            ),
            (
                "CREATE TABLE bad (id BIGINT)",
                "DROP TABLE bad",
                "the table bad is made by no migration",
            ),
            (
                "ALTER TABLE visits ADD COLUMN bad TEXT",
                "ALTER TABLE visits DROP COLUMN bad",
                "the table visits is not as the migrations make it",
            ),
        ] {
            thief.does(slip).await;
            named(&place, slip, vec![expected.to_owned()]).await;
            thief.does(undo).await;
        }
        if !thief.is_sqlite {
            thief.does("ALTER TABLE people DISABLE TRIGGER ALL").await;
            let asleep = said(&place).await;
            assert!(
                !asleep.is_empty() && asleep.iter().all(|fault| fault.contains("the trigger ")),
                "{asleep:?}"
            );
            thief.does("ALTER TABLE people ENABLE TRIGGER ALL").await;
        }
        nothing_is_named(&place, "the shape").await;
        assert_eq!(place.db.verify_shape().await.unwrap(), []);
    }
}
