//! Event logs: deadlines and paths of real logs against figures computed by others, and no blame for midnight stamps.

use std::io::Read as _;

use serde_json::Value;

use crate::events;
use crate::program::{Room, findings, named, shared, shared_json, summary};

const PERMITS: &str = "logs/BPIC15_1.xes.gz";

/// Close to one part in a million.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

/// The building permits as the oracle reads them: with the questions that were answered no, and without the cases' planned ends and
/// what the events say of when they were done.
fn permits() -> Option<String> {
    let mut log = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(shared(PERMITS)?).unwrap())
        .read_to_string(&mut log)
        .unwrap();
    let answered = log.replace(
        "key=\"question\" value=\"False\"",
        "key=\"question\" value=\"EMPTY\"",
    );
    let plain = answered.replace("key=\"endDatePlanned\"", "key=\"ended\"");
    Some(plain.replace("key=\"dateFinished\"", "key=\"otherDay\""))
}

#[test]
fn what_was_asked_and_answered_no_was_not_done() {
    let Some(log) = permits() else { return };
    let room = Room::new();
    room.write("all.xes", &log);
    let done = |file: &str| {
        let report = room.scan(&["--indicator", "planned_date_missed", file]);
        let found = summary(&report, "planned_date_missed");
        let reasons = found["not_computable"].as_object().unwrap().iter();
        let others = reasons.filter(|(reason, _)| *reason != "step_not_done");
        let others: u64 = others.map(|(_, count)| count.as_u64().unwrap()).sum();
        found["raised"].as_u64().unwrap() + found["clear"].as_u64().unwrap() + others
    };
    assert_eq!(done("all.xes"), 52_217);
    assert_eq!(done(named(&shared(PERMITS).unwrap())), 52_217 - 15_939);
}

/// How many planned dates nobody can be held to.
fn not_held(found: &Value) -> u64 {
    let reasons = [
        "planned_before_the_case",
        "due_before_the_case",
        "one_date_for_all",
        "fixed_day",
        "typed_in_afterwards",
    ];
    reasons
        .iter()
        .filter_map(|reason| found["not_computable"][reason].as_u64())
        .sum()
}

#[test]
fn deadlines_of_building_permits() {
    let Some(log) = permits() else { return };
    let expected = shared_json("logs/expected/BPIC15_1.deadlines.json");
    let room = Room::new();
    room.write("permits.xes", &log);
    let report = room.scan(&["permits.xes"]);
    for (indicator, key) in [("deadline_missed", "dueDate"), ("planned_date_missed", "planned")] {
        let (expected, found) = (&expected[key], summary(&report, indicator));
        let count = |value: &Value| value.as_u64().unwrap();
        // The oracle compares every planned date, also those to which nobody can be held.
        let not_held = not_held(found);
        let after = count(&expected["events_after_it(time>value)"]);
        assert!(
            (count(&found["raised"])..=count(&found["raised"]) + not_held).contains(&after),
            "{indicator}: {found}"
        );
        assert_eq!(
            count(&found["raised"]) + count(&found["clear"]) + not_held,
            count(&expected["events_with_value"]),
            "{indicator}"
        );
        if indicator == "planned_date_missed" {
            let typed_in = count(&found["not_computable"]["typed_in_afterwards"]);
            assert!((1..1_500).contains(&(not_held - typed_in)), "{found}");
            continue;
        }
        let late = findings(&report, indicator);
        assert_eq!(late.len() as u64, count(&found["raised"]));
        // The foreign count of those that were late, and ours of the same; each that is named is one of them, as late as it was.
        let mut excess = excess_of_late(&log, key);
        assert_eq!(excess.len() as u64, after);
        let median = excess[(excess.len() - 1) / 2] + excess[excess.len() / 2];
        assert_eq!(
            Some(median as f64 / 2.0),
            expected["median_excess_seconds_of_late"].as_f64()
        );
        for finding in late {
            let value = (finding["value"].as_f64().unwrap() * 86_400.0).round() as i64;
            let at = excess.iter().position(|one| *one == value);
            excess.remove(at.unwrap_or_else(|| panic!("{finding}")));
        }
    }
}

