//! What a measurement named, and what the next one says has become of it; and what each file by itself answers.

use golugah_county::imports::last_naming;
use golugah_desk::store::Store;
use golugah_findings::{Coverage, Naming, WhyNoLonger};
use serde::de::DeserializeOwned;
use serde_json::json;
use tokio::runtime::Runtime;

use crate::families::two_ways;
use crate::program::Room;
use crate::releases::{lines, tender_of, with_one_bottleneck};
use crate::said_columns::{hand_in, open};

/// What the worker wrote of this kind about a file.
fn written<T: DeserializeOwned>(room: &Room, runtime: &Runtime, sql: &str) -> T {
    let sha256: String = runtime.block_on(async {
        let db = open(room).await;
        let rows = db.read().rows(sql, Vec::new()).await.unwrap();
        let sha256 = rows[0].get("sha256").unwrap();
        db.close().await.unwrap();
        sha256
    });
    let kept = std::fs::read(Store::new(&room.path("county")).result(&sha256)).unwrap();
    serde_json::from_slice(&kept).unwrap()
}

fn naming(room: &Room, runtime: &Runtime) -> Naming {
    let kept = runtime.block_on(async {
        let db = open(room).await;
        let kept = last_naming(db.read()).await.unwrap().unwrap();
        db.close().await.unwrap();
        kept
    });
    written(room, runtime, &format!("SELECT '{kept}' AS sha256"))
}

fn coverage(room: &Room, runtime: &Runtime, import: i64) -> Vec<Coverage> {
    let sql = format!("SELECT sha256 FROM import_results WHERE import_id = {import} AND kind = 'coverage'");
    written(room, runtime, &sql)
}

#[test]
fn a_place_that_is_named_no_longer_is_told_with_why_and_a_file_with_what_it_answers() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let runtime = Runtime::new().unwrap();
    hand_in(&room, &runtime, "first.jsonl", &with_one_bottleneck());
    room.run(&["work", "--data", "county", "--once"]).done();
    let first = naming(&room, &runtime);
    assert_eq!((first.places.len(), &first.since), (1, &None));
    assert_eq!((first.places[0].raised, first.places[0].computable), (45, 60));
    assert!(first.places[0].record.is_some() && first.places[0].peer_rate.is_some());

    // The same office, clean in many more tenders.
    let clean = (0..1_200).map(|number| {
        let mut tender = tender_of("B-stuck", &format!("clean-{number}"), 4);
        tender["date"] = json!(format!("2024-{:02}-01T08:00:00Z", 4 + number % 8));
        tender
    });
    // And a list in which nothing is said but who bought what.
    let bare = (0..5).map(|number| json!({"ocid": format!("bare-{number}"), "date": "2024-03-01T08:00:00Z", "buyer": {"id": "B-bare"}}));
    hand_in(&room, &runtime, "clean.jsonl", &lines(clean));
    hand_in(&room, &runtime, "bare.jsonl", &lines(bare));
    room.run(&["work", "--data", "county", "--once"]).done();
    let second = naming(&room, &runtime);
    let since = second.since.as_ref().unwrap();
    assert_eq!((since.named, since.new.len(), second.places.len()), (1, 0, 0));
    let gone = &since.gone[0];
    assert_eq!(gone.why, WhyNoLonger::Unremarkable);
    assert_eq!((gone.place.raised, gone.place.computable), (45, 1_260));
    assert_eq!(gone.place.record, first.places[0].record);

    let (clean, bare) = (coverage(&room, &runtime, 2), coverage(&room, &runtime, 3));
    assert!(clean[0].answered.contains(&"single_bidder_tender".to_owned()));
    assert_eq!(bare[0].answered, [""; 0]);
    assert_eq!(bare[0].asked, clean[0].asked);
    assert!(!bare[0].further.is_empty());
    room.run(&["verify", "--data", "county", "--no-checkpoint"])
        .done();
}

#[test]
fn what_is_said_of_peers_together_is_kept_for_the_page_of_the_file() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let runtime = Runtime::new().unwrap();
    hand_in(&room, &runtime, "offices.jsonl", &two_ways());
    room.run(&["work", "--data", "county", "--once"]).done();
    let kept = naming(&room, &runtime).families;
    let offices = kept
        .iter()
        .find(|one| one.indicator == "single_bidder_tender")
        .unwrap();
    assert_eq!(offices.groups, 16);
    // The counts of each stand in the report; no page needs them twice.
    assert!(kept.iter().all(|one| one.members.is_empty()));
}
