//! No query reads a long table from end to end: every statement that the program makes while a county is filled and all its
//! pages are opened is held against the engine's plan for it.

use std::collections::{BTreeMap, BTreeSet};

use golugah_desk::heard;
use sea_orm::{ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};

use crate::databases::places;
use crate::filled::{PART, VISITORS, filled};
use crate::site::{County, RIGHTS};

/// A table with more rows than this in the county of ten years is read by an index.
const LONG: i64 = 1_000;

/// Tables that are as long in a part of the county as in the whole.
const AS_LONG_ANYWHERE: [&str; 6] = [
    "log_shapes",
    "places",
    "place_names",
    "migrations",
    "log_tables",
    "table_versions",
];

/// Tables that are long in the whole, however few of their rows a part of the county has.
const LONG_TABLES: [&str; 14] = [
    "agenda_items",
    "attendances",
    "carried_items",
    "evidence",
    "finding_sets",
    "item_resolutions",
    "log_actors",
    "log_cases",
    "log_entries",
    "measurements",
    "resolutions",
    "term_steps",
    "terms",
    "terms_in_force",
];

/// Queries that may read a long table from end to end: the words by which one is known, and why.
const ALLOWED: [(&str, &str); 10] = [
    (
        "SELECT entry FROM log_entries ORDER BY seq DESC LIMIT 1",
        "the end of the log, by its key",
    ),
    (
        "WHERE i.state = 'open' AND s.state = 'closed'",
        "a partial index that holds open items alone",
    ),
    (
        "FROM public_resolutions WHERE $1 <> ''",
        "a page whose first part is kept until one of its tables changes, and the file of the whole list",
    ),
    (
        "AS on_time",
        "figures of the whole county, kept until one of their tables changes",
    ),
    (
        "FROM public_resolutions WHERE session_number >= $1",
        "a feed, kept until one of its tables changes",
    ),
    (
        "FROM public_clearings",
        "kept until one of its tables changes, and the file of the whole list",
    ),
    (
        "FROM public_resolutions WHERE",
        "parts of the portal's list, kept until one of their tables changes",
    ),
    (
        "SELECT matter, due FROM terms_in_force ORDER BY matter",
        "the whole log as an event log",
    ),
    ("SELECT COALESCE(MAX(id), 0) + 1", "the end of an index"),
    ("SELECT * FROM resolutions WHERE id > $1", "verification"),
];

/// Everything that anybody can open, at its beginning and where its first page leads on.
async fn open_all(county: &mut County) {
    let mut paths: BTreeSet<String> = [
        "/resolutions?all=true",
        "/portal/resolutions?part=late",
        "/portal/resolutions?part=kept",
        "/search?q=12%2F3+1405",
        "/search?q=12&kind=resolution",
        "/portal/search?q=12%2F3+1405",
    ]
    .map(str::to_owned)
    .into();
    let states = [
        "found",
        "confirmed",
        "dismissed",
        "owned",
        "waiting",
        "cleared",
        "reopened",
    ];
    paths.extend(states.map(|state| format!("/bottlenecks?state={state}")));
    for (method, path, _) in RIGHTS {
        if *method == "GET" && !path.contains('*') && !path.starts_with("/assets/") {
            paths.extend(["1", "6"].map(|id| path.replace("{id}", id).replace("{number}", id)));
        }
    }
    for (name, _) in VISITORS {
        let cookie = county.sign_in(name).await;
        for path in &paths {
            for path in [path.clone(), format!("/en{path}")] {
                let (status, _, body) = county.ask("GET", &path, &cookie, &[]).await;
                assert!(!status.is_server_error(), "{path}: {body}");
                let rows = body
                    .matches("<li class=\"row\"")
                    .count()
                    .max(body.matches("<tr><th scope").count());
                assert!(rows <= 120, "{path}: {rows} rows");
                let next = body
                    .split("rel=\"next\" href=\"")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next());
                if let Some(next) = next {
                    let next = format!(
                        "{}{}",
                        path.split('?').next().unwrap(),
                        next.replace("&#38;", "&")
                    );
                    let (status, _, body) = county.ask("GET", &next, &cookie, &[]).await;
                    assert!(status.is_success() && body.contains("rel=\"prev\""), "{next}");
                }
            }
        }
    }
}

