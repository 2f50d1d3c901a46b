//! The log commits and does not tell: salts, shapes, who did it, how much an entry holds.

use golugah_county::agencies::actions::{ChangeAgency, FoundAgency};
use golugah_county::bottlenecks::actions::{FindBottleneck, Found, KeepFindings, ReviewBottleneck};
use golugah_desk::{Actor, Deed, Desk, LONGEST_ENTRY, MOST_ROWS, Refusal};
use golugah_findings::Support;
use golugah_ledger::Salt;
use sea_orm::Value;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::databases::{Place, people, places};

fn sha256(text: &[u8]) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Place {
    async fn text(&self, sql: &str) -> String {
        let rows = self.db.read().rows(sql, Vec::new()).await.unwrap();
        rows[0].at(0).unwrap()
    }

    async fn entries_of_the_log(&self) -> Vec<String> {
        self.db.entries(0, 10_000).await.unwrap()
    }
}

/// The form of `docs/log.md`, worked out here by hand.
#[tokio::test]
async fn a_row_can_be_confirmed_with_its_salt_and_not_without() {
    for place in places().await {
        people(&place.db).await;
        let entries = place.entries_of_the_log().await;
        let entry: Json = serde_json::from_str(&entries[0]).unwrap();
        let row = r#"{"id":1,"name_en":"Roads","name_fa":"اداره راهداری","seat":1,"version":1}"#;
        let salt = place.text("SELECT salt FROM agencies WHERE id = 1").await;
        let salt = (0..16)
            .map(|byte| u8::from_str_radix(&salt[2 * byte..2 * byte + 2], 16).unwrap())
            .collect::<Vec<_>>();
        let committed = [salt.as_slice(), b"1\n", row.as_bytes()].concat();
        let record = serde_json::json!(
            {"table": "agencies", "key": "1", "shape": 1, "sha256": sha256(&committed)}
        );
        assert_eq!(entry["records"], Json::Array(vec![record]), "{}", place.engine);
        let keys: Vec<&str> = entry.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = ["seq", "time", "actor", "role", "deed", "case", "records"];
        expected.sort_unstable();
        assert_eq!(keys, expected);
        for entry in &entries {
            assert!(
                !entry.contains(&sha256(row.as_bytes())),
                "whoever knows the row finds it"
            );
            assert!(!entry.contains("راهداری") && !entry.contains("dabir"), "{entry}");
        }
    }
}

