//! A clock that is set back does not make the past: not for deeds, and not for visits.

use axum::http::StatusCode;
use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::{Actor, Db, Fault, Refusal, SetClockRight};
use sea_orm::{ConnectionTrait, Database};

use crate::databases::places;
use crate::site::County;

async fn found(db: &Db, name: &str) -> Result<i64, Refusal> {
    let agency = FoundAgency {
        name_fa: name.to_owned(),
        name_en: String::new(),
        seat: true,
    };
    db.perform(Actor::program(), agency).await
}

#[tokio::test]
async fn a_deed_behind_a_younger_one_is_refused_and_a_step_back_is_named() {
    for place in places().await {
        let db = &place.db;
        found(db, "یک").await.unwrap();
        place.wait_seconds(-119);
        found(db, "دو").await.unwrap();
        place.wait(-365);
        let refused = found(db, "سه").await;
        assert!(
            matches!(refused, Err(Refusal::Rule("refusal-clock-set-back"))),
            "{refused:?}"
        );
        assert_eq!(db.verify(&[]).await.unwrap().faults, []);

        // Somebody wrote it into the log all the same.
        let thief = Database::connect(&place.url).await.unwrap();
        let forged = "INSERT INTO log_entries \
                      SELECT 2, replace(replace(entry, '\"seq\":1,', '\"seq\":2,'), '2026-', '2025-') \
                      FROM log_entries WHERE seq = 1";
        thief.execute_unprepared(forged).await.unwrap();
        let faults = db.verify(&[]).await.unwrap().faults;
        assert!(
            faults
                .iter()
                .any(|fault| matches!(fault, Fault::StepBack { seq: 2, .. })),
            "{faults:?}"
        );
    }
}

#[tokio::test]
async fn a_clock_that_was_ahead_is_set_right_by_a_deed_of_its_own() {
    for place in places().await {
        let db = &place.db;
        place.wait(700);
        found(db, "یک").await.unwrap();
        place.wait(-700);
        found(db, "دو").await.unwrap_err();
        let by_hand = Actor {
            person: Some(1),
            role: "administrator".to_owned(),
        };
        db.perform(by_hand, SetClockRight).await.unwrap_err();
        db.perform(Actor::program(), SetClockRight).await.unwrap();
        found(db, "دو").await.unwrap();
        assert_eq!(db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_visit_is_not_good_before_it_began() {
    for mut county in County::all().await {
        county.place.wait(700);
        let cookie = county.sign_in("bazres").await;
        let (status, ..) = county.ask("GET", "/today", &cookie, &[]).await;
        assert_eq!(status, StatusCode::OK);
        county.place.wait(-700);
        let (status, ..) = county.ask("GET", "/today", &cookie, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "it begins in two years");
        // The next visit of anybody takes it away, so that it is not good when its day has come.
        county.sign_in("dabir").await;
        county.place.wait(700);
        let (status, ..) = county.ask("GET", "/today", &cookie, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
}

/// Whoever can write the database and knows nothing else makes a visit as the program did up to 0.1.0.
#[tokio::test]
async fn a_visit_is_not_made_by_writing_the_database() {
    for mut county in County::all().await {
        let own = county.sign_in("bazres").await;
        let token = "a".repeat(64);
        let sha256: String = {
            use sha2::Digest;
            let digest = sha2::Sha256::digest(token.as_bytes());
            digest.iter().map(|byte| format!("{byte:02x}")).collect()
        };
        let thief = Database::connect(&county.place.url).await.unwrap();
        // All but the name is as the program wrote it.
        let forged = format!("UPDATE visits SET token_sha256 = '{sha256}'");
        thief.execute_unprepared(&forged).await.unwrap();
        for cookie in [format!("golugah={token}"), own] {
            let (status, ..) = county.ask("GET", "/today", &cookie, &[]).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{cookie}");
        }
    }
}

/// Whoever can write the database and is signed in makes their own visit another's, or another's deputy's, or longer.
#[tokio::test]
async fn a_visit_stays_whose_it_was() {
    for mut county in County::all().await {
        let own = county.sign_in("bazres").await;
        let thief = Database::connect(&county.place.url).await.unwrap();
        let kept = "CREATE TABLE kept_visits AS SELECT * FROM visits";
        thief.execute_unprepared(kept).await.unwrap();
        for slip in [
            "person_id = (SELECT id FROM people WHERE sign_in = 'dabir')",
            "on_behalf_of = (SELECT id FROM people WHERE sign_in = 'rah')",
            "expires_at = replace(expires_at, '00Z', '01Z')",
            "mark = ''",
        ] {
            let slip = format!("UPDATE visits SET {slip}");
            thief.execute_unprepared(&slip).await.unwrap();
            let (status, ..) = county.ask("GET", "/today", &own, &[]).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{slip}");
            for back in [
                "DELETE FROM visits",
                "INSERT INTO visits SELECT * FROM kept_visits",
            ] {
                thief.execute_unprepared(back).await.unwrap();
            }
            let (status, ..) = county.ask("GET", "/today", &own, &[]).await;
            assert_eq!(status, StatusCode::OK, "put back after {slip}");
        }
        // The mark of one visit is worth nothing in another.
        let other = county.sign_in("dabir").await;
        let brought = "UPDATE visits SET (person_id, mark) = \
                       (SELECT v.person_id, v.mark FROM visits v JOIN people p ON p.id = v.person_id \
                       WHERE p.sign_in = 'dabir')";
        thief.execute_unprepared(brought).await.unwrap();
        for (cookie, status) in [(own, StatusCode::SEE_OTHER), (other, StatusCode::OK)] {
            let (found, ..) = county.ask("GET", "/today", &cookie, &[]).await;
            assert_eq!(found, status);
        }
    }
}