/// The names by which a query and the views in it call tables.
fn called(sql: &str, views: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let words: Vec<&str> = sql
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
        .filter(|word| !word.is_empty())
        // The last word is a table as well, and no alias comes after it.
        .chain(std::iter::once(""))
        .collect();
    for pair in words.windows(2) {
        let [table, alias] = pair else { continue };
        if let Some(view) = views.get(*table) {
            // The text of a view begins with its own name.
            let mut others = views.clone();
            others.remove(*table);
            for (alias, tables) in called(view, &others) {
                names.entry(alias).or_default().extend(tables);
            }
        }
        names
            .entry((*table).to_owned())
            .or_default()
            .insert((*table).to_owned());
        names
            .entry((*alias).to_owned())
            .or_default()
            .insert((*table).to_owned());
    }
    names
}

/// An engine with a filled county, as it plans.
struct Planner {
    connection: DatabaseConnection,
    views: BTreeMap<String, String>,
    long: BTreeSet<String>,
}

impl Planner {
    async fn of(county: &County) -> Self {
        // One connection, for a prepared statement lives in the one that prepared it.
        let mut options = sea_orm::ConnectOptions::new(&county.place.url);
        options.max_connections(1);
        let connection = Database::connect(options).await.unwrap();
        connection.execute_unprepared("ANALYZE").await.unwrap();
        if connection.get_database_backend() == DatabaseBackend::Sqlite {
            // The planner is told that every table is as many times as long as in the whole: for a dozen rows nobody
            // needs an index. What lies under one key stays as much.
            let whole = format!(
                "UPDATE sqlite_stat1 SET stat = (CAST(stat AS INTEGER) * {PART}) || substr(stat, instr(stat || ' ', ' '))"
            );
            connection.execute_unprepared(&whole).await.unwrap();
            connection
                .execute_unprepared("ANALYZE sqlite_schema")
                .await
                .unwrap();
        }
        let mut planner = Self {
            connection,
            views: BTreeMap::new(),
            long: BTreeSet::new(),
        };
        let (tables, views) = match planner.is_sqlite() {
            true => (
                "SELECT name, '' AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
                "SELECT name, sql AS text FROM sqlite_master WHERE type = 'view'",
            ),
            false => (
                "SELECT tablename::text AS name, '' AS text FROM pg_tables WHERE schemaname = 'public'",
                "SELECT viewname::text AS name, definition AS text FROM pg_views WHERE schemaname = 'public'",
            ),
        };
        for (name, text) in planner.pairs(views).await {
            planner.views.insert(name, text);
        }
        for (name, _) in planner.pairs(tables).await {
            let count = planner
                .lines(&format!("SELECT CAST(COUNT(*) AS TEXT) FROM {name}"))
                .await;
            let rows: i64 = count[0].parse().unwrap();
            let whole = rows * i64::try_from(PART).unwrap();
            let counted = whole >= LONG && !AS_LONG_ANYWHERE.contains(&name.as_str());
            if counted || LONG_TABLES.contains(&name.as_str()) {
                planner.long.insert(name);
            }
        }
        planner
    }

    fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DatabaseBackend::Sqlite
    }

    async fn pairs(&self, sql: &str) -> Vec<(String, String)> {
        let statement = Statement::from_string(self.connection.get_database_backend(), sql);
        let rows = self.connection.query_all_raw(statement).await.unwrap();
        rows.iter()
            .map(|row| (row.try_get("", "name").unwrap(), row.try_get("", "text").unwrap()))
            .collect()
    }

    /// The last column of each row.
    async fn lines(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.connection.get_database_backend(), sql);
        let rows = self.connection.query_all_raw(statement).await;
        let rows = rows.unwrap_or_else(|error| panic!("{sql}: {error}"));
        rows.iter()
            .map(|row| {
                let last = row.column_names().len() - 1;
                row.try_get_by_index::<String>(last).unwrap()
            })
            .collect()
    }

    /// The long tables that a query reads from end to end.
    async fn scanned(&self, sql: &str) -> BTreeSet<String> {
        match self.is_sqlite() {
            true => self.scanned_by_sqlite(sql).await,
            false => self.scanned_by_postgres(sql).await,
        }
    }

    async fn scanned_by_sqlite(&self, sql: &str) -> BTreeSet<String> {
        let plan = self.lines(&format!("EXPLAIN QUERY PLAN {sql}")).await;
        let names = called(sql, &self.views);
        // In the order of an index and no further than a page is no scan.
        let paged = sql.contains("LIMIT") && !plan.iter().any(|line| line.contains("TEMP B-TREE"));
        let scans = plan.iter().filter_map(|line| line.trim().strip_prefix("SCAN "));
        let scans = scans.filter(|line| !(paged && line.contains("INDEX")));
        let tables = scans.flat_map(|line| {
            let name = line.split(' ').next().unwrap();
            names.get(name).cloned().unwrap_or_default()
        });
        tables.filter(|table| self.long.contains(table)).collect()
    }

    async fn scanned_by_postgres(&self, sql: &str) -> BTreeSet<String> {
        let values = (1..200)
            .rev()
            .find(|place| sql.contains(&format!("${place}")))
            .unwrap_or(0);
        let nulls = vec!["NULL"; values].join(", ");
        let execute = if values == 0 {
            "asked".to_owned()
        } else {
            format!("asked({nulls})")
        };
        let prepare = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan;";
        let sql = format!("{prepare} PREPARE asked AS {sql}");
        self.connection
            .execute_unprepared(&sql)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        let plan = self.lines(&format!("EXPLAIN EXECUTE {execute}")).await;
        self.connection
            .execute_unprepared("DEALLOCATE asked")
            .await
            .unwrap();
        let scans = plan.iter().filter_map(|line| line.split("Seq Scan on ").nth(1));
        let tables = scans.map(|rest| rest.split(' ').next().unwrap().to_owned());
        tables.filter(|table| self.long.contains(table)).collect()
    }
}

#[tokio::test]
async fn every_query_finds_its_rows_by_an_index() {
    for place in places().await {
        heard::listen();
        let mut county = filled(place).await;
        open_all(&mut county).await;
        let heard = heard::heard();
        let planner = Planner::of(&county).await;
        let mut breaches = Vec::new();
        let asked = heard
            .iter()
            .filter(|sql| sql.starts_with("SELECT") || sql.starts_with("WITH"));
        let mut many = 0;
        for sql in asked {
            many += 1;
            let scanned = planner.scanned(sql).await;
            if !scanned.is_empty() && !ALLOWED.iter().any(|(words, _)| sql.contains(words)) {
                breaches.push(format!("{scanned:?}: {sql}"));
            }
        }
        assert!(many > 100, "{many} queries");
        assert!(
            breaches.is_empty(),
            "{}:\n{}",
            county.place.engine,
            breaches.join("\n")
        );
        // What the program asked before is found out, and so is an index that is taken away.
        let before = [
            "SELECT seq, entry FROM public_log WHERE entry LIKE '%\"deed\":\"session.%' AND entry LIKE $1 ORDER BY seq DESC LIMIT 1",
            "SELECT session_id FROM agenda_items WHERE title = $1",
            "SELECT * FROM evidence WHERE state = 'given' ORDER BY reported_on",
        ];
        for sql in before {
            // PostgreSQL walks the key of the log backwards and calls that no scan.
            if !planner.is_sqlite() && sql.contains("LIMIT") {
                continue;
            }
            assert!(
                !planner.scanned(sql).await.is_empty(),
                "{}: {sql}",
                county.place.engine
            );
        }
        let sql = "SELECT * FROM agenda_items WHERE about = $1";
        assert!(planner.scanned(sql).await.is_empty());
        planner
            .connection
            .execute_unprepared("DROP INDEX agenda_items_by_about")
            .await
            .unwrap();
        assert_eq!(planner.scanned(sql).await.len(), 1);
    }
}
