//! One place is told once, its peers as they stand in the data, and what is at stake with what of it names no currency.

use serde_json::{Value, json};

use crate::program::Room;

/// A tender of an office of a department, opened on a day of its own, with so many tenderers and a value.
fn tender(number: usize, department: &str, office: &str, tenderers: u32, value: &Value) -> String {
    let release = json!({
        "ocid": format!("ocds-{number}"),
        "date": "2024-01-01T00:00:00Z",
        "tag": ["compiled"],
        "buyer": { "id": department, "name": department },
        "tender": {
            "status": "complete",
            "procurementMethod": "open",
            "mainProcurementCategory": "works",
            "procuringEntity": { "id": office, "name": office },
            "numberOfTenderers": tenderers,
            "value": value,
            "tenderPeriod": {
                "startDate": format!("20{:02}-{:02}-03T00:00:00Z", 22 + number % 3, 1 + number % 12),
                "endDate": format!("20{:02}-{:02}-28T00:00:00Z", 22 + number % 3, 1 + number % 12),
            },
        },
    });
    format!("{release}\n")
}

/// Twenty offices of a department each, in which hardly anything has a single bidder; and a town whose purchases nearly all do, whose
/// office is written in two ways.
fn town(value: impl Fn(usize) -> Value) -> String {
    let mut lines = String::new();
    let mut number = 0;
    let mut add = |department: &str, office: &str, tenderers: u32| {
        lines.push_str(&tender(number, department, office, tenderers, &value(number)));
        number += 1;
    };
    for place in 0..20 {
        for case in 0..40 {
            let single = case % 20 == 7;
            add(
                &format!("D{place}"),
                &format!("D{place}||Works"),
                if single { 1 } else { 4 },
            );
        }
    }
    for case in 0..60 {
        let office = if case % 3 == 0 {
            "T||EO MC Solan"
        } else {
            "T||EO, MC solan"
        };
        add("T", office, if case % 6 < 5 { 1 } else { 4 });
    }
    lines
}

fn bottlenecks(value: impl Fn(usize) -> Value) -> Vec<Value> {
    let room = Room::new();
    room.write("t.jsonl", town(value));
    let report = room.scan(&["t.jsonl", "--indicator", "R018"]);
    report["bottlenecks"].as_array().unwrap().clone()
}

#[test]
fn a_place_under_two_spellings_and_its_buyer_is_told_once() {
    let found = bottlenecks(|_| json!({ "amount": 1000, "currency": "IRR" }));
    assert_eq!(found.len(), 1, "{found:?}");
    let also: Vec<&Value> = found[0]["also_under"].as_array().unwrap().iter().collect();
    assert!(!also.is_empty(), "{}", found[0]);
    let told = |because: &str| also.iter().any(|one| one["because"] == because);
    assert!(told("same_cases") || told("spelling"), "{also:?}");
    let sentence = found[0]["sentence"]["en"].as_str().unwrap();
    assert!(
        sentence.contains("also stand under") || sentence.contains("spelled otherwise"),
        "{sentence}"
    );
    // Peers are the twenty others, of whose eight hundred tenders forty have one bidder, and the other spelling with its twenty:
    // nothing is merged in the counts.
    assert_eq!(found[0]["peers"], 21);
    assert_eq!(
        (&found[0]["peers_raised"], &found[0]["peers_computable"]),
        (&json!(60), &json!(820))
    );
    assert!(sentence.contains("7.3\u{a0}% (60 of 820)"), "{sentence}");
}

#[test]
fn amounts_without_a_currency_count_where_there_is_only_one_and_it_is_said() {
    let all = bottlenecks(|_| json!({ "amount": 1000, "currency": "IRR" }));
    let some = bottlenecks(|number| match number % 4 {
        0 => json!({ "amount": 1000, "currency": "IRR" }),
        _ => json!({ "amount": 1000 }),
    });
    assert_eq!(all[0]["stake"], some[0]["stake"]);
    assert!(all[0].get("currency_not_stated").is_none(), "{}", all[0]);
    let said = &some[0]["currency_not_stated"];
    assert_eq!(said["added"], true);
    let cases = said["cases"].as_u64().unwrap();
    assert!(cases > 0 && cases < some[0]["raised"].as_u64().unwrap(), "{said}");

    let several = bottlenecks(|number| match number % 4 {
        0 => json!({ "amount": 1000, "currency": "IRR" }),
        1 if number < 40 => json!({ "amount": 1000, "currency": "USD" }),
        _ => json!({ "amount": 1000 }),
    });
    assert_eq!(several[0]["currency_not_stated"]["added"], false);
    let stake = |found: &[Value]| found[0]["stake"].as_f64().unwrap();
    assert!(stake(&several) < stake(&all) / 2.0, "{}", several[0]);
}
