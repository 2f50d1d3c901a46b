//! Object-centric logs: four forms of one, and what is wrong with others.

mod hostile;
mod real;

use std::io::Cursor;
use std::path::PathBuf;

use golugah_records::{EventLog, Flattened, Timestamp};

use super::{Fault, Form, Objects};
use crate::table::Tables;
use crate::{Limits, Reject};

/// Two requests that are paid together, the second of which has two parcels that are each inspected; a visit of nobody's.
const LISTS: &str = r#"{
 "objectTypes": [{"name": "request", "attributes": []}, {"name": "parcel", "attributes": []}],
 "eventTypes": [],
 "events": [
  {"id": "e1", "type": "register", "time": "2026-01-04T08:00:00+03:30",
   "attributes": [{"name": "resource", "value": "Amini"}, {"name": "fee", "value": 7}],
   "relationships": [{"objectId": "r1", "qualifier": "of"}, {"objectId": "r1", "qualifier": "again"}]},
  {"id": "e2", "type": "register", "time": "2026-01-04T09:00:00+03:30",
   "attributes": [{"name": "resource", "value": "Amini"}], "relationships": [{"objectId": "r2"}]},
  {"id": "e3", "type": "inspect", "time": "2026-01-06T09:00:00+03:30", "attributes": [],
   "relationships": [{"objectId": "r2"}, {"objectId": "p1"}]},
  {"id": "e4", "type": "inspect", "time": "2026-01-05T09:00:00+03:30", "attributes": [],
   "relationships": [{"objectId": "r2"}, {"objectId": "p2"}]},
  {"id": "e5", "type": "pay", "time": "2026-01-08T10:00:00+03:30",
   "attributes": [{"name": "org:group", "value": "till"}], "relationships": [{"objectId": "r1"}, {"objectId": "r2"}]},
  {"id": "e6", "type": "visit", "time": "2026-01-09T10:00:00+03:30", "attributes": [],
   "relationships": [{"objectId": "p1"}]},
  {"id": "e7", "type": "register", "time": "2026-01-08T10:30:00+03:30",
   "attributes": [{"name": "resource", "value": "Amini"}], "relationships": [{"objectId": "r1"}]}
 ],
 "objects": [
  {"id": "r1", "type": "request", "attributes": [
    {"name": "Applicant", "time": "1970-01-01T00:00:00Z", "value": "Reza & Sons"},
    {"name": "deadline", "time": "2026-01-09T00:00:00Z", "value": "2026-02-01"},
    {"name": "deadline", "time": "1970-01-01T00:00:00Z", "value": "2026-01-20"}], "relationships": []},
  {"id": "r2", "type": "request"},
  {"id": "r3", "type": "request"},
  {"id": "p1", "type": "parcel"}, {"id": "p2", "type": "parcel"}
 ]
}"#;

fn objects(form: Form, case: Option<&str>) -> Objects {
    let tables = Tables {
        case: case.map(str::to_owned),
        ..Tables::default()
    };
    Objects::new(form, &PathBuf::from("flow"), &Limits::default(), &tables)
}

fn read(form: Form, text: &str, case: Option<&str>) -> (Result<EventLog, String>, Vec<Reject>) {
    let mut rejects = Vec::new();
    let mut reader: Box<dyn std::io::BufRead + Send> = Box::new(Cursor::new(text.to_owned()));
    let read = objects(form, case).log(&mut reader, "flow", &mut |reject| rejects.push(reject));
    let read = read.map_err(|fault| match fault {
        Fault::Told(what) => what,
        Fault::Reader(error) => error.to_string(),
    });
    (read, rejects)
}

fn steps(log: &EventLog, case: usize) -> Vec<&str> {
    log.events_of(case).map(|event| log.activity(event)).collect()
}

