//! Processes that are published step by step: what a scan and an import make of them.

use crate::program::Room;

/// A tender, and what became of it, of a process; then a second process, compiled twice.
const FILE: &str = r#"{"releases":[
{"ocid":"a","date":"2024-03-01T00:00:00Z","tag":["award"],"tender":{"status":"complete"},"awards":[{"id":"1","status":"active","suppliers":[{"id":"s"}]}]},
{"ocid":"a","date":"2024-01-01T00:00:00Z","tag":["tender"],"buyer":{"id":"b"},"tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"startDate":"2024-01-02T00:00:00Z","endDate":"2024-01-04T00:00:00Z"}}},
{"ocid":"c","date":"2024-01-01T00:00:00Z","tag":["compiled"],"tender":{"procurementMethod":"open","numberOfTenderers":1}},
{"ocid":"c","date":"2024-02-01T00:00:00Z","tag":["compiled"],"tender":{"procurementMethod":"open","numberOfTenderers":4}}]}"#;

fn answers(report: &serde_json::Value) -> (u64, u64, Vec<(String, u64, u64)>) {
    let input = &report["inputs"][0];
    let of = |one: &serde_json::Value| {
        let count = |key: &str| one[key].as_u64().unwrap();
        (
            one["code"].as_str().unwrap().to_owned(),
            count("raised"),
            count("clear"),
        )
    };
    let indicators = report["indicators"].as_array().unwrap().iter().map(of);
    let count = |key: &str| input[key].as_u64().unwrap();
    (count("records"), count("rejected"), indicators.collect())
}

#[test]
fn the_steps_of_a_process_are_made_one_and_of_two_wholes_the_later_stands() {
    let room = Room::new();
    room.write("history.json", FILE);
    let asked = ["--format", "json", "--indicator", "R018", "--indicator", "R003"];
    let expected = [("R003".to_owned(), 1, 0), ("R018".to_owned(), 1, 1)];
    for threads in ["1", "2"] {
        let scan = ["scan", "history.json", "--rejects", ".", "--threads", threads];
        let ran = room.run(&[&scan[..], &asked[..]].concat()).done();
        let (records, rejected, found) = answers(&ran.json());
        assert_eq!((records, rejected), (2, 1), "{}", ran.stderr);
        assert_eq!(found, expected);
        assert!(ran.stderr.contains("superseded"), "{}", ran.stderr);
    }
    room.run(&["import", "history.json", "--data", "lake"]).done();
    let ran = room
        .run(&[&["scan", "--data", "lake"][..], &asked[..]].concat())
        .done();
    let (records, _, found) = answers(&ran.json());
    assert_eq!((records, found.as_slice()), (2, &expected[..]));
}

#[test]
fn a_step_within_a_window_is_no_process_of_its_own() {
    let room = Room::new();
    room.write("history.json", FILE);
    let steps: Vec<serde_json::Value> = {
        let package: serde_json::Value = serde_json::from_str(FILE).unwrap();
        package["releases"].as_array().unwrap().clone()
    };
    // The award of the first process in one file, what it was about and the other process in another.
    let lines =
        |steps: &[serde_json::Value]| steps.iter().map(|step| format!("{step}\n")).collect::<String>();
    room.write("award.jsonl", lines(&steps[..1]));
    room.write("rest.jsonl", lines(&steps[1..]));
    room.run(&["import", "award.jsonl", "rest.jsonl", "--data", "lake"])
        .done();
    let begun_later = |inputs: &[&str]| -> u64 {
        let asked = ["scan", "--format", "json", "--after", "2024-01-15"];
        let report = room.run(&[&asked[..], inputs].concat()).done().json();
        let inputs = report["inputs"].as_array().unwrap().iter();
        inputs.map(|input| input["records"].as_u64().unwrap()).sum()
    };
    for inputs in [
        &["history.json"][..],
        &["award.jsonl", "rest.jsonl"],
        &["rest.jsonl", "award.jsonl"],
        &["--data", "lake"],
    ] {
        assert_eq!(begun_later(inputs), 1, "{inputs:?}: the second process alone");
    }
}
