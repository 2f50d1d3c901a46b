//! Offices that differ much among themselves: one finding about all of them, with the counts of each, in every form.

use std::io::Read;

use serde_json::{Value, json};

use crate::program::{Room, each};

/// A list of tenders: each office is a department's own, with so many single bids of so many, spread over the year.
pub(crate) fn offices(singles_of_all: &[(usize, usize)]) -> String {
    let mut lines = String::new();
    for (office, (singles, all)) in singles_of_all.iter().enumerate() {
        for number in 0..*all {
            let is_single = number < *singles;
            // Month by month, so that those with one bidder lie in all of them, as the others do.
            let month = 1 + number % 12;
            let release = json!({
                "ocid": format!("ocds-{office}-{number}"),
                "date": format!("2023-{month:02}-02T00:00:00Z"),
                "buyer": { "id": format!("D{office}"), "name": format!("Department {office}") },
                "tender": {
                    "procurementMethod": "open",
                    "mainProcurementCategory": "works",
                    "procuringEntity": { "id": format!("D{office}||Works"), "name": format!("D{office}||Works") },
                    "numberOfTenderers": if is_single { 1 } else { 4 },
                    "tenderPeriod": {
                        "startDate": format!("2023-{month:02}-03T00:00:00Z"),
                        "endDate": format!("2023-{month:02}-28T00:00:00Z"),
                    },
                },
            });
            lines.push_str(&format!("{release}\n"));
        }
    }
    lines
}

/// Sixteen offices, of which half have a single bid in one of twenty tenders, and half in three of four.
pub(crate) fn two_ways() -> String {
    let all: Vec<(usize, usize)> = (0..16)
        .map(|office| (if office % 2 == 0 { 2 } else { 30 }, 40))
        .collect();
    offices(&all)
}

fn scanned(room: &Room, list: &str) -> Value {
    room.write("t.jsonl", list);
    room.scan(&["t.jsonl", "--indicator", "R018"])
}

fn of_offices(report: &Value) -> &Value {
    let families = each(report, "families").iter();
    let mut families = families.filter(|one| one["kind"] == "procuring_entity");
    families.next().unwrap()
}

#[test]
fn offices_with_two_ways_are_told_together_with_the_counts_of_each() {
    let room = Room::new();
    let report = scanned(&room, &two_ways());
    let found = of_offices(&report);
    assert_eq!((&found["code"], &found["groups"]), (&json!("R018"), &json!(16)));
    assert_eq!(
        found["two_ways"]["lower"],
        json!({ "groups": 8, "whole": { "raised": 16, "computable": 320 } })
    );
    assert_eq!(
        found["two_ways"]["upper"],
        json!({ "groups": 8, "whole": { "raised": 240, "computable": 320 } })
    );
    let members = found["members"].as_array().unwrap();
    assert_eq!(members.len(), 16);
    assert_eq!(members[0]["group"]["kind"], "procuring_entity");
    assert!(
        members[..8]
            .iter()
            .all(|one| one["above"] == true && one["raised"] == 30)
    );
    assert!(
        members[8..]
            .iter()
            .all(|one| one["above"] == false && one["raised"] == 2)
    );
    for one in members {
        let [least, rate, most] = ["least", "rate", "most"].map(|key| one[key].as_f64().unwrap());
        assert!(0.0 < least && least < rate && rate < most && most < 1.0, "{one}");
    }
    let named = each(&report, "bottlenecks").iter();
    let named = named.filter(|one| one["group"]["kind"] == "procuring_entity");
    assert_eq!(found["named"], json!(named.count()));
}

#[test]
fn offices_that_are_alike_are_not_told_and_one_exception_is_named_alone() {
    let room = Room::new();
    let report = scanned(&room, &offices(&[(4, 40); 16]));
    assert!(report.get("families").is_none(), "{}", report["families"]);
    let mut all = [(2, 40); 16];
    all[3] = (32, 40);
    let report = scanned(&room, &offices(&all));
    assert!(report.get("families").is_none(), "{}", report["families"]);
    assert_eq!(each(&report, "bottlenecks").len(), 1);
}

#[test]
fn a_way_of_a_quarter_is_told_whoever_of_it_is_named() {
    let room = Room::new();
    let all: Vec<(usize, usize)> = (0..20)
        .map(|office| (if office % 4 == 0 { 20 } else { 3 }, 100))
        .collect();
    let report = scanned(&room, &offices(&all));
    let found = of_offices(&report);
    assert_eq!(found["two_ways"]["upper"]["groups"], 5);
    assert_eq!(
        (&found["because"], &found["beyond"]),
        (&json!("two_ways"), &json!(5))
    );
    let named = each(&report, "bottlenecks").iter();
    let named = named.filter(|one| one["group"]["kind"] == "procuring_entity");
    assert_eq!(found["named"], json!(named.count()));
}

#[test]
fn every_form_tells_of_them() {
    let room = Room::new();
    room.write("t.jsonl", two_ways());
    let scan = |more: &[&str]| {
        let all = [&["scan", "t.jsonl", "--indicator", "R018"], more].concat();
        room.run(&all).done()
    };
    let table = scan(&["--lang", "en"]);
    assert!(
        table.text().contains("differ much among themselves") && table.text().contains("30 of 40"),
        "{}",
        table.text()
    );
    assert!(scan(&[]).text().contains("جاهایی که همتایان"));
    scan(&["--format", "csv", "--out", "r.csv"]);
    let (families, groups) = (room.read("r.families.csv"), room.read("r.families.groups.csv"));
    let told = families.lines().count() - 1;
    assert!(told >= 1 && families.contains("procuring_entity"), "{families}");
    assert_eq!(groups.lines().count(), 1 + 16 * told);
    assert!(groups.contains("D1||Works"), "{groups}");
    let page = scan(&["--format", "html", "--lang", "en"]);
    assert!(page.text().contains("id=\"families\""));
    scan(&["--format", "xlsx", "--lang", "en", "--out", "r.xlsx"]);
    let bytes = room.read_bytes("r.xlsx");
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(part("xl/workbook.xml").contains("Peers that differ"));
    assert!(part("xl/sharedStrings.xml").contains("Two rates describe them"));
}
