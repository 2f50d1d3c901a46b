//! What others build on: the keys of the results, their forms, and that nothing in them depends on threads or order.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::program::{Room, findings, subjects, summary};
use crate::releases::{lines, tender, tender_of, with_one_bottleneck};

const REPORT: &[&str] = &["version", "inputs", "indicators", "findings", "bottlenecks"];
const INPUT: &[&str] = &["file", "sha256", "kind", "records", "rejected"];
const INDICATOR: &[&str] = &["indicator", "code", "raised", "clear", "not_computable", "parameters"];
const FINDING: &[&str] =
    &["indicator", "code", "subject", "value", "threshold", "groups", "date", "evidence", "sources"];
/// Two keys more than were first agreed: how many peers there were, and what the stake is counted in.
const BOTTLENECK: &[&str] = &[
    "rank",
    "group",
    "indicator",
    "code",
    "raised",
    "computable",
    "rate",
    "peer_rate",
    "peers",
    "material_threshold",
    "probability",
    "excess",
    "stake",
    "stake_unit",
    "sentence",
];

/// A folder with a file in which one office stands out, and its report.
fn one_bottleneck() -> (Room, Value) {
    let room = Room::new();
    room.write("tenders.jsonl", with_one_bottleneck());
    let report = room.scan(&["tenders.jsonl"]);
    (room, report)
}

#[track_caller]
fn has_keys(object: &Value, keys: &[&str]) {
    let found: BTreeSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found, keys.iter().copied().collect(), "{object}");
}

fn each<'a>(report: &'a Value, key: &str) -> &'a [Value] {
    let all = report[key].as_array().unwrap();
    assert!(!all.is_empty(), "no {key} to look at");
    all
}

#[test]
fn every_object_has_the_keys_of_the_contract() {
    let (_, report) = one_bottleneck();
    has_keys(&report, REPORT);
    assert_eq!(report["version"], env!("CARGO_PKG_VERSION"));
    for input in each(&report, "inputs") {
        has_keys(input, INPUT);
        assert_eq!(input["kind"], "ocds");
        let hash = input["sha256"].as_str().unwrap();
        assert!(hash.len() == 64 && hash.bytes().all(|sign| sign.is_ascii_hexdigit()), "{hash}");
    }
    for indicator in each(&report, "indicators") {
        has_keys(indicator, INDICATOR);
        assert!(indicator["not_computable"].as_object().unwrap().values().all(Value::is_u64), "{indicator}");
    }
    for finding in each(&report, "findings") {
        has_keys(finding, FINDING);
        has_keys(&finding["subject"], &["kind", "id"]);
        for source in each(finding, "sources") {
            has_keys(source, &["file", "line"]);
        }
    }
    for (bottleneck, rank) in each(&report, "bottlenecks").iter().zip(1..) {
        has_keys(bottleneck, BOTTLENECK);
        has_keys(&bottleneck["group"], &["kind", "id", "name"]);
        has_keys(&bottleneck["sentence"], &["fa", "en"]);
        assert_eq!(bottleneck["rank"], rank);
    }
}

#[test]
fn a_finding_leads_to_its_line_and_a_bottleneck_to_its_office() {
    let (room, report) = one_bottleneck();
    let text = room.read("tenders.jsonl");
    let singles = findings(&report, "R018");
    assert_eq!(singles.len(), 45 + 11 * 3);
    for finding in singles {
        let source = &finding["sources"][0];
        let line = source["line"].as_u64().unwrap() as usize;
        let row: Value = serde_json::from_str(text.lines().nth(line - 1).unwrap()).unwrap();
        assert_eq!((&source["file"], &row["ocid"]), (&json!("tenders.jsonl"), &finding["subject"]["id"]));
        assert_eq!(finding["groups"]["buyer"], row["buyer"]["id"]);
        assert_eq!((&finding["date"], &finding["value"]), (&json!("2024-03-01"), &json!(1.0)));
    }
    // The works office carries all of its buyer's excess, so it is named and its buyer is not.
    let named: Vec<&Value> = each(&report, "bottlenecks").iter().map(|one| &one["group"]).collect();
    assert_eq!(named, [&json!({ "kind": "procuring_entity", "id": "B-stuck-works", "name": "Works" })]);
    let stuck = &report["bottlenecks"][0];
    assert_eq!((&stuck["raised"], &stuck["computable"], &stuck["rate"]), (&json!(45), &json!(60), &json!(0.75)));
    assert_eq!(stuck["stake_unit"], json!({ "currency": "IRR" }));
    for (language, words) in [("en", ["45 of 60", "75", "It could also be explained by"]), ("fa", ["۴۵", "۶۰", "توضیح دیگر"])]
    {
        let sentence = stuck["sentence"][language].as_str().unwrap();
        assert!(words.iter().all(|word| sentence.contains(word)), "{sentence}");
        assert!(!sentence.to_lowercase().contains("corrupt"), "{sentence}");
    }
}

