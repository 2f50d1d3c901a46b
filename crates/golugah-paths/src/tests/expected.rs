//! Real logs against figures that other tools computed.
//!
//! Every key and every value of the expected files is compared, with these exceptions, where ours rightly differs:
//! the tool's name; the wording of the definition of overtaking; and the count of a four-eyes filter known to miss
//! violations (it looks only at the last occurrence of the second activity), which we do not repeat: the exact count
//! beside it is compared. Where equal counts make an order arbitrary, entries are compared as a set and counts in
//! order.

use std::fs::File;
use std::path::{Path, PathBuf};

use golugah_intake::xes;
use golugah_records::{EventColumns, EventLog, NO_ENTRY, NO_TIME};
use serde_json::Value;

use crate::Lifecycle;
use crate::figures::{Cuts, figures_with, four_eyes_of};
use crate::stats::linear_quantile;

pub(super) fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/logs");
    if !folder.is_dir() {
        println!("skipped: shared data is not here");
        return None;
    }
    Some(folder)
}

pub(super) fn read(folder: &Path, file: &str) -> EventLog {
    let opened = File::open(folder.join(file)).unwrap();
    let reader: Box<dyn std::io::Read> = if file.ends_with(".gz") {
        Box::new(flate2::read::MultiGzDecoder::new(opened))
    } else {
        Box::new(opened)
    };
    let mut rejects = 0;
    let log = xes::read(
        reader,
        file,
        &xes::XesLimits::default(),
        &mut |_| rejects += 1,
        &mut |_| {},
    )
    .unwrap();
    assert_eq!(rejects, 0, "{file}");
    log
}

fn close(ours: &Value, theirs: &Value) -> bool {
    match (ours.as_f64(), theirs.as_f64()) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1e-3 + 1e-6 * theirs.abs(),
        _ => ours == theirs,
    }
}

/// Whether all their entries are like ours; ours may have more.
fn covers(ours: &Value, theirs: &Value) -> bool {
    theirs
        .as_object()
        .unwrap()
        .iter()
        .all(|(key, value)| ours.get(key).is_some_and(|own| close(own, value)))
}

/// The numbers that a ranking is ordered by.
fn ranking(list: &Value, length: usize) -> Vec<f64> {
    let number = |entry: &Value| {
        let measured = ["count", "median", "passages"]
            .iter()
            .find_map(|key| entry.get(key)?.as_f64());
        measured.or(entry.as_f64())
    };
    match list {
        Value::Array(entries) => entries.iter().take(length).map_while(number).collect(),
        Value::Object(entries) => entries.values().take(length).map_while(number).collect(),
        _ => Vec::new(),
    }
}

fn differing_keys(log: &EventLog, file: &str, expected: &Value) -> Vec<String> {
    let all = usize::MAX;
    let cuts = Cuts {
        variants: all,
        edges: all,
        slowest: all,
        officers: all,
        four_eyes: 0,
        overtaking: all,
    };
    // Without serde_json's `preserve_order`, objects come back sorted by key: order is checked in its own test.
    let ours =
        serde_json::to_value(figures_with(log, Lifecycle::Raw, file, "pm4py 2.7.23.11", &cuts)).unwrap();
    let mut differing = Vec::new();
    for (key, theirs) in expected.as_object().unwrap() {
        let Some(own) = ours.get(key) else {
            differing.push(format!("{key} is missing"));
            continue;
        };
        let same = match key.as_str() {
            "overtaking_top10_edges_definition" => true,
            "four_eyes_top6_activities" => theirs.as_array().unwrap().iter().all(|pair| {
                let number = |side: &str| log.activities.position(pair[side].as_str().unwrap()).unwrap();
                let own = serde_json::to_value(&four_eyes_of(log, &[number("a"), number("b")])[0]).unwrap();
                ["cases_with_both", "cases_same_resource_did_both(pandas)"]
                    .iter()
                    .all(|key| own[key] == pair[key])
            }),
            "resource_events_top10" => covers(own, theirs),
            _ => match (own, theirs) {
                (Value::Object(own_entries), Value::Object(entries)) => {
                    own_entries.len() == entries.len() && covers(own, theirs)
                }
                (Value::Array(own_entries), Value::Array(entries)) => {
                    let found = |entry: &Value| own_entries.iter().any(|own| covers(own, entry));
                    let length = entries.len();
                    entries.iter().all(found)
                        && ranking(own, length)
                            .iter()
                            .zip(ranking(theirs, length))
                            .all(|(own, their)| (own - their).abs() <= 1e-3 + 1e-6 * their)
                }
                _ => close(own, theirs),
            },
        };
        if !same {
            differing.push(format!("{key}: expected {theirs:.200}, found {own:.200}"));
        }
    }
    differing
}

fn compare(file: &str) {
    let Some(folder) = shared() else { return };
    let log = read(&folder, file);
    let stem = file.trim_end_matches(".gz").trim_end_matches(".xes");
    let expected = File::open(folder.join("expected").join(format!("{stem}.json"))).unwrap();
    let expected: Value = serde_json::from_reader(expected).unwrap();
    assert_eq!(
        differing_keys(&log, file, &expected),
        Vec::<String>::new(),
        "{file}"
    );

    // The figures as they are printed: the same keys, lists of the same lengths, objects of the same kind.
    let printed = serde_json::to_value(crate::figures(&log, Lifecycle::Raw, file, "golugah")).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&printed), keys(&expected), "{file}");
    for key in keys(&expected) {
        let length = |value: &Value| {
            value
                .as_array()
                .map(Vec::len)
                .or(value.as_object().map(|map| map.len()))
        };
        assert_eq!(length(&printed[&key]), length(&expected[&key]), "{file}: {key}");
        if let (Some(own), Some(their)) = (printed[&key].get(0), expected[&key].get(0)) {
            let mut their = keys(their);
            their.retain(|key| key != "pm4py_filter_four_eyes_keep_violations_cases");
            assert_eq!(keys(own), their, "{file}: {key}");
        }
    }
}