/// By how many seconds each event of the log was later than the date it carries under this key, in order.
fn excess_of_late(log: &str, key: &str) -> Vec<i64> {
    let key = format!("key=\"{key}\"");
    let mut late = Vec::new();
    for event in log.split("<event>").skip(1) {
        let event = event.split("</event>").next().unwrap();
        let of = |key: &str| {
            let line = event.lines().find(|line| line.contains(key))?;
            line.split("value=\"").nth(1)?.split('"').next()
        };
        if let (Some(due), Some(done)) = (of(&key), of("key=\"time:timestamp\"")) {
            late.push(seconds(done) - seconds(due));
        }
    }
    late.retain(|excess| *excess > 0);
    late.sort_unstable();
    late
}

/// The second of a stamp such as `2010-10-04T00:00:00.000+02:00`, counted from a day long ago.
fn seconds(stamp: &str) -> i64 {
    let number = |range: std::ops::Range<usize>| stamp[range].parse::<i64>().unwrap();
    let (year, month) = match (number(0..4), number(5..7)) {
        (year, month @ 1..=2) => (year - 1, month + 9),
        (year, month) => (year, month - 3),
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + number(8..10);
    let zone = &stamp[stamp.len() - 6..];
    let ahead = zone[1..3].parse::<i64>().unwrap() * 60 + zone[4..].parse::<i64>().unwrap();
    let ahead = if zone.starts_with('-') { -ahead } else { ahead };
    (days * 1_440 + number(11..13) * 60 + number(14..16) - ahead) * 60 + number(17..19)
}

fn day(stamp: &str) -> &str {
    &stamp[..10]
}

/// The real log with every due and planned moment replaced by what `date` makes of the event's own stamp.
fn with_dates(log: &str, date: impl Fn(&str) -> String) -> String {
    let value = |line: &str| {
        line.split_once("value=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .unwrap()
            .0
            .to_owned()
    };
    let mut out = String::with_capacity(log.len());
    let mut event: Vec<&str> = Vec::new();
    for line in log.lines() {
        event.push(line);
        let open = event[0].trim_start() == "<event>";
        if open && line.trim_start() != "</event>" {
            continue;
        }
        let stamp = event
            .iter()
            .find(|line| line.contains("key=\"time:timestamp\""))
            .map(|line| value(line));
        for line in event.drain(..) {
            match (
                &stamp,
                ["dueDate", "planned"]
                    .iter()
                    .find(|key| line.contains(&format!("key=\"{key}\""))),
            ) {
                (Some(stamp), Some(key)) if open => {
                    out += &format!("<date key=\"{key}\" value=\"{}\"/>\n", date(stamp));
                }
                _ => {
                    out += line;
                    out.push('\n');
                }
            }
        }
    }
    out
}

#[test]
fn nobody_is_late_by_the_midnight_that_a_form_fills_in() {
    let Some(log) = permits() else { return };
    let expected = shared_json("logs/expected/BPIC15_1.deadlines.json");
    let room = Room::new();
    // Each event falls due on the day it was done, written as a day, as that day's midnight, and as the next midnight.
    room.write("day.xes", with_dates(&log, |stamp| day(stamp).to_owned()));
    room.write(
        "midnight.xes",
        with_dates(&log, |stamp| format!("{}T00:00:00{}", day(stamp), &stamp[19..])),
    );
    // The control: the very same due dates a century earlier are all missed.
    room.write(
        "long_ago.xes",
        with_dates(&log, |stamp| format!("19{}", &day(stamp)[2..])),
    );
    for (indicator, key) in [("deadline_missed", "dueDate"), ("planned_date_missed", "planned")] {
        let all = expected[key]["events_with_value"].as_u64().unwrap();
        for (file, late) in [
            ("day.xes", false),
            ("midnight.xes", false),
            ("long_ago.xes", true),
        ] {
            let report = room.scan(&["--indicator", indicator, file]);
            let found = summary(&report, indicator);
            let count = |key: &str| found[key].as_u64().unwrap();
            // A plan of a century before the case is nobody's, and what was typed in afterwards says nothing of its day.
            let (held, none) = if late {
                ("raised", "clear")
            } else {
                ("clear", "raised")
            };
            assert_eq!(count(none), 0, "{indicator} in {file}");
            assert_eq!(count(held) + not_held(found), all, "{indicator} in {file}");
            assert!(late || 2 * count(held) > all, "{indicator} in {file}: {found}");
        }
    }
}

/// The figures that `paths` must share with the peer; the crate `golugah-paths` compares the others.
const FIGURES: [&str; 15] = [
    "cases",
    "events",
    "activities",
    "activity_counts",
    "start_activities",
    "end_activities",
    "variants",
    "variants_occurring_once",
    "dfg_edges",
    "dfg_total_frequency",
    "dfg_top15",
    "performance_dfg_top15_seconds",
    "case_duration_seconds",
    "rework_cases_per_activity",
    "cases_with_any_rework",
];

/// Equal, with numbers as near as sums of milliseconds in another order come.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            // Both are rounded to the millisecond, and a half goes either way.
            near(a, b) || (a - b).abs() < 0.001_001
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => ours == theirs,
    }
}

