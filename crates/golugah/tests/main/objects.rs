//! Object-centric logs (OCEL), which have no cases of their own.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::Connection;
use serde_json::json;

use crate::program::Room;

/// Forty requests of three steps, of which every two are paid at once, at one till.
fn events() -> Vec<(String, &'static str, String, Vec<String>)> {
    let mut events = Vec::new();
    for request in 0..40 {
        for (step, hour) in [("register", 8), ("check", 10), ("pay", 12)] {
            if step == "pay" && request % 2 == 1 {
                continue;
            }
            let mut objects = vec![format!("r{request}"), "till".to_owned()];
            if step == "pay" {
                objects.push(format!("r{}", request + 1));
            }
            let time = format!("2026-01-{:02}T{hour:02}:{request:02}:07Z", 1 + request % 28);
            events.push((format!("e{request}-{step}"), step, time, objects));
        }
    }
    events
}

pub(crate) fn as_json() -> String {
    let events = events().into_iter().map(|(id, step, time, objects)| {
        let related = objects
            .iter()
            .map(|id| json!({"objectId": id, "qualifier": "of"}));
        json!({
            "id": id, "type": step, "time": time,
            "attributes": [{"name": "resource", "value": "Amini"}],
            "relationships": related.collect::<Vec<_>>(),
        })
    });
    let requests = (0..40).map(|at| json!({"id": format!("r{at}"), "type": "request", "attributes": []}));
    let mut objects: Vec<_> = requests.collect();
    objects.push(json!({"id": "till", "type": "desk"}));
    let log = json!({
        "objectTypes": [{"name": "request"}, {"name": "desk"}],
        "eventTypes": [], "objects": objects, "events": events.collect::<Vec<_>>(),
    });
    log.to_string()
}

/// The same log as the tables of OCEL 2.0.
fn write_database(path: &Path) -> Connection {
    let database = Connection::open(path).unwrap();
    let mut sql = String::from(
        "CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
         CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
         CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
         CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
         CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
         CREATE TABLE object_Desk (ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT);
         CREATE TABLE object_Request (ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT, applicant TEXT);
         INSERT INTO object_map_type VALUES ('request', 'Request'), ('desk', 'Desk');
         INSERT INTO object VALUES ('till', 'desk');
         BEGIN;",
    );
    for step in ["register", "check", "pay"] {
        write!(
            sql,
            "CREATE TABLE event_{step} (ocel_id TEXT, ocel_time TIMESTAMP, resource TEXT, fee REAL);
             INSERT INTO event_map_type VALUES ('{step}', '{step}');"
        )
        .unwrap();
    }
    for request in 0..40 {
        write!(
            sql,
            "INSERT INTO object VALUES ('r{request}', 'request');
             INSERT INTO object_Request VALUES ('r{request}', '1970-01-01 00:00:00', NULL, 'Reza''s');"
        )
        .unwrap();
    }
    for (id, step, time, objects) in events() {
        write!(
            sql,
            "INSERT INTO event VALUES ('{id}', '{step}');
             INSERT INTO event_{step} VALUES ('{id}', '{time}', 'Amini', 7.5);"
        )
        .unwrap();
        for object in objects {
            write!(sql, "INSERT INTO event_object VALUES ('{id}', '{object}', 'of');").unwrap();
        }
    }
    database.execute_batch(&(sql + "COMMIT;")).unwrap();
    database
}

#[test]
fn without_a_choice_the_types_are_listed_and_nothing_is_guessed() {
    let room = Room::new();
    room.write("flow.jsonocel", as_json());
    drop(write_database(&room.path("flow.sqlite")));
    for file in ["flow.jsonocel", "flow.sqlite"] {
        for command in ["paths", "scan", "import"] {
            room.run(&[command, file, "--lang", "en"]).failed(
                2,
                &[
                    file,
                    "object-centric event log (OCEL)",
                    "request: 40 objects; 100 events concern one of them, 20 of these several at once",
                    "desk: 1 objects; 100 events",
                    "The likeliest is “request” (--case \"request\"): 80 events concern exactly one",
                ],
            );
        }
    }
    room.run(&["paths", "flow.jsonocel", "--case", "permit"])
        .failed(2, &["permit", "request", "--case"]);
}

