//! Logs that tell more than what was done, or less than whose case it was.

use std::fmt::Write as _;

use crate::program::{Room, summary};

fn event(step: &str, time: &str, word: &str) -> String {
    format!(
        "<event><string key=\"concept:name\" value=\"{step}\"/><date key=\"time:timestamp\" value=\"{time}\"/>\
         <string key=\"org:resource\" value=\"officer\"/><string key=\"lifecycle:transition\" value=\"{word}\"/></event>\n"
    )
}

/// Twelve cases of three steps, each started and completed; in the last one a step is done twice.
fn started_and_completed() -> String {
    let mut text = String::from("<log>\n");
    for case in 1..=12 {
        let mut steps = vec![("register", 1), ("check", 3), ("decide", 9)];
        if case == 12 {
            steps.insert(2, ("check", 5));
        }
        writeln!(text, "<trace><string key=\"concept:name\" value=\"{case}\"/>").unwrap();
        for (step, day) in steps {
            for (word, hour) in [("start", 8), ("complete", 10)] {
                text.push_str(&event(
                    step,
                    &format!("2026-01-{day:02}T{hour:02}:{case:02}:00Z"),
                    word,
                ));
            }
        }
        text.push_str("</trace>\n");
    }
    text + "</log>\n"
}

#[test]
fn a_step_that_was_started_and_completed_was_done_once() {
    let room = Room::new();
    room.write("engine.xes", started_and_completed());
    let report = room.scan(&["engine.xes"]);
    let rework = summary(&report, "rework");
    assert_eq!((&rework["raised"], &rework["clear"]), (&1.into(), &35.into()));

    let paths = |how: &str| {
        room.run(&["paths", "engine.xes", "--lifecycle", how, "--format", "json"])
            .done()
            .json()
    };
    let [folded, raw] = ["folded", "raw"].map(paths);
    for found in [&folded, &raw] {
        assert_eq!((&found["cases"], &found["events"]), (&12.into(), &74.into()));
    }
    assert_eq!(folded["instances"], 37);
    assert_eq!(folded["cases_with_any_rework"], 1);
    assert_eq!(
        (raw.get("instances"), &raw["cases_with_any_rework"]),
        (None, &12.into())
    );
    // What lies between start and completion is work: from one completion to the next, and no step waits for itself.
    let edges: Vec<_> = folded["dfg_top15"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| {
            (
                edge["from"].as_str().unwrap(),
                edge["to"].as_str().unwrap(),
                edge["count"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        edges,
        [
            ("check", "decide", 12),
            ("register", "check", 12),
            ("check", "check", 1)
        ]
    );
}

#[test]
fn the_lake_keeps_which_events_are_one_doing() {
    let room = Room::new();
    room.write("engine.xes", started_and_completed());
    room.run(&["import", "engine.xes"]).done();
    let report = room.scan(&[]);
    let rework = summary(&report, "rework");
    assert_eq!((&rework["raised"], &rework["clear"]), (&1.into(), &35.into()));
}

#[test]
fn an_event_outside_a_trace_is_not_lost_in_silence() {
    let room = Room::new();
    let inside = event("check", "2026-01-01T08:00:00Z", "complete");
    room.write(
        "outside.xes",
        format!("<log>\n<trace>{inside}</trace>\n{inside}</log>\n"),
    );
    let report = room.scan(&["outside.xes"]);
    assert_eq!(
        (&report["inputs"][0]["records"], &report["inputs"][0]["rejected"]),
        (&1.into(), &1.into())
    );
    let rejects = room.read("outside.xes.rejects.jsonl");
    assert!(
        rejects.contains("\"line\":4") && rejects.contains("outside a trace"),
        "{rejects}"
    );
}

#[test]
fn a_report_says_first_what_the_times_cannot_tell_and_who_is_no_officer() {
    let room = Room::new();
    let mut text = String::from("<log>\n");
    for case in 1..=20 {
        writeln!(text, "<trace><string key=\"concept:name\" value=\"{case}\"/>").unwrap();
        for (step, officer) in [("register", "officer"), ("check", "-"), ("decide", "officer")] {
            let told = event(step, &format!("2026-01-{case:02}T00:00:00Z"), "complete");
            text.push_str(&told.replace("officer", officer));
        }
        text.push_str("</trace>\n");
    }
    room.write("dates.xes", text + "</log>\n");
    let report = room.scan(&["dates.xes"]);
    let times = &report["inputs"][0]["times"];
    assert_eq!((&times["events"], &times["dates"]), (&60.into(), &60.into()));
    assert_eq!(
        (&times["followers"], &times["order_unknown"]),
        (&40.into(), &40.into())
    );
    assert_eq!(times["not_persons"], serde_json::json!(["-"]));
    for arguments in [
        &["scan", "dates.xes", "--lang", "en"][..],
        &["paths", "dates.xes", "--lang", "en"],
    ] {
        let ran = room.run(arguments).done();
        let said = ran.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("of events is a day without an hour"), "{said}");
        assert!(said.contains("these names are not counted as officers"), "{said}");
    }
    let page = room
        .run(&["scan", "dates.xes", "--lang", "fa", "--format", "html"])
        .done();
    assert!(page.text().contains("تنها روز است و ساعت ندارد"));
    let sound = room
        .run(&["paths", "dates.xes", "--lifecycle", "raw", "--format", "json"])
        .done()
        .json();
    assert!(sound.get("times").is_none());
}
