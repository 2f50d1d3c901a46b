//! What stands beside the log, in columns of a later shape or in tables that are no records, and is held against it all the same.

use golugah_county::people::set_password;
use golugah_desk::{Db, Fault, copy_sqlite};
use sea_orm::{ConnectionTrait, Database};

use crate::databases::{but_shape, people};
use crate::tampering::{behind, entries, place};

#[tokio::test]
async fn what_stands_in_a_column_that_was_added_is_seen() {
    let place = place().await;
    people(&place.db).await;
    let thief = behind(&place).await;
    for sql in [
        "ALTER TABLE agencies ADD COLUMN \"it's\" TEXT",
        "UPDATE agencies SET \"it's\" = 'there' WHERE id = 2",
    ] {
        thief.execute_unprepared(sql).await.unwrap();
    }
    let file = place.folder.path().join("county.sqlite");
    let db = Db::inspect_sqlite(&file, &golugah_county::HOUSE, place.db.clock().clone())
        .await
        .unwrap();
    let faults = db.verify(&[]).await.unwrap().faults;
    assert!(
        matches!(faults.as_slice(), [Fault::Shape { name, .. }, Fault::RecordChanged { id, .. }] if name == "agencies" && id == "2"),
        "{faults:?}"
    );
}

/// Who did a deed and which case it belongs to stand beside the log, and so do the hashes by which people sign in.
#[tokio::test]
async fn what_stands_beside_the_log_and_what_gives_power_is_held_against_it() {
    let cases: &[(&str, &str)] = &[
        (
            "UPDATE log_actors SET person_id = 2 WHERE seq = 6",
            "log_actors 6 is not as its last deed (log entry 6) left it",
        ),
        (
            "UPDATE log_actors SET salt = 'none' WHERE seq = 6",
            "log_actors 6 is not as its last deed (log entry 6) left it",
        ),
        (
            "DELETE FROM log_actors WHERE seq = 6",
            "log_actors 6, last written by log entry 6, is gone",
        ),
        (
            "INSERT INTO log_actors VALUES (3, 1, '00000000000000000000000000000000')",
            "log_actors 3 was written by no deed",
        ),
        (
            "INSERT INTO log_actors VALUES (-1, 1, '00000000000000000000000000000000')",
            "log_actors -1 was written by no deed",
        ),
        (
            "UPDATE log_cases SET record = 9 WHERE seq = 0",
            "log_cases 0 is not as its last deed (log entry 0) left it",
        ),
        (
            "DELETE FROM log_cases WHERE seq = 0",
            "log_cases 0, last written by log entry 0, is gone",
        ),
        (
            "INSERT INTO log_cases VALUES (99, 'bottleneck', 1, 'bottleneck.review')",
            "log_cases 99 was written by no deed",
        ),
        (
            "UPDATE credentials SET password_hash = '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA'",
            "credentials 1 is not as its last deed (log entry 6) left it",
        ),
        (
            "INSERT INTO credentials VALUES (2, 1, 3, '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA', '')",
            "credentials 2 was written by no deed",
        ),
        (
            "INSERT INTO codes VALUES (1, 1, 3, '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA', '2099-01-01', '')",
            "codes 1 was written by no deed",
        ),
        // What cannot be read is named, and nothing sound is accused for it.
        (
            "UPDATE log_cases SET kind = CAST(x'ff' AS TEXT) WHERE seq = 0",
            "log_cases cannot be read: Type Error: column `kind`: Type Error: invalid utf-8 sequence of 1 bytes from index 0",
        ),
        // By these it is known whether what was kept of a page is right still.
        (
            "UPDATE table_versions SET version = 9223372036854775807 WHERE name = 'people'",
            "table_versions (1 rows) was written by no deed",
        ),
        (
            "INSERT INTO table_versions VALUES (CAST(x'ff' AS TEXT), 1)",
            "table_versions (1 rows) was written by no deed",
        ),
    ];
    let place = place().await;
    people(&place.db).await;
    set_password(&place.db, 1, "رمزی برای آزمایش").await.unwrap();
    assert_eq!(but_shape(place.db.verify(&[]).await.unwrap().faults), []);
    let log = entries(&place.db).await;
    assert!(
        !log[6].contains("argon2") && log[6].contains("\"case\":null"),
        "{}",
        log[6]
    );
    let file = place.folder.path().join("county.sqlite");
    for (number, (slip, expected)) in cases.iter().enumerate() {
        let copy = place.folder.path().join(format!("{number}.sqlite"));
        copy_sqlite(&file, &copy).await.unwrap();
        let thief = Database::connect(format!("sqlite://{}", copy.display()))
            .await
            .unwrap();
        thief.execute_unprepared(slip).await.unwrap();
        thief.close().await.unwrap();
        let db = Db::inspect_sqlite(&copy, &golugah_county::HOUSE, place.db.clock().clone())
            .await
            .unwrap();
        let faults = db.verify(&[]).await.unwrap().faults;
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said, [*expected], "{slip}");
    }
}
