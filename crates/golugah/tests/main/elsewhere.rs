//! A step beside the same step elsewhere, and beside nothing.

use std::fmt::Write as _;

use serde_json::Value;

use crate::program::{Room, summary};

/// Forty cases of a town, each of four steps; `again` of them have the site visit done twice. Where `offices` is more than one, each
/// office has as many.
fn town(name: &str, offices: &[(&str, u32)], steps: [&str; 4]) -> String {
    let mut text = format!("<log><string key=\"concept:name\" value=\"{name}\"/>\n");
    for (office, again) in offices {
        for case in 1..=40_u32 {
            writeln!(
                text,
                "<trace><string key=\"concept:name\" value=\"{office}{case}\"/>"
            )
            .unwrap();
            let mut done: Vec<&str> = steps.to_vec();
            if case <= *again {
                done.insert(2, steps[1]);
            }
            for (step, day) in done.into_iter().zip(1..) {
                writeln!(
                    text,
                    "<event><string key=\"concept:name\" value=\"{step}\"/><string key=\"org:group\" value=\"{office}\"/>\
                     <date key=\"time:timestamp\" value=\"2026-01-{day:02}T08:{case:02}:00Z\"/></event>"
                )
                .unwrap();
            }
            text.push_str("</trace>\n");
        }
    }
    text + "</log>\n"
}

const PERMIT: [&str; 4] = ["register", "visit", "review", "issue"];

fn steps(report: &Value, key: &str) -> Vec<String> {
    let all = report[key].as_array().unwrap();
    let steps = all.iter().filter(|one| one["group"]["kind"] == "step");
    steps
        .map(|one| one["group"]["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_step_is_judged_beside_the_same_step_of_other_towns() {
    let room = Room::new();
    for (name, again) in [("A", 30), ("B", 3), ("C", 2), ("D", 4), ("E", 3)] {
        room.write(&format!("{name}.xes"), town(name, &[("", again)], PERMIT));
    }
    let report = room.scan(&["A.xes", "B.xes", "C.xes", "D.xes", "E.xes"]);
    assert_eq!(steps(&report, "bottlenecks"), ["A › visit"]);
    assert_eq!(report["bottlenecks"][0]["peers"], 4);
    assert_eq!(steps(&report, "without_verdict"), [""; 0]);

    // All do it again three times in four: that is how the step is, and nobody stands out.
    for name in ["B", "C", "D", "E"] {
        room.write(&format!("{name}.xes"), town(name, &[("", 29)], PERMIT));
    }
    let report = room.scan(&["A.xes", "B.xes", "C.xes", "D.xes", "E.xes"]);
    assert_eq!(summary(&report, "rework")["raised"], 30 + 4 * 29);
    assert_eq!(steps(&report, "bottlenecks"), [""; 0]);
}

#[test]
fn a_step_that_is_done_nowhere_else_has_no_verdict() {
    let room = Room::new();
    room.write("A.xes", town("A", &[("", 30)], PERMIT));
    room.write("B.xes", town("B", &[("", 2)], PERMIT));
    // Elsewhere a visit is something else: one shared name makes no two procedures one.
    for name in ["P", "Q", "R", "S"] {
        let other = ["bill", "visit", "pay", "close"];
        room.write(&format!("{name}.xes"), town(name, &[("", 1)], other));
    }
    let alone = room.scan(&["A.xes"]);
    assert_eq!(alone["bottlenecks"].as_array().unwrap().len(), 0);
    let seen = &alone["without_verdict"][0];
    assert_eq!(
        (
            &seen["group"]["id"],
            &seen["raised"],
            &seen["computable"],
            &seen["elsewhere"]
        ),
        (&"A › visit".into(), &30.into(), &40.into(), &0.into())
    );
    let report = room.scan(&["A.xes", "B.xes", "P.xes", "Q.xes", "R.xes", "S.xes"]);
    assert_eq!(steps(&report, "bottlenecks"), [""; 0]);
    assert_eq!(steps(&report, "without_verdict"), ["A › visit", "B › visit"]);
    assert_eq!(report["without_verdict"][0]["elsewhere"], 1);

    let ran = room.run(&["scan", "A.xes", "--lang", "en"]).done();
    let table = ran.text();
    let (_, after) = table.split_once("Steps by what lies at them").unwrap();
    assert!(
        after.contains("30 of 40") && after.contains("measured nowhere else"),
        "{after}"
    );
    room.run(&["scan", "A.xes", "--format", "csv", "--out", "found.csv"])
        .done();
    assert!(room.read("found.steps.csv").contains("A › visit"));
}

#[test]
fn the_offices_of_one_log_stand_beside_each_other() {
    let room = Room::new();
    let offices = [
        ("north", 30),
        ("south", 3),
        ("east", 2),
        ("west", 4),
        ("centre", 3),
    ];
    room.write("county.xes", town("county", &offices, PERMIT));
    let report = room.scan(&["county.xes"]);
    assert_eq!(steps(&report, "bottlenecks"), ["county › north › visit"]);
    // Three offices have too few peers.
    room.write("county.xes", town("county", &offices[..3], PERMIT));
    let report = room.scan(&["county.xes"]);
    assert_eq!(steps(&report, "bottlenecks"), [""; 0]);
    assert_eq!(steps(&report, "without_verdict"), ["county › visit"]);
}
