use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use sea_orm::{Database, DbErr, RuntimeErr, Value};
use serde::Deserialize;

use super::{FileReaders, Read};

/// A file with one table of one row, in which every kind of value stands.
fn file(folder: &Path) -> FileReaders {
    let file = folder.join("one.sqlite");
    let writing = rusqlite::Connection::open(&file).unwrap();
    writing
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE things (number, real, text, bytes, empty, yes, torn);
             INSERT INTO things VALUES (-9007199254740993, 0.5, 'نام', x'00ff', NULL, 1, CAST(x'ff' AS TEXT));",
        )
        .unwrap();
    FileReaders::open(&file).unwrap()
}

#[derive(Debug, PartialEq, Deserialize)]
struct Thing {
    number: i64,
    real: f64,
    text: String,
    empty: Option<String>,
    there: Option<String>,
    yes: i64,
    /// No column is named so.
    missing: Option<i64>,
}

const THING: &str =
    "SELECT number, real, text, empty, text AS there, yes, 'beside' AS beside FROM things WHERE number < $1";

#[tokio::test]
async fn a_row_is_the_same_over_a_pool_and_on_the_askers_thread() {
    let folder = tempfile::tempdir().unwrap();
    let readers = file(folder.path());
    let address = format!("sqlite://{}", folder.path().join("one.sqlite").display());
    let pool = Database::connect(address).await.unwrap();
    for read in [Read::file(&readers), Read::pool(&pool)] {
        let thing: Thing = read.one(THING, vec![0_i64.into()]).await.unwrap().unwrap();
        let expected = Thing {
            number: -9_007_199_254_740_993,
            real: 0.5,
            text: "نام".to_owned(),
            empty: None,
            there: Some("نام".to_owned()),
            yes: 1,
            missing: None,
        };
        assert_eq!(thing, expected);
        assert_eq!(
            read.one::<Thing>(THING, vec![i64::MIN.into()]).await.unwrap(),
            None
        );
        let rows = read.rows("SELECT * FROM things", Vec::new()).await.unwrap();
        assert_eq!(rows[0].get::<String>("text").unwrap(), "نام");
        assert_eq!(rows[0].at::<i64>(5).unwrap(), 1);
        // What cannot be read hides no other column, and says why.
        for (column, said) in [
            ("torn", "utf-8"),
            ("text", "expected i64"),
            ("empty", "expected i64"),
            ("nowhere", "no column"),
        ] {
            let refused = rows[0].get::<i64>(column).unwrap_err().to_string();
            assert!(refused.to_lowercase().contains(said), "{column}: {refused}");
        }
        for (sql, column) in [
            ("SELECT 'two' AS number", "number"),
            (
                "SELECT 2 AS number, 0.5 AS real, torn AS text FROM things",
                "text",
            ),
        ] {
            let wrong = read.one::<Thing>(sql, Vec::new()).await.unwrap_err().to_string();
            assert!(wrong.contains(&format!("column `{column}`")), "{wrong}");
        }
        assert_eq!(
            read.number("SELECT MAX(number) FROM things WHERE 1 = 0", Vec::new())
                .await
                .unwrap(),
            0
        );
    }
}

#[tokio::test]
async fn values_stand_where_their_number_does() {
    let folder = tempfile::tempdir().unwrap();
    let readers = file(folder.path());
    let read = Read::file(&readers);
    let sql = "SELECT $2 || $1 || $2 || '$3' AS text";
    let rows = read.rows(sql, vec!["a".into(), "b".into()]).await.unwrap();
    assert_eq!(rows[0].get::<String>("text").unwrap(), "bab$3");
    let wide = read.number("SELECT $1", vec![Value::Int(Some(7))]).await.unwrap();
    assert_eq!(wide, 7);
    let missing = read.rows("SELECT $2", vec![1_i64.into()]).await.unwrap_err();
    assert!(missing.to_string().contains("parameter 1"), "{missing}");
}

#[tokio::test]
async fn a_reader_changes_nothing_and_a_wrong_question_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let readers = file(folder.path());
    let read = Read::file(&readers);
    let changed = read.rows("DELETE FROM things RETURNING number", Vec::new()).await;
    let said = changed.unwrap_err().to_string();
    assert!(said.contains("readonly"), "{said}");
    let wrong = read.rows("SELECT one FROM nowhere", Vec::new()).await;
    assert!(matches!(wrong, Err(DbErr::Custom(_))), "{wrong:?}");
    assert_eq!(
        read.number("SELECT COUNT(*) FROM things", Vec::new())
            .await
            .unwrap(),
        1
    );
}