#[test]
fn the_three_states_are_counted_apart() {
    let room = Room::new();
    let mut silent = tender("silent", 1);
    silent["tender"]["numberOfTenderers"] = Value::Null;
    room.write("three.jsonl", lines([tender("single", 1), tender("three", 3), silent]));
    let report = room.scan(&["--indicator", "single_bidder_tender", "three.jsonl"]);
    assert_eq!(each(&report, "indicators").len(), 1);
    let answered = summary(&report, "R018");
    assert_eq!((&answered["raised"], &answered["clear"]), (&json!(1), &json!(1)));
    assert_eq!(answered["not_computable"], json!({ "no_number_of_tenderers": 1 }));

    room.run(&["scan", "--indicator", "R018", "--observations", "all.csv", "three.jsonl"]).done();
    let all = room.read("all.csv");
    let mut rows: Vec<&str> = all.lines().collect();
    assert_eq!(rows.remove(0), "indicator,subject_kind,subject,state,reason,value,threshold");
    rows.sort_unstable();
    assert_eq!(
        rows,
        [
            "single_bidder_tender,tender,silent,not_computable,no_number_of_tenderers,,",
            "single_bidder_tender,tender,single,raised,,1,1",
            "single_bidder_tender,tender,three,clear,,3,1",
        ]
    );
}

#[test]
fn json_lines_are_the_same_objects_one_a_line() {
    let (room, report) = one_bottleneck();
    let ran = room.run(&["scan", "--format", "jsonl", "tenders.jsonl"]).done();
    let mut lines = ran.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    for (key, kind) in
        [("inputs", "input"), ("indicators", "indicator"), ("findings", "finding"), ("bottlenecks", "bottleneck")]
    {
        for expected in each(&report, key) {
            let mut found = lines.next().unwrap();
            assert_eq!(found.as_object_mut().unwrap().remove("type"), Some(json!(kind)));
            assert_eq!(found, *expected);
        }
    }
    assert!(lines.next().is_none());
}

#[test]
fn csv_has_a_row_per_finding_and_no_formula() {
    let room = Room::new();
    let tricks = ["=HYPERLINK(\"http://example.org\")", "+1+1", "-2+3", "@SUM(A1)", "\tplain, with a comma"];
    room.write("tricks.jsonl", lines(tricks.iter().map(|trick| tender_of(trick, trick, 1))));
    let ran = room.run(&["scan", "--indicator", "R018", "--format", "csv", "tricks.jsonl"]).done();
    let mut rows = csv::Reader::from_reader(ran.stdout.as_slice());
    let heading: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heading[..7], ["indicator", "code", "subject_kind", "subject_id", "value", "threshold", "date"]);
    assert_eq!(heading[heading.len() - 2..], ["evidence", "sources"]);
    let buyer = heading.iter().position(|column| column == "buyer").unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let mut cells: Vec<&str> = rows.iter().map(|row| &row[3]).collect();
    cells.sort_unstable();
    let mut expected = tricks.map(|trick| format!("'{trick}"));
    expected.sort_unstable();
    assert_eq!(cells, expected);
    for row in &rows {
        assert_eq!(row[3], row[buyer]);
        let evidence: Value = serde_json::from_str(&row[heading.len() - 2]).unwrap();
        assert_eq!(evidence["number_of_tenderers"], 1);
    }
}

#[test]
fn the_page_stands_alone_in_both_languages() {
    let room = Room::new();
    let mut text = with_one_bottleneck();
    let mut hostile = tender_of("B-stuck", "<script>alert(1)</script>", 1);
    hostile["buyer"]["name"] = json!("\"><img src=x onerror=alert(1)>");
    text += &lines([hostile]);
    room.write("tenders.jsonl", text);
    for (language, html) in [("fa", "<html lang=\"fa\" dir=\"rtl\">"), ("en", "<html lang=\"en\" dir=\"ltr\">")] {
        let arguments =
            ["scan", "--format", "html", "--lang", language, "--date", "2026-03-21", "--out", "page.html", "tenders.jsonl"];
        assert!(room.run(&arguments).done().stdout.is_empty());
        let page = room.read("page.html");
        assert!(page.starts_with("<!doctype html>") || page.starts_with("<!DOCTYPE html>"));
        assert!(page.contains(html), "{language}");
        assert!(page.contains("B-stuck"), "{language}: the office is not on the page");
        for never in ["<script", "<img src=x", "<link", "<iframe", "@import", "javascript:"] {
            assert!(!page.contains(never), "{language}: {never}");
        }
        // Nothing is fetched: what begins like an address is a namespace, what is embedded is data.
        for (at, _) in page.match_indices("://") {
            let start = (at - 40..at).rev().find(|at| page.is_char_boundary(*at) && page[*at..].starts_with("xmlns"));
            assert!(start.is_some(), "{language}: {}", &page[page.floor_char_boundary(at - 60)..at + 3]);
        }
        for (at, _) in page.match_indices("url(") {
            assert!(page[at..].starts_with("url(data:"), "{language}: {}", &page[at..at + 12]);
        }
        for (at, _) in page.match_indices(" src=") {
            assert!(page[at..].starts_with(" src=\"data:"), "{language}");
        }
        assert_eq!(room.names(), ["page.html", "tenders.jsonl"]);
    }
}

