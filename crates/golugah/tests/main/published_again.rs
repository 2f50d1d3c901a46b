//! A process that was published more than once is counted once, and nothing of it is dropped in silence.

use serde_json::{Value, json};

use crate::program::{Room, findings, subjects};
use crate::releases::{lines, tender};

fn dated(ocid: &str, date: &str) -> Value {
    let mut release = tender(ocid, 1);
    release["date"] = json!(date);
    release
}

#[test]
fn a_package_on_one_line_loses_only_the_release_that_was_published_again() {
    let room = Room::new();
    let releases = [
        dated("p1", "2024-01-01"),
        tender("p2", 1),
        dated("p1", "2024-02-01"),
        tender("p3", 1),
    ];
    room.write("package.json", json!({ "releases": releases }).to_string());
    let report = room.scan(&["package.json"]);
    assert_eq!(subjects(&findings(&report, "R018")), ["p1", "p2", "p3"]);
    assert_eq!(
        (&report["inputs"][0]["records"], &report["inputs"][0]["rejected"]),
        (&json!(3), &json!(1))
    );
    room.run(&["import", "package.json"]).done();
    assert_eq!(room.scan(&[])["findings"], report["findings"]);
}

#[test]
fn a_file_whose_every_process_was_published_again_is_no_failure() {
    let room = Room::new();
    room.write(
        "first.jsonl",
        lines([dated("p1", "2024-01-01")]) + "not a record\n",
    );
    room.write("second.jsonl", lines([dated("p1", "2024-02-01")]));
    let report = room.scan(&["first.jsonl", "second.jsonl"]);
    assert_eq!(subjects(&findings(&report, "R018")), ["p1"]);
    assert_eq!(
        (&report["inputs"][0]["records"], &report["inputs"][0]["rejected"]),
        (&json!(0), &json!(2))
    );
}

#[test]
fn what_the_lake_sets_aside_is_named_somewhere() {
    let room = Room::new();
    room.write(
        "twice.jsonl",
        lines([dated("p1", "2024-01-01"), dated("p1", "2024-02-01")]),
    );
    room.run(&["import", "twice.jsonl"]).done();
    let scan = room.run(&["scan", "--format", "json"]).done();
    assert_eq!(scan.json()["inputs"][0]["rejected"], 1);
    assert!(
        scan.stderr.contains("superseded"),
        "counted and told nowhere: {:?}",
        scan.stderr
    );
}