/// The same log by identifier, as 1.0 has it; of what 1.0 cannot say (since when, qualifiers) nothing is lost to us.
fn by_identifier() -> String {
    let log: serde_json::Value = serde_json::from_str(LISTS).unwrap();
    let map = |list: &serde_json::Value, of: &dyn Fn(&serde_json::Value) -> serde_json::Value| {
        let pairs = list.as_array().unwrap().iter();
        pairs
            .map(|one| (one["id"].as_str().unwrap().to_owned(), of(one)))
            .collect::<serde_json::Map<_, _>>()
    };
    let values = |one: &serde_json::Value| {
        let all = one["attributes"].as_array().cloned().unwrap_or_default();
        let mut values = serde_json::Map::new();
        for value in &all {
            values
                .entry(value["name"].as_str().unwrap())
                .or_insert(value["value"].clone());
        }
        values
    };
    let events = map(&log["events"], &|one| {
        let ids = one["relationships"]
            .as_array()
            .unwrap()
            .iter()
            .map(|related| related["objectId"].clone());
        serde_json::json!({
            "ocel:activity": one["type"], "ocel:timestamp": one["time"],
            "ocel:omap": ids.collect::<Vec<_>>(), "ocel:vmap": values(one),
        })
    });
    let objects = map(
        &log["objects"],
        &|one| serde_json::json!({"ocel:type": one["type"], "ocel:ovmap": values(one)}),
    );
    serde_json::json!({"ocel:global-log": {"ocel:version": "1.0"}, "ocel:events": events, "ocel:objects": objects}).to_string()
}

/// The same log as XML, of either version.
fn as_xml(second: bool) -> String {
    let log: serde_json::Value = serde_json::from_str(LISTS).unwrap();
    let written = |value: &serde_json::Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.replace('&', "&amp;")
    };
    let mut text = String::from("<?xml version='1.0' encoding='UTF-8'?>\n<log>\n<object-types/>\n");
    for (part, tag) in [("objects", "object"), ("events", "event")] {
        text.push_str(&format!("<{part}>\n"));
        for one in log[part].as_array().unwrap() {
            let [id, kind, time] = ["id", "type", "time"].map(|key| written(&one[key]));
            text.push_str(&if second {
                format!("<{tag} id=\"{id}\" type='{kind}' time=\"{time}\">\n<attributes>")
            } else {
                let kind_key = if tag == "event" { "activity" } else { "type" };
                let list = if tag == "event" { "vmap" } else { "ovmap" };
                format!(
                    "<{tag}><string key=\"id\" value=\"{id}\"/><string key=\"{kind_key}\" value=\"{kind}\"/>\
                     <date key=\"timestamp\" value=\"{time}\"/><list key=\"{list}\">"
                )
            });
            for value in one["attributes"].as_array().cloned().unwrap_or_default() {
                let [name, said] = ["name", "value"].map(|key| written(&value[key]));
                text.push_str(&if second {
                    let since = value["time"].as_str().unwrap_or_default();
                    format!("<attribute name=\"{name}\" time=\"{since}\">{said}</attribute>")
                } else {
                    format!("<string key=\"{name}\" value=\"{said}\"/>")
                });
            }
            text.push_str(if second {
                "</attributes><objects>"
            } else {
                "</list><list key=\"omap\">"
            });
            for related in one["relationships"].as_array().cloned().unwrap_or_default() {
                let id = written(&related["objectId"]);
                text.push_str(&if second {
                    format!("<relationship object-id=\"{id}\" qualifier=\"\"/>")
                } else {
                    format!("<string key=\"object-id\" value=\"{id}\"/>")
                });
            }
            let end = if second { "objects" } else { "list" };
            text.push_str(&format!("</{end}></{tag}>\n"));
        }
        text.push_str(&format!("</{part}>\n"));
    }
    text + "</log>\n"
}

#[test]
fn each_object_of_the_type_is_a_case_with_the_events_that_concern_it() {
    let (log, rejects) = read(Form::Json, LISTS, Some("request"));
    let log = log.unwrap();
    assert_eq!(rejects, []);
    assert_eq!(
        (log.name.as_str(), log.case_count(), log.event_count()),
        ("flow", 2, 7)
    );
    assert_eq!([log.case_id(0), log.case_id(1)], ["r1", "r2"]);
    assert_eq!(steps(&log, 0), ["register", "pay", "register"]);
    assert_eq!(steps(&log, 1), ["register", "inspect", "inspect", "pay"]);
    assert_eq!(log.resource(0), Some("Amini"));
    assert_eq!(log.groups.get(log.events.group[1]), Some("till"));
    assert_eq!((log.applicant(0), log.applicant(1)), (Some("Reza & Sons"), None));
    // Of two deadlines the one that was set later.
    assert_eq!(log.cases.due[0], Timestamp::parse("2026-02-01").unwrap().millis);
    let line_of = |event: usize| LISTS.lines().nth(log.events.line[event] as usize - 1).unwrap();
    assert!(
        line_of(0).contains("\"e1\"") && line_of(4).contains("\"e4\""),
        "{}",
        line_of(4)
    );
    let expected = Flattened {
        object_type: "request".to_owned(),
        events: 7,
        kept: 6,
        in_several: 1,
        copies: 1,
        without_events: 1,
        // r1 is registered again; the parcels of r2 are inspected one after the other.
        repeats: 2,
        repeats_elsewhere: 1,
    };
    assert_eq!(log.flattened, Some(expected));
}

