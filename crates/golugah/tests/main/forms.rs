//! The other forms of a scan's result: JSON Lines, CSV and the page.

use serde_json::{Value, json};

use crate::program::{Room, each, one_bottleneck};
use crate::releases::{in_mixed_currencies, lines, tender_of, with_one_bottleneck};

#[test]
fn json_lines_are_the_same_objects_one_a_line() {
    let (room, report) = one_bottleneck();
    let ran = room.run(&["scan", "--format", "jsonl", "tenders.jsonl"]).done();
    let mut lines = ran
        .text()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    for (key, kind) in [
        ("inputs", "input"),
        ("indicators", "indicator"),
        ("findings", "finding"),
        ("bottlenecks", "bottleneck"),
    ] {
        for expected in each(&report, key) {
            let mut found = lines.next().unwrap();
            assert_eq!(found.as_object_mut().unwrap().remove("type"), Some(json!(kind)));
            assert_eq!(found, *expected);
        }
    }
    // The one office carries its buyer's excess, and nobody else stands out.
    assert_eq!(report["not_named"], json!([]));
    let mut chance = lines.next().unwrap();
    assert_eq!(
        chance.as_object_mut().unwrap().remove("type"),
        Some(json!("by_chance"))
    );
    assert_eq!(chance, report["by_chance"]);
    assert!(lines.next().is_none());
}

#[test]
fn csv_has_a_row_per_finding_and_no_formula() {
    let room = Room::new();
    let tricks = [
        "=HYPERLINK(\"http://example.org\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\tplain, with a comma",
    ];
    room.write(
        "tricks.jsonl",
        lines(tricks.iter().map(|trick| tender_of(trick, trick, 1))),
    );
    let ran = room
        .run(&["scan", "--indicator", "R018", "--format", "csv", "tricks.jsonl"])
        .done();
    let mut rows = csv::Reader::from_reader(ran.stdout.as_slice());
    let heading: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        heading[..7],
        [
            "indicator",
            "code",
            "subject_kind",
            "subject_id",
            "value",
            "threshold",
            "date"
        ]
    );
    assert_eq!(heading[heading.len() - 3..], ["evidence", "sources", "remarks"]);
    let buyer = heading.iter().position(|column| column == "buyer").unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let mut cells: Vec<&str> = rows.iter().map(|row| &row[3]).collect();
    cells.sort_unstable();
    let mut expected = tricks.map(|trick| format!("'{trick}"));
    expected.sort_unstable();
    assert_eq!(cells, expected);
    for row in &rows {
        assert_eq!(row[3], row[buyer]);
        let evidence: Value = serde_json::from_str(&row[heading.len() - 3]).unwrap();
        assert_eq!(evidence["number_of_tenderers"], 1);
    }
}

#[test]
fn a_spreadsheet_gets_findings_and_bottlenecks_and_knows_their_letters() {
    let (room, report) = one_bottleneck();
    room.run(&["scan", "--format", "csv", "--out", "result.csv", "tenders.jsonl"])
        .done();
    for name in ["result.csv", "result.bottlenecks.csv"] {
        assert!(
            room.read(name).starts_with('\u{feff}'),
            "{name} has no byte-order mark"
        );
    }
    let text = room.read("result.bottlenecks.csv");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let heading: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let bottlenecks = each(&report, "bottlenecks");
    assert_eq!(rows.len(), bottlenecks.len());
    for (row, bottleneck) in rows.iter().zip(bottlenecks) {
        let cell = |name: &str| &row[heading.iter().position(|column| column == name).unwrap()];
        assert_eq!(cell("group_id"), bottleneck["group"]["id"]);
        assert_eq!(cell("sentence_fa"), bottleneck["sentence"]["fa"]);
        for name in ["rank", "raised", "computable", "rate", "probability", "stake"] {
            assert_eq!(
                cell(name).parse::<f64>().unwrap(),
                bottleneck[name].as_f64().unwrap(),
                "{name}"
            );
        }
    }
}

#[test]
fn a_currency_that_no_price_is_in_is_told() {
    let room = Room::new();
    room.write("tenders.jsonl", in_mixed_currencies(40));
    let wrong = room.run(&["scan", "--currency", "xyz", "tenders.jsonl"]).done();
    assert!(
        wrong.stderr.contains("--currency XYZ: no two prices"),
        "{}",
        wrong.stderr
    );
    let right = room.run(&["scan", "--currency", "EUR", "tenders.jsonl"]).done();
    assert!(!right.stderr.contains("--currency"), "{}", right.stderr);
}

#[test]
fn what_looks_at_tenders_is_set_apart_where_there_are_none() {
    let room = Room::new();
    room.write("log.xes", crate::events::permits(30));
    let ran = room.run(&["scan", "--lang", "en", "log.xes"]).done();
    let (measured, others) = ran.text().split_once("Not about this kind of data:").unwrap();
    assert!(
        measured.contains("Rework") && !measured.contains("R018"),
        "{measured}"
    );
    assert!(
        others.contains("R018 Single bids") && !others.contains("Rework"),
        "{others}"
    );
}

#[test]
fn the_page_stands_alone_in_both_languages() {
    let room = Room::new();
    let mut text = with_one_bottleneck();
    let mut hostile = tender_of("B-stuck", "<script>alert(1)</script>", 1);
    hostile["buyer"]["name"] = json!("\"><img src=x onerror=alert(1)>");
    text += &lines([hostile]);
    room.write("tenders.jsonl", text);
    for (language, html) in [
        ("fa", "<html lang=\"fa\" dir=\"rtl\">"),
        ("en", "<html lang=\"en\" dir=\"ltr\">"),
    ] {
        let arguments = [
            "scan",
            "--format",
            "html",
            "--lang",
            language,
            "--date",
            "2026-03-21",
            "--out",
            "page.html",
            "tenders.jsonl",
        ];
        assert!(room.run(&arguments).done().stdout.is_empty());
        let page = room.read("page.html");
        assert!(page.starts_with("<!doctype html>") || page.starts_with("<!DOCTYPE html>"));
        assert!(page.contains(html), "{language}");
        assert!(
            page.contains("B-stuck"),
            "{language}: the office is not on the page"
        );
        for never in [
            "<script",
            "<img src=x",
            "<link",
            "<iframe",
            "@import",
            "javascript:",
        ] {
            assert!(!page.contains(never), "{language}: {never}");
        }
        // Nothing is fetched: what begins like an address is a namespace, what is embedded is data.
        for (at, _) in page.match_indices("://") {
            let start = (at - 40..at)
                .rev()
                .find(|at| page.is_char_boundary(*at) && page[*at..].starts_with("xmlns"));
            assert!(
                start.is_some(),
                "{language}: {}",
                &page[page.floor_char_boundary(at - 60)..at + 3]
            );
        }
        for (at, _) in page.match_indices("url(") {
            assert!(
                page[at..].starts_with("url(data:"),
                "{language}: {}",
                &page[at..at + 12]
            );
        }
        for (at, _) in page.match_indices(" src=") {
            assert!(page[at..].starts_with(" src=\"data:"), "{language}");
        }
        assert_eq!(room.names(), ["page.html", "tenders.jsonl"]);
    }
}
