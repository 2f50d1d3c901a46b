//! Whoever holds the database changes it behind the program's back, and is found out.

use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::{Actor, Db, Fault};
use golugah_ledger::{Audit, Checkpoint, Hash, Salt, Tree, leaf_hash, root_of};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::databases::{Place, but_shape, people, places};

/// A connection of one's own, past the program.
pub(crate) async fn behind(place: &Place) -> DatabaseConnection {
    let file = place.folder.path().join("county.sqlite");
    Database::connect(format!("sqlite://{}", file.display()))
        .await
        .unwrap()
}

pub(crate) async fn entries(db: &Db) -> Vec<String> {
    let rows = db
        .read()
        .rows("SELECT entry FROM log_entries ORDER BY seq", Vec::new())
        .await
        .unwrap();
    rows.iter().map(|row| row.get("entry").unwrap()).collect()
}

fn vouched(entries: &[String]) -> Checkpoint {
    let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry.as_bytes())).collect();
    Checkpoint {
        origin: "county".to_owned(),
        size: leaves.len() as u64,
        root: root_of(&leaves),
    }
}

/// The SQLite place alone: what is tried here is the comparison, which knows no engine.
pub(crate) async fn place() -> Place {
    places().await.swap_remove(0)
}

#[tokio::test]
async fn every_column_of_every_row_is_vouched_for() {
    let place = place().await;
    people(&place.db).await;
    let thief = behind(&place).await;
    let mut tried = 0;
    for (table, key) in [("agencies", 2), ("people", 3)] {
        let columns = format!("SELECT name, type FROM pragma_table_info('{table}') WHERE name <> 'id'");
        for column in place.db.read().rows(&columns, Vec::new()).await.unwrap() {
            let name: String = column.get("name").unwrap();
            let kind: String = column.get("type").unwrap();
            let old = format!("UPDATE {table} SET {name} = (SELECT kept FROM stolen) WHERE id = {key}");
            let new = if kind == "INTEGER" {
                "COALESCE((SELECT kept FROM stolen), 0) + 1"
            } else {
                "'other'"
            };
            thief
                .execute_unprepared("DROP TABLE IF EXISTS stolen")
                .await
                .unwrap();
            let keep = format!("CREATE TABLE stolen AS SELECT {name} AS kept FROM {table} WHERE id = {key}");
            thief.execute_unprepared(&keep).await.unwrap();
            thief
                .execute_unprepared("PRAGMA foreign_keys = OFF")
                .await
                .unwrap();
            thief
                .execute_unprepared(&format!("UPDATE {table} SET {name} = {new} WHERE id = {key}"))
                .await
                .unwrap();
            let faults = but_shape(place.db.verify(&[]).await.unwrap().faults);
            let [Fault::RecordChanged { table: found, id, .. }] = faults.as_slice() else {
                panic!("{table}.{name}: {faults:?}");
            };
            assert_eq!(
                (found.as_str(), id.as_str()),
                (table, key.to_string().as_str()),
                "{name}"
            );
            thief.execute_unprepared(&old).await.unwrap();
            assert_eq!(
                but_shape(place.db.verify(&[]).await.unwrap().faults),
                [],
                "{table}.{name} put back"
            );
            tried += 1;
        }
    }
    assert_eq!(tried, 13);
}

#[tokio::test]
async fn a_row_taken_out_or_put_in_is_named() {
    let place = place().await;
    people(&place.db).await;
    let thief = behind(&place).await;
    thief
        .execute_unprepared("DELETE FROM people WHERE id = 4")
        .await
        .unwrap();
    let forged = "INSERT INTO agencies VALUES (9, 1, 'ساختگی', 'Forged', 1, '')";
    thief.execute_unprepared(forged).await.unwrap();
    let faults = but_shape(place.db.verify(&[]).await.unwrap().faults);
    let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "agencies 9 was written by no deed",
            "people 4, last written by log entry 5, is gone"
        ]
    );
}

