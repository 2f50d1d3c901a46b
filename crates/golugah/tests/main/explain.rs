//! What the program says of its indicators, and of one finding.

use serde_json::Value;

use crate::program::{Room, each, findings, subjects};
use crate::releases::{lines, tender, tender_of};

#[test]
fn an_indicator_is_explained_in_both_languages() {
    let room = Room::new();
    for word in ["R018", "single_bidder_tender"] {
        for (language, words) in [
            ("en", ["Single bids", "What else could explain it"]),
            ("fa", ["تک‌پیشنهادی", "## چه نشان می‌دهد"]),
        ] {
            let ran = room.run(&["explain", word, "--lang", language]).done();
            for words in [words[0], words[1], "single_bidder_tender", "R018"] {
                assert!(ran.text().contains(words), "{language}: {words}");
            }
        }
    }
    let persian = room.run(&["explain", "R018"]).done();
    assert_eq!(
        persian.stdout,
        room.run(&["explain", "R018", "--lang", "fa"]).done().stdout
    );
}

#[test]
fn a_subject_is_explained_in_each_of_the_three_states() {
    let room = Room::new();
    let mut silent = tender("silent", 1);
    silent["tender"]["numberOfTenderers"] = Value::Null;
    room.write(
        "three.jsonl",
        lines([tender("three", 3), tender_of("B-1", "single", 1), silent]),
    );
    let explain = |subject: &str| {
        room.run(&[
            "explain",
            &format!("R018:{subject}"),
            "three.jsonl",
            "--lang",
            "en",
        ])
    };

    let found = explain("single").done();
    let row = room.read("three.jsonl").lines().nth(1).unwrap().to_owned();
    for words in [
        "Single bids",
        "single",
        "2024-03-01",
        "Number of tenderers  1",
        "B-1",
        "three.jsonl:2",
        &row,
    ] {
        assert!(
            found.text().contains(words),
            "{words} is missing in {}",
            found.text()
        );
    }
    explain("three").failed(1, &["Tender three: not seen", "3 against the threshold 1"]);
    explain("silent").failed(
        1,
        &[
            "Tender silent: could not be measured",
            "The number of tenderers is not published",
        ],
    );
    explain("nobody").failed(1, &["nobody", "looked at no such thing"]);
}

#[test]
fn the_catalogue_lists_every_indicator_in_both_languages() {
    let room = Room::new();
    let report = {
        room.write("one.jsonl", lines([tender("one", 1)]));
        room.scan(&["one.jsonl"])
    };
    let names: Vec<&str> = each(&report, "indicators")
        .iter()
        .map(|one| one["indicator"].as_str().unwrap())
        .collect();
    assert!(names.is_sorted() && subjects(&findings(&report, "R018")) == ["one"]);
    for (language, title) in [("en", "Single bids"), ("fa", "تک‌پیشنهادی")] {
        let list = room.run(&["indicators", "list", "--lang", language]).done();
        assert_eq!(list.text().lines().count(), names.len());
        for name in &names {
            assert!(
                list.text()
                    .lines()
                    .any(|line| line.split_whitespace().any(|word| word == *name)),
                "{name}"
            );
        }
        assert!(list.text().contains(title));
    }
}