#[test]
fn receipts_of_a_municipality() {
    compare("receipt.xes.gz");
}

#[test]
fn building_permits_of_the_first_municipality() {
    compare("BPIC15_1.xes.gz");
}

#[test]
fn building_permits_of_the_third_municipality() {
    compare("BPIC15_3.xes.gz");
}

#[test]
fn travel_declarations() {
    compare("BPI_2020_DomesticDeclarations.xes.gz");
}

#[test]
fn patients_with_sepsis() {
    compare("SEPSIS.xes.gz");
}

#[test]
fn loan_applications() {
    compare("bpic2012.xes.gz");
}

#[test]
fn purchases_one_of_each_variant() {
    compare("16_bpic2019_1t_per_variant.xes.gz");
}

#[test]
fn running_example() {
    compare("running-example.xes");
}

/// Due and planned moments, responsible officers and local hours of the building permits.
#[test]
fn deadlines_of_the_first_municipality() {
    let Some(folder) = shared() else { return };
    let log = read(&folder, "BPIC15_1.xes.gz");
    let expected = File::open(folder.join("expected/BPIC15_1.deadlines.json")).unwrap();
    let expected: Value = serde_json::from_reader(expected).unwrap();
    let lateness = |moments: &[i64]| {
        let set = moments.iter().filter(|moment| **moment != NO_TIME).count();
        let mut late: Vec<i64> = moments
            .iter()
            .zip(&log.events.millis)
            .filter(|(moment, time)| **moment != NO_TIME && *time > *moment)
            .map(|(moment, time)| time - moment)
            .collect();
        late.sort_unstable();
        let median = linear_quantile(&late, 0.5) / 1000.0;
        serde_json::json!({
            "events_with_value": set,
            "events_after_it(time>value)": late.len(),
            "median_excess_seconds_of_late": median,
        })
    };
    // What was due of a whole case is not the event's own.
    let due = (0..log.event_count()).map(|event| {
        let of_case = log.has(event, golugah_records::EventColumns::DUE_OF_CASE);
        if of_case { NO_TIME } else { log.events.due[event] }
    });
    assert_eq!(lateness(&due.collect::<Vec<_>>()), expected["dueDate"]);
    assert_eq!(lateness(&log.events.planned), expected["planned"]);

    let mut cases_of = vec![0_u32; log.resources.len()];
    for responsible in log
        .cases
        .responsible
        .iter()
        .filter(|responsible| **responsible != NO_ENTRY)
    {
        cases_of[*responsible as usize] += 1;
    }
    assert_eq!(
        cases_of.iter().filter(|cases| **cases > 0).count(),
        expected["responsible_actors"]
    );
    // Of the 1,197 cases that name one; two do not.
    let named: u32 = cases_of.iter().sum();
    let share = f64::from(*cases_of.iter().max().unwrap()) / f64::from(named);
    assert!((share - expected["top_responsible_share_of_cases"].as_f64().unwrap()).abs() < 1e-4);

    let (mut midnight, mut weekend, mut outside, mut outside_otherwise, mut dates) = (0, 0, 0, 0, 0);
    for time in (0..log.event_count()).map(|event| log.time(event)) {
        let at_midnight = time.local_clock() == 0;
        let at_night = !(7..19).contains(&(time.local_clock() / 3_600_000));
        midnight += usize::from(at_midnight);
        weekend += usize::from(matches!(time.local_day().rem_euclid(7), 2 | 3));
        outside += usize::from(at_night);
        outside_otherwise += usize::from(at_night && !at_midnight);
        dates += usize::from(time.date_only);
    }
    assert_eq!(midnight, expected["events_at_local_midnight"]);
    assert_eq!(weekend, expected["events_weekend_local"]);
    assert_eq!(outside, expected["events_outside_07_19_local"]);
    assert_eq!(
        outside_otherwise,
        expected["events_outside_07_19_local_excluding_midnight"]
    );
    assert!(
        dates * 10 > midnight * 9,
        "{dates} of {midnight} midnights are taken for dates"
    );
}

/// Each receipt has a deadline of its own. Counted apart in Python, 92 of the 1,434 ended after it by the stamps; one of
/// them was due on a day, written as its midnight, and ended on that day's morning: in time.
#[test]
fn a_case_is_late_where_its_last_event_is() {
    let Some(folder) = shared() else { return };
    let log = read(&folder, "receipt.xes.gz");
    let last = (0..log.case_count()).map(|case| log.events_of(case).end - 1);
    let due: Vec<usize> = last
        .filter(|event| log.has(*event, EventColumns::DUE_OF_CASE))
        .collect();
    let time = |event: usize| log.events.millis[event];
    let by_stamp = due
        .iter()
        .filter(|event| time(**event) > log.events.due[**event])
        .count();
    let late = due
        .iter()
        .filter(|event| log.due_end(**event).is_some_and(|due| time(**event) > due))
        .count();
    assert_eq!((due.len(), by_stamp, late), (1_434, 92, 91));
}