#[tokio::test]
async fn honest_hands_do_not_slip_on_the_log() {
    for place in places().await {
        people(&place.db).await;
        if place.engine == "SQLite" {
            let hand = behind(&place).await;
            for slip in ["UPDATE log_entries SET entry = '{}'", "DELETE FROM log_entries"] {
                let refused = hand.execute_unprepared(slip).await.unwrap_err().to_string();
                assert!(refused.contains("log_entries_append_only"), "{refused}");
            }
        }
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn an_old_copy_put_back_is_found_by_a_checkpoint_kept_elsewhere() {
    let place = place().await;
    people(&place.db).await;
    let kept = vouched(&entries(&place.db).await);
    assert_eq!(
        place.db.verify(std::slice::from_ref(&kept)).await.unwrap().faults,
        []
    );
    let thief = behind(&place).await;
    // The newest deed and all it wrote are gone, and the head is made to fit: the copy is whole in itself.
    let mut tree = Tree::new();
    entries(&place.db).await[..5]
        .iter()
        .for_each(|entry| tree.push(leaf_hash(entry.as_bytes())));
    let head: String = tree.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    for sql in [
        "DROP TRIGGER log_entries_remain".to_owned(),
        "DELETE FROM log_entries WHERE seq = 5".to_owned(),
        "DELETE FROM log_cases WHERE seq = 5".to_owned(),
        "DELETE FROM people WHERE id = 4".to_owned(),
        "UPDATE table_versions SET version = 5 WHERE version > 5".to_owned(),
        format!("UPDATE log_head SET tree = '{head}'"),
    ] {
        thief.execute_unprepared(&sql).await.unwrap();
    }
    assert_eq!(
        but_shape(place.db.verify(&[]).await.unwrap().faults),
        [],
        "in itself it is whole"
    );
    let faults = but_shape(place.db.verify(&[kept]).await.unwrap().faults);
    assert_eq!(
        faults,
        [Fault::Checkpoint(Audit::RolledBack { have: 5, expected: 6 })]
    );
}

/// The worst case: a record edited, its entry rewritten to fit, the whole tree computed anew. Whoever can do this can
/// also sign the new root with the server's key; only a checkpoint that lies elsewhere tells.
#[tokio::test]
async fn a_log_computed_anew_is_found_by_a_checkpoint_kept_elsewhere() {
    let place = place().await;
    people(&place.db).await;
    let mut log = entries(&place.db).await;
    let kept = vouched(&log);
    let thief = behind(&place).await;
    let sql = "SELECT salt FROM agencies WHERE id = 1";
    let rows = place.db.read().rows(sql, Vec::new()).await.unwrap();
    let salt: String = rows[0].get("salt").unwrap();
    let salt = Salt::parse(&salt).unwrap();
    let hash = |name: &str| {
        let row = format!(r#"{{"id":1,"name_en":"Roads","name_fa":"{name}","seat":1,"version":1}}"#);
        salt.row(1, &row).to_hex()
    };
    assert!(
        log[0].contains(&hash("اداره راهداری")),
        "the row's canonical text is as documented"
    );
    log[0] = log[0].replace(&hash("اداره راهداری"), &hash("اداره دیگر"));
    let mut tree = Tree::new();
    log.iter()
        .for_each(|entry| tree.push(leaf_hash(entry.as_bytes())));
    let head: String = tree.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    thief
        .execute_unprepared("DROP TRIGGER log_entries_stay")
        .await
        .unwrap();
    thief
        .execute_unprepared("UPDATE agencies SET name_fa = 'اداره دیگر' WHERE id = 1")
        .await
        .unwrap();
    thief
        .execute_unprepared(&format!("UPDATE log_head SET tree = '{head}'"))
        .await
        .unwrap();
    let sql = "UPDATE log_entries SET entry = $1 WHERE seq = 0";
    let values = [log[0].as_str().into()];
    thief
        .execute_raw(Statement::from_sql_and_values(
            thief.get_database_backend(),
            sql,
            values,
        ))
        .await
        .unwrap();
    assert_eq!(
        but_shape(place.db.verify(&[]).await.unwrap().faults),
        [],
        "in itself it is whole"
    );
    let faults = but_shape(place.db.verify(&[kept]).await.unwrap().faults);
    assert!(
        matches!(
            faults.as_slice(),
            [Fault::Checkpoint(Audit::Rewritten { size: 6, .. })]
        ),
        "{faults:?}"
    );
}

/// Whoever holds the file can put anything anywhere: bytes, numbers with a fraction, lines in an entry. None of it may
/// hide behind the way in which pages are read.
#[tokio::test]
async fn what_no_deed_writes_is_named_and_does_not_stop_the_comparison() {
    let loosen = "PRAGMA writable_schema = ON; \
                  UPDATE sqlite_schema SET sql = replace(sql, 'TEXT NOT NULL', 'TEXT') WHERE name = 'log_entries'; \
                  UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'; \
                  PRAGMA writable_schema = RESET; \
                  DROP TRIGGER log_entries_stay; DROP TRIGGER log_entries_remain; PRAGMA foreign_keys = OFF";
    let cases: &[(&str, &[&str])] = &[
        (
            "UPDATE people SET name = x'ff00' WHERE id = 1",
            &["people 1 is not as its last deed (log entry 2) left it"],
        ),
        (
            "UPDATE people SET name = CAST(x'ff' AS TEXT) WHERE id = 1",
            &["people 1 is not as its last deed (log entry 2) left it"],
        ),
        (
            "UPDATE people SET version = 1.5 WHERE id = 2",
            &["people 2 is not as its last deed (log entry 3) left it"],
        ),
        (
            "UPDATE people SET agency_id = '' WHERE id = 2",
            &["people 2 is not as its last deed (log entry 3) left it"],
        ),
        (
            "INSERT INTO agencies VALUES (-5, 1, 'x', '', 0, '')",
            &["agencies -5 was written by no deed"],
        ),
        (
            "UPDATE log_entries SET entry = entry || char(10) WHERE seq = 1",
            &["log_head is not the tree of the log's entries"],
        ),
        (
            "UPDATE log_entries SET entry = NULL WHERE seq = 1; \
             UPDATE log_entries SET entry = entry || char(10) || entry WHERE seq = 0",
            &[
                "log entry 0 is not as the program writes entries",
                "log entry 1 is not as the program writes entries",
                "agencies 1 was written by no deed",
                "agencies 2 was written by no deed",
                "log_head is not the tree of the log's entries",
            ],
        ),
        (
            "UPDATE log_entries SET entry = CAST(entry AS BLOB) || x'ff' WHERE seq = 5",
            &[
                "log entry 5 is not as the program writes entries",
                "people 4 was written by no deed",
                "log_head is not the tree of the log's entries",
            ],
        ),
    ];
    for (slip, expected) in cases {
        let place = place().await;
        people(&place.db).await;
        let thief = behind(&place).await;
        for sql in loosen.split("; ").chain(slip.split("; ")) {
            thief.execute_unprepared(sql).await.unwrap();
        }
        thief.close().await.unwrap();
        let file = place.folder.path().join("county.sqlite");
        let db = Db::inspect_sqlite(&file, &golugah_county::HOUSE, place.db.clock().clone())
            .await
            .unwrap();
        let faults = but_shape(db.verify(&[]).await.unwrap().faults);
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said, *expected, "{slip}");
    }
}

#[tokio::test]
async fn each_checkpoint_is_answered_in_its_turn() {
    let place = place().await;
    people(&place.db).await;
    let log = entries(&place.db).await;
    let forged = Checkpoint {
        root: leaf_hash(b"another"),
        ..vouched(&log[..3])
    };
    let ahead = Checkpoint {
        size: 9,
        ..vouched(&log)
    };
    let given = [vouched(&log), ahead, vouched(&[]), forged, vouched(&log[..4])];
    let faults = place.db.verify(&given).await.unwrap().faults;
    assert!(
        matches!(
            faults.as_slice(),
            [
                Fault::Checkpoint(Audit::RolledBack { have: 6, expected: 9 }),
                Fault::Checkpoint(Audit::Rewritten { size: 3, .. })
            ]
        ),
        "{faults:?}"
    );
}

#[tokio::test]
async fn many_clean_records_raise_no_alarm() {
    let place = place().await;
    let mut tasks = Vec::new();
    for number in 0..3_000 {
        let db = place.db.clone();
        let agency = FoundAgency {
            name_fa: format!("اداره «{number}» \\ \u{200c}\t\u{1}"),
            name_en: "\"quoted\"\n".to_owned(),
            seat: number % 2 == 0,
        };
        tasks.push(tokio::spawn(async move {
            db.perform(Actor::program(), agency).await.unwrap()
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let verification = place.db.verify(&[]).await.unwrap();
    assert_eq!((verification.faults.len(), verification.records), (0, 3_000));
}
