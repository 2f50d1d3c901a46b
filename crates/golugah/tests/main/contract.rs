//! What others build on: the keys of the results, what they say, and that nothing depends on threads, order or packing.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::program::{Room, each, findings, gzip, one_bottleneck, summary};
use crate::releases::{lines, tender, with_one_bottleneck};

const REPORT: &[&str] = &[
    "version",
    "inputs",
    "indicators",
    "findings",
    "bottlenecks",
    "not_named",
    "without_verdict",
    "by_chance",
    "coverage",
    "winners",
];
const INPUT: &[&str] = &["file", "sha256", "kind", "records", "rejected", "noted"];
/// Three keys more than were first agreed: what the indicator is, what it is held against, and what chance alone would name of it.
const INDICATOR: &[&str] = &[
    "indicator",
    "code",
    "definition_sha256",
    "against",
    "raised",
    "clear",
    "not_computable",
    "by_chance",
    "parameters",
];
const FINDING: &[&str] = &[
    "indicator",
    "code",
    "subject",
    "value",
    "threshold",
    "groups",
    "date",
    "evidence",
    "sources",
];
/// Keys more than were first agreed: how many peers there were, what the stake is counted in, in how many batches the
/// observations lie and what these are worth.
const BOTTLENECK: &[&str] = &[
    "rank",
    "group",
    "indicator",
    "code",
    "raised",
    "computable",
    "batch",
    "batches",
    "raised_batches",
    "design_effect",
    "rate",
    "peer_rate",
    "peers",
    "peer_rate_by_mix",
    "peers_raised",
    "peers_computable",
    "material_threshold",
    "probability",
    "by_outsiders",
    "excess",
    "stake",
    "stake_unit",
    "visible",
    "sentence",
];

#[track_caller]
fn has_keys(object: &Value, keys: &[&str]) {
    let found: BTreeSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found, keys.iter().copied().collect(), "{object}");
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
        assert!(
            hash.len() == 64 && hash.bytes().all(|sign| sign.is_ascii_hexdigit()),
            "{hash}"
        );
    }
    for indicator in each(&report, "indicators") {
        has_keys(indicator, INDICATOR);
        assert!(
            indicator["not_computable"]
                .as_object()
                .unwrap()
                .values()
                .all(Value::is_u64),
            "{indicator}"
        );
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
        // All offices of these tenders are called Works.
        has_keys(&bottleneck["group"], &["kind", "id", "name", "shares_name"]);
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
        assert_eq!(
            (&source["file"], &row["ocid"]),
            (&json!("tenders.jsonl"), &finding["subject"]["id"])
        );
        assert_eq!(finding["groups"]["buyer"], row["buyer"]["id"]);
        let day = &row["date"].as_str().unwrap()[..10];
        assert_eq!((&finding["date"], &finding["value"]), (&json!(day), &json!(1.0)));
    }
    // The works office carries all of its buyer's excess, so it is named and its buyer is not.
    let named: Vec<&Value> = each(&report, "bottlenecks")
        .iter()
        .map(|one| &one["group"])
        .collect();
    assert_eq!(
        named,
        [&json!({ "kind": "procuring_entity", "id": "B-stuck-works", "name": "Works", "shares_name": true })]
    );
    let stuck = &report["bottlenecks"][0];
    assert_eq!(
        (&stuck["raised"], &stuck["computable"], &stuck["rate"]),
        (&json!(45), &json!(60), &json!(0.75))
    );
    assert_eq!(stuck["stake_unit"], json!({ "currency": "IRR" }));
    for (language, words) in [
        ("en", ["45 of 60", "75", "It could also be explained by"]),
        ("fa", ["۴۵", "۶۰", "توضیح دیگر"]),
    ] {
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
    room.write(
        "three.jsonl",
        lines([tender("single", 1), tender("three", 3), silent]),
    );
    let report = room.scan(&["--indicator", "single_bidder_tender", "three.jsonl"]);
    assert_eq!(each(&report, "indicators").len(), 1);
    let answered = summary(&report, "R018");
    assert_eq!((&answered["raised"], &answered["clear"]), (&json!(1), &json!(1)));
    assert_eq!(answered["not_computable"], json!({ "no_number_of_tenderers": 1 }));

    room.run(&[
        "scan",
        "--indicator",
        "R018",
        "--observations",
        "all.csv",
        "three.jsonl",
    ])
    .done();
    let all = room.read("all.csv");
    let mut rows: Vec<&str> = all.lines().collect();
    assert_eq!(
        rows.remove(0),
        "indicator,subject_kind,subject,state,reason,value,threshold"
    );
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
fn results_do_not_depend_on_threads_or_on_the_order_of_files() {
    let room = Room::new();
    let text = with_one_bottleneck();
    let (first, second) = text.split_at(text[..text.len() / 2].rfind('\n').unwrap() + 1);
    room.write("a.jsonl", first);
    room.write("b.jsonl", second);
    for format in ["json", "jsonl", "csv", "html", "table", "cardinal"] {
        let with = |threads| {
            let arguments = [
                "scan",
                "--format",
                format,
                "--date",
                "2026-03-21",
                "--threads",
                threads,
                "a.jsonl",
                "b.jsonl",
            ];
            room.run(&arguments).done().stdout
        };
        let one = with("1");
        assert!(
            with("2") == one && with("3") == one,
            "{format} differs by threads"
        );
    }
    let (mut here, mut there) = (
        room.scan(&["a.jsonl", "b.jsonl"]),
        room.scan(&["b.jsonl", "a.jsonl"]),
    );
    for report in [&mut here, &mut there] {
        report["inputs"]
            .as_array_mut()
            .unwrap()
            .sort_by_key(|input| input["file"].to_string());
    }
    assert_eq!(here.to_string(), there.to_string());
    assert_eq!(here["bottlenecks"][0]["raised"], 45, "the office of both files");
}

#[test]
fn a_packed_file_gives_what_the_plain_one_gives() {
    let (room, mut plain) = one_bottleneck();
    let text = room.read("tenders.jsonl");
    room.write("gz/tenders.jsonl", gzip(text.as_bytes()));
    room.write("zst/tenders.jsonl", zstd::encode_all(text.as_bytes(), 3).unwrap());
    let releases: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    room.write(
        "package/tenders.jsonl",
        serde_json::to_string_pretty(&json!({ "releases": releases })).unwrap(),
    );
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

/// Anybody can see with common tools which rule measured a finding: `cat indicator.toml indicator.sql mod.rs | sha256sum`.
#[test]
fn an_indicator_says_what_it_is() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../golugah-indicators/src/procurement/single_bidder_tender");
    let texts = ["indicator.toml", "indicator.sql", "mod.rs"]
        .map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
    let room = Room::new();
    room.write("definition", texts.concat());
    let (_, report) = one_bottleneck();
    let summed = std::process::Command::new("sha256sum")
        .arg(room.path("definition"))
        .output()
        .unwrap();
    let summed = String::from_utf8(summed.stdout).unwrap();
    assert_eq!(summary(&report, "R018")["definition_sha256"], summed[..64]);
}