#[test]
fn a_chosen_type_gives_cases_and_what_that_did_is_said() {
    let room = Room::new();
    room.write("flow.jsonocel", as_json());
    drop(write_database(&room.path("flow.sqlite")));
    let mut found = Vec::new();
    for file in ["flow.jsonocel", "flow.sqlite"] {
        let figures = room
            .run(&["paths", file, "--case", "request", "--format", "json"])
            .done()
            .json();
        assert_eq!((&figures["cases"], &figures["events"]), (&40.into(), &120.into()));
        let flattened = json!({
            "object_type": "request", "events": 100, "kept": 100, "in_several": 20, "copies": 20,
            "without_events": 0, "repeats": 0, "repeats_elsewhere": 0,
        });
        assert_eq!(figures["flattened"], flattened);
        found.push(figures["dfg_top15"].clone());
        let told = room
            .run(&["paths", file, "--case", "request", "--lang", "en"])
            .done();
        let told = told.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            told.contains("20 concern several and stand in each of their cases, which makes 20 events more"),
            "{told}"
        );
        let report = room.scan(&[file, "--case", "request"]);
        assert_eq!(report["inputs"][0]["flattened"], flattened);
        assert_eq!(report["inputs"][0]["records"], 40);
        for arguments in [&["--lang", "fa"][..], &["--lang", "en", "--format", "html"]] {
            let mut all = vec!["scan", file, "--case", "request"];
            all.extend(arguments);
            let told = room.run(&all).done();
            assert!(told.text().contains("شیءمحور") || told.text().contains("object-centric log"));
        }
    }
    assert_eq!(found[0], found[1]);
}

#[test]
fn a_choice_that_a_log_has_no_use_for_is_not_passed_over_in_silence() {
    let room = Room::new();
    let event = "<event><string key='concept:name' value='check'/><date key='time:timestamp' value='2026-01-01T08:00:00Z'/></event>";
    room.write("permits.xes", format!("<log><trace>{event}</trace></log>"));
    for command in ["paths", "scan"] {
        let ran = room.run(&[command, "permits.xes", "--case", "request"]).done();
        assert!(
            ran.stderr
                .contains("--case request: this is no object-centric log")
        );
    }
}

#[test]
fn the_lake_keeps_what_a_log_was_laid_flat_by_and_takes_no_other() {
    let room = Room::new();
    room.write("flow.jsonocel", as_json());
    room.run(&["import", "flow.jsonocel", "--case", "request"]).done();
    let report = room.scan(&[]);
    assert_eq!(report["inputs"][0]["flattened"]["object_type"], "request");
    assert_eq!(report["inputs"][0]["flattened"]["copies"], 20);
    room.run(&["import", "flow.jsonocel", "--case", "request"]).done();
    room.run(&["import", "flow.jsonocel", "--case", "desk"]).failed(
        2,
        &[
            "flow.jsonocel",
            "objects of the type `request`",
            "--case",
            "--data",
        ],
    );
}

#[test]
fn a_database_that_means_harm_or_is_none_is_refused_and_says_what_to_do() {
    let room = Room::new();
    let refused = |name: &str, change: &str, parts: &[&str]| {
        let path = room.path(name);
        write_database(&path).execute_batch(change).unwrap();
        room.run(&["paths", name, "--case", "request", "--lang", "en"])
            .failed(2, parts);
    };
    refused(
        "lacks.sqlite",
        "DROP TABLE event_object",
        &["no table event_object", "OCEL 2.0"],
    );
    refused(
        "view.sqlite",
        "ALTER TABLE event_object RENAME TO old; CREATE VIEW event_object AS
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
         SELECT 'e' || i AS ocel_event_id, 'r1' AS ocel_object_id FROM n",
        &["no table event_object"],
    );
    refused(
        "calculated.sqlite",
        "DROP TABLE event_pay; CREATE TABLE event_pay (ocel_id TEXT, ocel_time TEXT AS (zeroblob(900000000)));",
        &["no table event_pay (ocel_time)"],
    );
    let bytes = std::fs::read(room.path("lacks.sqlite")).unwrap();
    for at in [bytes.len() / 4, bytes.len() / 2, bytes.len() - 5] {
        std::fs::write(room.path("cut.sqlite"), &bytes[..at]).unwrap();
        room.run(&["paths", "cut.sqlite", "--case", "request", "--lang", "en"])
            .failed(2, &["cut.sqlite", "SQLite"]);
    }
    let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
    std::fs::write(room.path("flow.sqlite.zst"), packed).unwrap();
    room.run(&["paths", "flow.sqlite.zst", "--lang", "en"])
        .failed(2, &["unpack it first"]);
}

#[test]
fn values_that_are_no_names_stay_in_the_file() {
    let room = Room::new();
    let database = write_database(&room.path("flow.sqlite"));
    database
        .execute_batch(
            "UPDATE event_pay SET resource = zeroblob(50000000) WHERE ocel_id = 'e0-pay';
             UPDATE event_check SET ocel_time = 'soon' WHERE ocel_id = 'e1-check';
             INSERT INTO event_object VALUES ('nowhere', 'r1', ''), ('e2-check', 'nobody', '');",
        )
        .unwrap();
    drop(database);
    let ran = room.run(&["scan", "flow.sqlite", "--case", "request"]).done();
    drop(ran);
    let rejects = room.read("flow.sqlite.rejects.jsonl");
    for part in [
        "its time is `soon`",
        "there is no event `nowhere`",
        "concerns `nobody`",
    ] {
        assert!(rejects.contains(part), "{part}: {rejects}");
    }
    assert_eq!(rejects.lines().count(), 3, "{rejects}");
}