#[test]
fn one_log_in_four_forms_is_one_log() {
    let (plain, _) = read(Form::Json, LISTS, Some("request"));
    let plain = plain.unwrap();
    for (form, text) in [
        (Form::Json, by_identifier()),
        (Form::Xml, as_xml(true)),
        (Form::Xml, as_xml(false)),
    ] {
        let (log, rejects) = read(form, &text, Some("request"));
        let log = log.unwrap();
        assert_eq!(rejects, [], "{text}");
        assert_eq!(log.flattened, plain.flattened, "{text}");
        for case in 0..2 {
            assert_eq!(steps(&log, case), steps(&plain, case));
            assert_eq!(
                (log.case_id(case), log.applicant(case)),
                (plain.case_id(case), plain.applicant(case))
            );
        }
        assert_eq!(log.events.millis, plain.events.millis);
        assert_eq!(log.resource(0), Some("Amini"));
    }
}

#[test]
fn without_a_choice_the_types_are_listed_and_the_likeliest_is_told() {
    let (log, _) = read(Form::Json, LISTS, None);
    let told = log.unwrap_err();
    assert!(told.starts_with("tables-objects-choose"), "{told}");
    assert!(
        told.contains("tables-objects-type found=request objects=3 events=6 several=1"),
        "{told}"
    );
    assert!(
        told.contains("tables-objects-type found=parcel objects=2 events=3 several=0"),
        "{told}"
    );
    assert!(
        told.contains("tables-objects-likeliest found=request events=5 objects=3"),
        "{told}"
    );
    let (log, _) = read(Form::Json, LISTS, Some("permit"));
    assert!(log.unwrap_err().contains("tables-objects-no-type asked=permit"));
}

#[test]
fn an_officer_among_the_objects_is_not_the_likeliest_case() {
    let mut events = Vec::new();
    for case in 0..20 {
        for step in ["register", "check", "decide"] {
            let at = events.len();
            events.push(serde_json::json!({
                "id": format!("e{at}"), "type": step, "time": format!("2026-01-01T08:{at:02}:00Z"),
                "relationships": [{"objectId": "amini"}, {"objectId": format!("r{case}")}],
            }));
        }
    }
    // One event that two requests share: the officer would have more events in exactly one case.
    events[0]["relationships"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({"objectId": "r1"}));
    let mut all = vec![serde_json::json!({"id": "amini", "type": "officer"})];
    all.extend((0..20).map(|case| serde_json::json!({"id": format!("r{case}"), "type": "request"})));
    let (log, _) = read(
        Form::Json,
        &serde_json::json!({"events": events, "objects": all}).to_string(),
        None,
    );
    let told = log.unwrap_err();
    assert!(
        told.contains("tables-objects-likeliest found=request events=59 objects=20"),
        "{told}"
    );
}

#[test]
fn where_all_are_of_one_type_there_is_nothing_to_choose() {
    let text = r#"{"objects": [{"id": "r1", "type": "request"}, {"id": "x", "type": "unused"}],
        "events": [{"id": "e", "type": "register", "time": "2026-01-01T08:00:00Z", "relationships": [{"objectId": "r1"}]}]}"#;
    let (log, _) = read(Form::Json, text, None);
    assert_eq!(log.unwrap().case_id(0), "r1");
    let (log, _) = read(Form::Json, text, Some("unused"));
    assert!(
        log.unwrap_err()
            .contains("tables-objects-without-events asked=unused")
    );
}
