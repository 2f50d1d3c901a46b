//! What the writer does when the database is locked by others or opened by many at once.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Actor, Db, Standing};
use sea_orm::{ConnectionTrait, Database, TransactionTrait};

use crate::databases::places;
use crate::site::County;

fn agency(name: &str) -> FoundAgency {
    FoundAgency {
        name_fa: name.to_owned(),
        name_en: String::new(),
        seat: false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_held_too_long_is_said_and_over_when_it_is_gone() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let db = county.place.db.clone();
        let other = Database::connect(&county.place.url).await.unwrap();
        let held = other.begin().await.unwrap();
        held.execute_unprepared("UPDATE log_head SET tree = tree")
            .await
            .unwrap();
        let fields = [("kind", "district"), ("name_fa", "بخش")];
        let (status, headers, page) = county.ask("POST", "/places", &administrator, &fields).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{page}");
        assert!(headers.contains_key(RETRY_AFTER));
        assert!(page.contains("پایگاه داده اکنون در دسترس نیست"), "{page}");
        held.rollback().await.unwrap();
        db.perform(Actor::program(), agency("پس از قفل")).await.unwrap();
        let standing = db.standing().borrow().clone();
        assert!(matches!(standing, Standing::Failed { .. }), "{standing:?}");
        assert_eq!(db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn four_who_open_an_empty_database_at_once_all_find_it_whole() {
    for place in places()
        .await
        .into_iter()
        .filter(|place| place.engine == "PostgreSQL")
    {
        let (server, _) = place.url.rsplit_once('/').unwrap();
        for round in 0..3 {
            let name = format!("county_at_once_{}_{round}", std::process::id());
            let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
            admin
                .execute_unprepared(&format!("CREATE DATABASE {name}"))
                .await
                .unwrap();
            let mut openings = Vec::new();
            for _ in 0..4 {
                let (url, name) = (format!("{server}/{name}"), name.clone());
                openings.push(tokio::spawn(async move {
                    let db = Db::open_postgres(&url, &name, &golugah_county::HOUSE, Clock::new(|| Moment(0)))
                        .await;
                    db.unwrap().verify(&[]).await.unwrap().faults
                }));
            }
            for opening in openings {
                assert_eq!(opening.await.unwrap(), []);
            }
        }
    }
}
