//! What people said of names counts before every rule: in files, in the lake, by what is kept, and on the site from the answer on and
//! from its undoing on.

use std::path::Path;

use golugah_county::firms::PairState;
use golugah_county::firms::actions::SettlePair;
use golugah_county::imports::next_waiting;
use golugah_desk::Db;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::program::{Room, findings, subjects, summary};
use crate::said_columns::{hand_in, open, secretary};

const SAID_ONE: &str = "name_a,name_b,state\nRahsazan Alborz,Rahsazan Alborz Ltd,one\n";

/// Thirteen tenders; one firm lost ten of them under two spellings, five times each.
fn tenders() -> Vec<String> {
    let case = "../golugah-indicators/src/procurement/rarely_winning_bidder/cases/\
                adds_up_what_one_firm_lost_under_two_spellings/input.jsonl";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(case);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| format!("{line}\n")).collect()
}

#[test]
fn one_firm_under_two_spellings_is_one_in_files_and_in_every_import() {
    let room = Room::new();
    let lines = tenders();
    // The two spellings meet in no tender.
    room.write("first.jsonl", lines[..7].concat());
    room.write("second.jsonl", lines[7..].concat());
    room.write("firms.csv", SAID_ONE);
    let files = ["first.jsonl", "second.jsonl"];
    let apart = room.scan(&[&["--null", "0"][..], &files[..]].concat());
    assert_eq!(summary(&apart, "R025")["raised"], 0);
    let one = room.scan(&[&["--null", "0", "--firms", "firms.csv"][..], &files[..]].concat());
    assert_eq!(subjects(&findings(&one, "R025")), ["L"]);
    let evidence = &findings(&one, "R025")[0]["evidence"];
    assert_eq!(evidence["processes"], 10, "{evidence}");

    for order in [[0, 1], [1, 0]] {
        let other = Room::new();
        other.write("firms.csv", SAID_ONE);
        for at in order {
            other.write(files[at], room.read(files[at]));
            other.run(&["import", files[at]]).done();
            // What is kept of the first rests on what was known then.
            other.scan(&["--kept", "--firms", "firms.csv"]);
        }
        let null = ["--null", "0"];
        for more in [&["--firms", "firms.csv"][..], &["--firms", "firms.csv", "--kept"]] {
            let of_lake = other.scan(&[&null[..], more].concat());
            assert_eq!(subjects(&findings(&of_lake, "R025")), ["L"], "{more:?}");
            assert_eq!(of_lake["indicators"], one["indicators"], "{more:?}");
        }
        // Taken back.
        for more in [&[][..], &["--kept"]] {
            let of_lake = other.scan(&[&null[..], more].concat());
            assert_eq!(of_lake["indicators"], apart["indicators"], "{more:?}");
        }
    }
}

#[test]
fn a_file_of_answers_that_cannot_be_read_is_refused_by_what_is_wrong_with_it() {
    let room = Room::new();
    room.write("tenders.jsonl", tenders().concat());
    room.write("wrong.csv", "name_a,name_b,state\na,b,maybe\n");
    room.write("short.csv", "name_a,name_b\na,b\n");
    for (file, said) in [
        ("wrong.csv", "expected one, two or open"),
        ("short.csv", "name_a, name_b and state"),
        ("nothing.csv", "nothing.csv"),
    ] {
        let ran = room.run(&["scan", "--firms", file, "tenders.jsonl"]);
        ran.failed(2, &[said]);
    }
}

/// The hash of the report in Persian.
async fn report(db: &Db) -> String {
    let sql = "SELECT sha256 FROM import_results WHERE kind = 'report' AND language = 'fa'";
    let rows = db.read().rows(sql, Vec::new()).await.unwrap();
    rows[0].get("sha256").unwrap()
}

#[test]
fn an_answer_on_the_site_and_its_undoing_are_measured_without_a_new_file() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let runtime = Runtime::new().unwrap();
    let bid = |id: &str, firm: &str, name: &str| {
        json!({
            "id": id, "status": "valid", "tenderers": [{ "id": firm, "name": name }],
            "value": { "amount": 700, "currency": "IRR" },
        })
    };
    // One price under both spellings: the program asks.
    let both: Value = json!({
        "ocid": "ocds-golu1-014", "date": "2026-06-01T09:00:00+03:30", "buyer": { "id": "B-1" },
        "tender": { "status": "complete", "procurementMethod": "open" },
        "bids": { "details": [bid("1", "L", "Rahsazan Alborz"), bid("2", "L-2", "Rahsazan Alborz Ltd")] },
    });
    hand_in(
        &room,
        &runtime,
        "tenders.jsonl",
        &format!("{}{both}\n", tenders().concat()),
    );
    let work = || room.run(&["work", "--data", "county", "--once"]).done();
    work();
    let settle = |version: i64, state: PairState| {
        runtime.block_on(async {
            let db = open(&room).await;
            assert!(next_waiting(db.read()).await.unwrap().is_none());
            let before = report(&db).await;
            let said = SettlePair {
                pair: 1,
                version,
                state,
                reason: "شناسهٔ ملی".to_owned(),
            };
            db.perform(secretary(), said).await.unwrap();
            assert!(next_waiting(db.read()).await.unwrap().is_some());
            db.close().await.unwrap();
            before
        })
    };
    let asked = settle(1, PairState::One);
    work();
    let one = settle(2, PairState::Open);
    assert!(one != asked, "the answer is not in what was measured after it");
    work();
    runtime.block_on(async {
        let db = open(&room).await;
        assert_eq!(
            report(&db).await,
            asked,
            "what was taken back is in what was measured"
        );
        assert!(next_waiting(db.read()).await.unwrap().is_none());
        db.close().await.unwrap();
    });
    room.run(&["verify", "--data", "county", "--no-checkpoint"])
        .done();
}