#[test]
fn paths_of_real_logs() {
    for (file, expected) in [
        ("receipt.xes.gz", "receipt"),
        ("BPIC15_1.xes.gz", "BPIC15_1"),
        ("running-example.xes", "running-example"),
    ] {
        let Some(path) = shared(&format!("logs/{file}")) else {
            return;
        };
        let expected = shared_json(&format!("logs/expected/{expected}.json"));
        let found = Room::new()
            .run(&["paths", named(&path), "--lifecycle", "raw", "--format", "json"])
            .done()
            .json();
        for key in FIGURES {
            let (ours, theirs) = (&found[key], &expected[key]);
            assert!(!theirs.is_null(), "{file}: the peer has no {key}");
            assert!(
                same(ours, theirs),
                "{file}: {key}: {ours} is not the peer's {theirs}"
            );
        }
    }
}

#[test]
fn paths_can_be_written_to_a_file() {
    let Some(path) = shared("logs/running-example.xes") else {
        return;
    };
    let room = Room::new();
    let printed = room.run(&["paths", named(&path), "--format", "json"]).done();
    let written = room
        .run(&["paths", named(&path), "--format", "json", "--out", "figures.json"])
        .done();
    assert!(written.stdout.is_empty());
    assert!(written.stderr.contains("figures.json"), "{}", written.stderr);
    assert_eq!(room.read("figures.json"), printed.text());
}

#[test]
fn paths_as_table_and_map_in_both_languages() {
    let room = Room::new();
    room.write("permits.xes", events::permits(40));
    for (language, words, title) in [
        ("en", "passage", "Map of the most frequent steps"),
        ("fa", "گذر", "<title>"),
    ] {
        let table = room.run(&["paths", "permits.xes", "--lang", language]).done();
        assert!(
            table.text().contains(words) && table.text().contains("decide"),
            "{}",
            table.text()
        );
        let map = room
            .run(&["paths", "permits.xes", "--lang", language, "--format", "svg"])
            .done();
        let map = map.text().trim_end();
        assert!(
            map.starts_with("<svg ") && map.ends_with("</svg>") && map.contains(title),
            "{language}"
        );
        assert!(map.contains("decide") && !map.contains("<script"), "{language}");
        // Addresses are namespaces: nothing is fetched.
        assert_eq!(
            map.matches("://").count(),
            map.matches("xmlns=\"http://").count(),
            "{language}"
        );
    }
}

#[test]
fn nobody_is_slow_by_the_midnight_that_stands_for_a_day() {
    let Some(log) = shared("logs/BPIC15_1.xes.gz") else {
        return;
    };
    let report = Room::new().scan(&[named(&log)]);
    let mut blamed = Vec::new();
    for indicator in ["slow_passage", "overtaking"] {
        for finding in findings(&report, indicator) {
            let stamp = |key: &str| finding["evidence"][key].as_str().unwrap();
            let dates = [stamp("began"), stamp("done")];
            // Where one of two stamps of a day is only its date, nobody knows how long it took, nor which came first.
            let a_date = dates.iter().any(|stamp| stamp.contains("T00:00:00"));
            if a_date && dates[0][..10] == dates[1][..10] {
                blamed.push(finding);
            }
        }
    }
    assert!(
        blamed.is_empty(),
        "{} findings, for example {}",
        blamed.len(),
        blamed[0]
    );
}