#[tokio::test]
async fn a_row_that_is_written_again_gets_another_salt() {
    for place in places().await {
        people(&place.db).await;
        let read = place.db.read();
        let salts = async || {
            let sql = "SELECT salt FROM agencies ORDER BY id";
            let rows = read.rows(sql, Vec::new()).await.unwrap();
            rows.iter()
                .map(|row| row.get::<String>("salt").unwrap())
                .collect::<Vec<_>>()
        };
        let before = salts().await;
        assert!(before.iter().all(|salt| Salt::parse(salt).is_some()) && before[0] != before[1]);
        let change = ChangeAgency {
            agency: 1,
            version: 1,
            name_fa: "اداره راهداری".to_owned(),
            name_en: "Roads".to_owned(),
            seat: true,
            place: None,
        };
        place.does(&Actor::program(), change).await;
        let after = salts().await;
        assert_ne!(before[0], after[0]);
        assert_eq!(before[1], after[1]);
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

fn found(kind: &str, id: &str) -> FindBottleneck {
    FindBottleneck {
        indicator: "overtaking".to_owned(),
        code: "P04".to_owned(),
        group: (kind.to_owned(), id.to_owned(), format!("{kind} {id}")),
        sentence: (format!("جملهٔ {id}"), format!("A sentence on {id}.")),
        counts: (12, 40),
        verdict: "{}".to_owned(),
    }
}

/// What is private of two matters: of whom they are, how often, and what the inspector said. None of it is in the log.
#[tokio::test]
async fn two_private_matters_differ_in_the_log_by_number_time_and_hash_alone() {
    for place in places().await {
        let who = people(&place.db).await;
        let program = Actor::program();
        let mut walked = Vec::new();
        for (kind, id, dismissed_because, count) in [
            ("officer", "کارشناس هفتم", None, 12),
            (
                "office",
                "o-1",
                Some("پرونده‌ها دو بار شمرده شده بود".to_owned()),
                3,
            ),
        ] {
            let begun = place.entries_of_the_log().await.len();
            let Found::New(bottleneck) = place.does(&program, found(kind, id)).await else {
                panic!("it was new");
            };
            let findings = KeepFindings {
                bottleneck,
                measurement: None,
                import: None,
                support: Support {
                    count,
                    ..Support::default()
                },
            };
            place.does(&program, findings).await;
            place.wait_seconds(77);
            let review = ReviewBottleneck {
                bottleneck,
                version: 1,
                dismissed_because,
            };
            place.does(&who.inspector, review).await;
            walked.push(place.entries_of_the_log().await.split_off(begun));
        }
        let [confirmed, dismissed] = walked.as_slice() else {
            panic!("two were walked");
        };
        assert_ne!(confirmed, dismissed);
        let bare = |entries: &[String]| entries.iter().map(|entry| bare(entry)).collect::<Vec<_>>();
        assert_eq!(bare(confirmed), bare(dismissed), "{}", place.engine);
        assert_eq!(confirmed.len(), 3);
    }
}

/// An entry without its numbers, times and hashes, its keys in their order and every other sign in its place.
fn bare(entry: &str) -> String {
    let mut read: Json = serde_json::from_str(entry).unwrap();
    let (time, actor) = (read["time"].clone(), read["actor"].clone());
    let mut text = entry.replace(time.as_str().unwrap(), "time");
    if let Some(actor) = actor.as_str() {
        assert_eq!(actor.len(), 64);
        text = text.replace(actor, "hash");
    }
    for record in read["records"].as_array_mut().unwrap() {
        text = text.replace(record["sha256"].as_str().unwrap(), "hash");
    }
    text.chars().filter(|sign| !sign.is_ascii_digit()).collect()
}

/// Writes so many agencies, in a case of so long a name.
struct Bulk {
    rows: usize,
    case: String,
}

impl Deed for Bulk {
    const NAME: &'static str = "test.bulk";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        for row in 0..self.rows {
            let name = format!("{}{row}", self.case.len());
            let columns: Vec<(&str, Value)> = vec![
                ("name_fa", name.into()),
                ("name_en", "".into()),
                ("seat", 1_i64.into()),
            ];
            desk.insert("agencies", columns).await?;
        }
        desk.of_case(self.case);
        Ok(())
    }
}

#[tokio::test]
async fn a_deed_that_writes_too_much_is_refused_and_writes_nothing() {
    for place in places().await {
        let bulk = |rows, letters| Bulk {
            rows,
            case: "x".repeat(letters),
        };
        place.does(&Actor::program(), bulk(MOST_ROWS, 1)).await;
        let key = "refusal-deed-too-large";
        place
            .may_not(&Actor::program(), bulk(MOST_ROWS + 1, 2), key)
            .await;
        place
            .may_not(&Actor::program(), bulk(1, LONGEST_ENTRY), key)
            .await;
        let verification = place.db.verify(&[]).await.unwrap();
        assert_eq!(
            (verification.records, verification.entries, verification.faults),
            (MOST_ROWS as u64, 1, vec![])
        );
        let entries = place.entries_of_the_log().await;
        assert!(entries[0].len() < LONGEST_ENTRY, "{}", entries[0].len());
    }
}

#[tokio::test]
async fn who_did_a_deed_and_in_which_case_is_found_beside_the_log() {
    for place in places().await {
        let who = people(&place.db).await;
        let agency = FoundAgency {
            name_fa: "ثبت اسناد".to_owned(),
            name_en: String::new(),
            seat: true,
        };
        place.does(&who.secretary, agency).await;
        let entries = place.entries_of_the_log().await;
        let entry: Json = serde_json::from_str(entries.last().unwrap()).unwrap();
        let salt = place.text("SELECT salt FROM log_actors WHERE seq = 6").await;
        let person = who.secretary.person.unwrap();
        let opened = Salt::parse(&salt).unwrap().person(person).to_hex();
        assert_eq!(entry["actor"], opened.as_str());
        assert_eq!(entry["role"], "secretary");
        let opened = "SELECT person_id FROM log_actors WHERE seq = 6";
        assert_eq!(place.db.read().number(opened, Vec::new()).await.unwrap(), person);
        let many = "SELECT COUNT(*) FROM log_actors";
        assert_eq!(place.db.read().number(many, Vec::new()).await.unwrap(), 1);
        let case = "SELECT kind || '/' || record || ' ' || deed FROM log_cases WHERE seq = 6";
        assert_eq!(place.text(case).await, "agency/3 agency.found");
    }
}