/// By which index those of the things that wait are found, the first five of them.
async fn plan(read: Read<'_>) -> String {
    let sql = "EXPLAIN QUERY PLAN SELECT * FROM things WHERE state IN ('a', 'b') ORDER BY rank, id LIMIT 5";
    let rows = read.rows(sql, Vec::new()).await.unwrap();
    rows[0].get("detail").unwrap()
}

#[tokio::test]
async fn readers_that_are_renewed_go_by_how_the_tables_have_grown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.sqlite");
    let writing = rusqlite::Connection::open(&file).unwrap();
    writing
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE things (id INTEGER PRIMARY KEY, state TEXT, rank INTEGER, said TEXT);
             CREATE INDEX by_state ON things (state, id);
             CREATE INDEX waiting ON things (rank, id) WHERE state IN ('a', 'b');
             INSERT INTO things VALUES (1, 'c', 1, '');
             ANALYZE;
             WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
             INSERT INTO things SELECT i, substr('abcdefg', 1 + i % 7, 1), i % 7, hex(randomblob(200)) FROM n;",
        )
        .unwrap();
    let readers = FileReaders::open(&file).unwrap();
    let before = plan(Read::file(&readers)).await;
    writing
        .execute_batch("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002")
        .unwrap();
    let open_still = plan(Read::file(&readers)).await;
    assert_eq!(open_still, before, "or nobody need renew them");
    readers.renew();
    let after = plan(Read::file(&readers)).await;
    assert_ne!(after, before);
}

#[test]
fn a_query_that_goes_in_circles_is_ended_and_the_next_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let readers = file(folder.path());
    let circle = |connection: &rusqlite::Connection| {
        let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT MAX(i) FROM n";
        let said = connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        said.map_err(|error| sea_orm::DbErr::Query(sea_orm::RuntimeErr::Internal(error.to_string())))
    };
    let ended = readers.with(10, circle);
    assert!(ended.unwrap_err().to_string().contains("interrupted"));
    let sound = readers.each("SELECT 7 AS n", &[], 1, |cells| {
        super::fill::cell::<i64>(cells, 0)
    });
    assert_eq!(sound.unwrap(), [7]);
}

#[test]
fn no_reader_is_opened_over_another_file_of_that_name() {
    let folder = tempfile::tempdir().unwrap();
    let readers = file(folder.path());
    let ask = || {
        readers.each("SELECT 7 AS n", &[], 1, |cells| {
            super::fill::cell::<i64>(cells, 0)
        })
    };
    assert_eq!(ask().unwrap(), [7]);
    let path = readers.path().to_owned();
    std::fs::copy(&path, folder.path().join("other")).unwrap();
    std::fs::rename(folder.path().join("other"), &path).unwrap();
    assert_eq!(ask().unwrap(), [7], "that which is open reads what it opened");
    readers.renew();
    let refused = ask().unwrap_err().to_string();
    assert!(refused.contains("another file lies in its place"), "{refused}");
}

#[test]
fn who_comes_ninth_waits_and_closing_waits_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let readers = Arc::new(file(folder.path()));
    let (begun, has_begun) = mpsc::channel();
    let mut ends = Vec::new();
    for _ in 0..super::file::MOST {
        let (end, ended) = mpsc::channel::<()>();
        let (readers, begun) = (Arc::clone(&readers), begun.clone());
        let one = std::thread::spawn(move || {
            readers.each("SELECT 1", &[], 1, |_| {
                begun.send(()).unwrap();
                // Until its sender goes.
                let _ = ended.recv();
                Ok(())
            })
        });
        ends.push((end, one));
        has_begun.recv().unwrap();
    }
    let ninth = {
        let readers = Arc::clone(&readers);
        std::thread::spawn(move || readers.each("SELECT 1", &[], 1, |_| Ok(())))
    };
    std::thread::sleep(Duration::from_millis(50));
    assert!(!ninth.is_finished());
    let (end, one) = ends.pop().unwrap();
    drop(end);
    one.join().unwrap().unwrap();
    ninth.join().unwrap().unwrap();
    let closing = {
        let readers = Arc::clone(&readers);
        std::thread::spawn(move || readers.close())
    };
    std::thread::sleep(Duration::from_millis(50));
    assert!(!closing.is_finished());
    for (end, one) in ends {
        drop(end);
        one.join().unwrap().unwrap();
    }
    closing.join().unwrap();
    let late = readers.each("SELECT 1", &[], 1, |_| Ok(()));
    assert!(
        matches!(late, Err(DbErr::Query(RuntimeErr::Internal(_)))),
        "{late:?}"
    );
    // The last connection took what lay beside the file with it.
    assert!(!folder.path().join("one.sqlite-wal").exists());
}