#[test]
fn results_do_not_depend_on_threads_or_on_the_order_of_files() {
    let room = Room::new();
    let text = with_one_bottleneck();
    let (first, second) = text.split_at(text[..text.len() / 2].rfind('\n').unwrap() + 1);
    room.write("a.jsonl", first);
    room.write("b.jsonl", second);
    for format in ["json", "jsonl", "csv", "html", "table"] {
        let with = |threads| {
            let arguments =
                ["scan", "--format", format, "--date", "2026-03-21", "--threads", threads, "a.jsonl", "b.jsonl"];
            room.run(&arguments).done().stdout
        };
        let one = with("1");
        assert!(with("2") == one && with("3") == one, "{format} differs by threads");
    }
    let (mut here, mut there) = (room.scan(&["a.jsonl", "b.jsonl"]), room.scan(&["b.jsonl", "a.jsonl"]));
    for report in [&mut here, &mut there] {
        report["inputs"].as_array_mut().unwrap().sort_by_key(|input| input["file"].to_string());
    }
    assert_eq!(here.to_string(), there.to_string());
    assert_eq!(here["bottlenecks"][0]["raised"], 45, "the office of both files");
}

#[test]
fn a_packed_file_gives_what_the_plain_one_gives() {
    let (room, mut plain) = one_bottleneck();
    let text = room.read("tenders.jsonl");
    room.write("gz/tenders.jsonl", crate::program::gzip(text.as_bytes()));
    room.write("zst/tenders.jsonl", zstd::encode_all(text.as_bytes(), 3).unwrap());
    let releases: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    room.write("package/tenders.jsonl", serde_json::to_string_pretty(&json!({ "releases": releases })).unwrap());
    for folder in ["gz", "zst", "package"] {
        let mut packed = room.scan(&[&format!("{folder}/tenders.jsonl")]);
        assert_eq!(packed["inputs"][0]["records"], plain["inputs"][0]["records"]);
        for report in [&mut packed, &mut plain] {
            report["inputs"] = Value::Null;
            // Where a record lies depends on the file; what is seen in it does not.
            for finding in report["findings"].as_array_mut().unwrap() {
                finding["sources"] = Value::Null;
            }
        }
        assert_eq!(packed, plain, "{folder}");
        plain = room.scan(&["tenders.jsonl"]);
    }
}

#[test]
fn an_indicator_is_explained_in_both_languages() {
    let room = Room::new();
    for word in ["R018", "single_bidder_tender"] {
        for (language, words) in [("en", ["Single bids", "What else could explain it"]), ("fa", ["تک‌پیشنهادی", "## چه نشان می‌دهد"])]
        {
            let ran = room.run(&["explain", word, "--lang", language]).done();
            for words in [words[0], words[1], "single_bidder_tender", "R018"] {
                assert!(ran.text().contains(words), "{language}: {words}");
            }
        }
    }
    let persian = room.run(&["explain", "R018"]).done();
    assert_eq!(persian.stdout, room.run(&["explain", "R018", "--lang", "fa"]).done().stdout);
}

#[test]
fn a_subject_is_explained_in_each_of_the_three_states() {
    let room = Room::new();
    let mut silent = tender("silent", 1);
    silent["tender"]["numberOfTenderers"] = Value::Null;
    room.write("three.jsonl", lines([tender("three", 3), tender_of("B-1", "single", 1), silent]));
    let explain = |subject: &str| room.run(&["explain", &format!("R018:{subject}"), "three.jsonl", "--lang", "en"]);

    let found = explain("single").done();
    let row = room.read("three.jsonl").lines().nth(1).unwrap().to_owned();
    for words in ["Single bids", "single", "1 March 2024", "number_of_tenderers: 1", "B-1", "three.jsonl : 2", &row] {
        assert!(found.text().contains(words), "{words} is missing in {}", found.text());
    }
    explain("three").failed(1, &["three: single_bidder_tender is clear: 3 against 1"]);
    explain("silent").failed(1, &["silent: single_bidder_tender could not be computed", "no_number_of_tenderers"]);
    explain("nobody").failed(1, &["nobody", "no such subject"]);
}

#[test]
fn the_catalogue_lists_every_indicator_in_both_languages() {
    let room = Room::new();
    let report = {
        room.write("one.jsonl", lines([tender("one", 1)]));
        room.scan(&["one.jsonl"])
    };
    let names: Vec<&str> = each(&report, "indicators").iter().map(|one| one["indicator"].as_str().unwrap()).collect();
    assert!(names.is_sorted() && subjects(&findings(&report, "R018")) == ["one"]);
    for (language, title) in [("en", "Single bids"), ("fa", "تک‌پیشنهادی")] {
        let list = room.run(&["indicators", "list", "--lang", language]).done();
        assert_eq!(list.text().lines().count(), names.len());
        for name in &names {
            assert!(list.text().lines().any(|line| line.split_whitespace().any(|word| word == *name)), "{name}");
        }
        assert!(list.text().contains(title));
    }
}
