//! An index that says other than its table, and a page that is none: every row is as the log left it, and what is read
//! through the index is not.

use std::io::{Seek, SeekFrom, Write};

use golugah_county::people::set_password;
use golugah_desk::{Db, Fault};
use sea_orm::{ConnectionTrait, Database};

use crate::databases::{Place, people};
use crate::tampering::{behind, place};

const MADE: &str = "CREATE UNIQUE INDEX credentials_once ON credentials (person_id)";

async fn county() -> Place {
    let place = place().await;
    people(&place.db).await;
    for person in [1, 2] {
        set_password(&place.db, person, "رمزی برای آزمایش").await.unwrap();
    }
    place
}

async fn read_again(place: &Place) -> Db {
    let file = place.folder.path().join("county.sqlite");
    let clock = place.db.clock().clone();
    Db::inspect_sqlite(&file, &golugah_county::HOUSE, clock)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_index_made_otherwise_and_called_as_before_is_named() {
    for lie in [
        // Each of the two signs in with the other's password.
        "CREATE UNIQUE INDEX credentials_once ON credentials \
         (CASE person_id WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE person_id END)",
        // Nobody is in it.
        "CREATE UNIQUE INDEX credentials_once ON credentials (person_id) WHERE person_id < 0",
    ] {
        let place = county().await;
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
        let thief = Database::connect(format!("{}?mode=rw", place.url)).await.unwrap();
        let call =
            |sql: &str| format!("UPDATE sqlite_schema SET sql = '{sql}' WHERE name = 'credentials_once'");
        for sql in [
            "PRAGMA writable_schema = ON",
            &call(lie),
            "PRAGMA writable_schema = RESET",
            "REINDEX credentials_once",
            "PRAGMA writable_schema = ON",
            &call(MADE),
            "PRAGMA writable_schema = RESET",
        ] {
            thief.execute_unprepared(sql).await.unwrap();
        }
        thief.close().await.unwrap();
        let db = read_again(&place).await;
        let asked = "SELECT id FROM credentials WHERE person_id = 1";
        let found = db.read().number(asked, Vec::new()).await.unwrap();
        assert_ne!(found, 1, "the index lies");
        let faults = db.verify(&[]).await.unwrap().faults;
        let is_named =
            |fault: &Fault| matches!(fault, Fault::File { said } if said.contains("credentials_once"));
        assert!(!faults.is_empty() && faults.iter().all(is_named), "{faults:?}");
        // What a site that is about to serve asks.
        let faults = db.verify_file(&["people", "credentials"]);
        assert!(faults.iter().any(is_named), "{faults:?}");
        assert_eq!(db.verify_file(&["people", "visits"]), []);
    }
}

#[tokio::test]
async fn a_page_of_anything_is_named() {
    let place = county().await;
    let thief = behind(&place).await;
    thief
        .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
        .await
        .unwrap();
    let page = "SELECT rootpage FROM sqlite_schema WHERE name = 'credentials_once'";
    let page = place.db.read().number(page, Vec::new()).await.unwrap();
    let size = place
        .db
        .read()
        .number("PRAGMA page_size", Vec::new())
        .await
        .unwrap();
    let file = place.folder.path().join("county.sqlite");
    let mut file = std::fs::OpenOptions::new().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start((page - 1) as u64 * size as u64))
        .unwrap();
    file.write_all(&vec![0xa5; size as usize]).unwrap();
    let faults = read_again(&place).await.verify(&[]).await.unwrap().faults;
    assert!(
        !faults.is_empty() && faults.iter().all(|fault| matches!(fault, Fault::File { .. })),
        "{faults:?}"
    );
}
