//! Tables grow, and what was vouched for before stays vouched for; a county of the former form is told so.

use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::{Actor, Db};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::databases::{Place, but_shape, people, places};

async fn behind(place: &Place) -> DatabaseConnection {
    Database::connect(&place.url).await.unwrap()
}

/// The same database, read anew.
async fn again(place: &Place) -> Db {
    let clock = place.db.clock().clone();
    match place.engine {
        "SQLite" => {
            let file = place.folder.path().join("county.sqlite");
            Db::open_sqlite(&file, &golugah_county::HOUSE, clock)
                .await
                .unwrap()
        }
        _ => Db::open_postgres(&place.url, "county", &golugah_county::HOUSE, clock)
            .await
            .unwrap(),
    }
}

fn agency(name: &str) -> FoundAgency {
    FoundAgency {
        name_fa: name.to_owned(),
        name_en: String::new(),
        seat: true,
    }
}

#[tokio::test]
async fn a_table_grows_and_its_old_rows_hold() {
    for place in places().await {
        people(&place.db).await;
        let owner = behind(&place).await;
        for sql in [
            "ALTER TABLE agencies ADD COLUMN short TEXT",
            "INSERT INTO log_shapes (tbl, shape, columns) \
             VALUES ('agencies', 2, 'id,version,name_fa,name_en,seat,short')",
        ] {
            owner.execute_unprepared(sql).await.unwrap();
        }
        let db = again(&place).await;
        db.perform(Actor::program(), agency("ثبت اسناد")).await.unwrap();
        let entries = db.entries(0, 100).await.unwrap();
        assert!(entries[0].contains("\"table\":\"agencies\",\"key\":\"1\",\"shape\":1,"));
        let last = entries.last().unwrap();
        assert!(
            last.contains("\"table\":\"agencies\",\"key\":\"3\",\"shape\":2,"),
            "{last}"
        );
        let said = async || {
            let faults = but_shape(db.verify(&[]).await.unwrap().faults);
            faults.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(said().await, [""; 0], "{}", place.engine);
        // Nobody vouches for what stands in the new column of an old row, and the new row's is vouched for.
        let new = "UPDATE agencies SET short = 'x'";
        owner.execute_unprepared(new).await.unwrap();
        assert_eq!(
            said().await,
            [
                "agencies 1 is not as its last deed (log entry 0) left it",
                "agencies 2 is not as its last deed (log entry 1) left it",
                "agencies 3 is not as its last deed (log entry 6) left it",
            ],
            "{}",
            place.engine
        );
    }
}

#[tokio::test]
async fn a_row_without_a_proper_salt_is_named() {
    for place in places().await {
        people(&place.db).await;
        let thief = behind(&place).await;
        for salt in [
            "UPPER(salt)",
            "''",
            "salt || '0'",
            "'00000000000000000000000000000000'",
        ] {
            thief
                .execute_unprepared("CREATE TABLE kept AS SELECT id, salt FROM agencies")
                .await
                .unwrap();
            let slip = format!("UPDATE agencies SET salt = {salt} WHERE id = 2");
            thief.execute_unprepared(&slip).await.unwrap();
            let faults = but_shape(place.db.verify(&[]).await.unwrap().faults);
            let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
            assert_eq!(
                said,
                ["agencies 2 is not as its last deed (log entry 1) left it"],
                "{salt}"
            );
            let back = "UPDATE agencies SET salt = (SELECT k.salt FROM kept k WHERE k.id = agencies.id)";
            thief.execute_unprepared(back).await.unwrap();
            thief.execute_unprepared("DROP TABLE kept").await.unwrap();
        }
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_county_of_the_former_form_is_refused_by_name_and_told_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("county.sqlite");
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let former = Database::connect(url).await.unwrap();
    for sql in [
        "CREATE TABLE migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)",
        "INSERT INTO migrations VALUES ('0001_log', '00')",
    ] {
        former.execute_unprepared(sql).await.unwrap();
    }
    former.close().await.unwrap();
    let clock = places().await[0].db.clock().clone();
    for said in [
        Db::open_sqlite(&file, &golugah_county::HOUSE, clock.clone())
            .await
            .unwrap_err(),
        Db::inspect_sqlite(&file, &golugah_county::HOUSE, clock)
            .await
            .unwrap_err(),
    ] {
        let said = said.to_string();
        assert!(
            said.contains("made by golugah 0.1.0") && said.contains("`golugah export --out FOLDER`"),
            "{said}"
        );
    }
    let read = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    let none = read.execute_unprepared("SELECT 1 FROM log_entries").await;
    assert!(none.is_err(), "nothing is made in it");
}
