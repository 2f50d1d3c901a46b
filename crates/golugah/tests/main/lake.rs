//! What is kept in the lake gives what the files gave.

use serde_json::json;

use crate::events::permits;
use crate::program::{Room, findings, gzip, subjects, summary};
use crate::releases::{lines, tender, tender_of, with_one_bottleneck};

/// A folder with tenders in two files, a record that cannot be read, a process published again, and an event log.
fn files() -> Room {
    let room = Room::new();
    let mut first = with_one_bottleneck();
    first += "not a record\n";
    let mut again = tender_of("B-stuck", "stuck-0", 3);
    again["date"] = json!("2024-06-01T00:00:00Z");
    room.write("tenders.jsonl", first);
    room.write("later.jsonl", lines([again, tender("new", 1)]));
    room.write("permits.xes.gz", gzip(permits(400).as_bytes()));
    room
}

const FILES: [&str; 3] = ["tenders.jsonl", "later.jsonl", "permits.xes.gz"];

#[test]
fn a_scan_of_the_lake_is_the_scan_of_its_files() {
    let room = files();
    let imported = room.run(&[&["import"], &FILES[..]].concat()).done();
    assert!(imported.stdout.is_empty());
    for said in [
        "tenders.jsonl: ۷۲۰ رکورد نگه داشته شد",
        "tenders.jsonl: ۱ رکورد پذیرفته نشد",
        "permits.xes.gz: ۴۰۰ رکورد نگه داشته شد",
    ] {
        assert!(imported.stderr.contains(said), "{said} in {}", imported.stderr);
    }
    for more in [
        &[][..],
        &["--indicator", "R018"],
        &["--profile", "cardinal", "--currency", "IRR"],
    ] {
        let of_files = room.scan(&[more, &FILES].concat());
        for threads in ["1", "2", "3"] {
            let of_lake = room
                .run(&[&["scan", "--format", "json", "--threads", threads], more].concat())
                .done();
            assert_eq!(of_lake.json(), of_files, "{more:?}");
        }
    }
    // It was worth comparing: there are findings of both kinds of records, a bottleneck, and a process published again.
    let report = room.scan(&[]);
    assert!(!findings(&report, "R018").is_empty() && !findings(&report, "deadline_missed").is_empty());
    assert!(
        !subjects(&findings(&report, "R018")).contains(&"stuck-0"),
        "the later release has three tenderers"
    );
    assert!(!report["bottlenecks"].as_array().unwrap().is_empty());
    assert_eq!(
        report["inputs"][0]["rejected"], 2,
        "one not read, one published again"
    );
}

#[test]
fn values_alone_are_the_same_from_the_lake_and_from_its_files() {
    let room = files();
    room.run(&[&["import"], &FILES[..]].concat()).done();
    for more in [
        &[][..],
        &["--profile", "cardinal"],
        &["--after", "2023-06-01"],
        &["--currency", "EUR"],
    ] {
        let form = [&["scan", "--format", "cardinal"], more].concat();
        let of_files = room.run(&[&form[..], &FILES].concat()).done();
        assert!(of_files.stdout.len() > 10, "{more:?}: {}", of_files.text());
        for threads in ["1", "2"] {
            let of_lake = room.run(&[&form[..], &["--threads", threads]].concat()).done();
            assert_eq!(of_lake.stdout, of_files.stdout, "{more:?}");
        }
    }
}

#[test]
fn a_finding_in_the_lake_is_explained_as_in_its_file() {
    let room = files();
    let of_file = room
        .run(&["explain", "R018:new", "--lang", "en", "later.jsonl"])
        .done();
    room.run(&["import", "later.jsonl"]).done();
    assert_eq!(
        room.run(&["explain", "R018:new", "--lang", "en"]).done().text(),
        of_file.text()
    );
    room.run(&["explain", "R018:stuck-0", "--lang", "en"])
        .failed(1, &["Tender stuck-0: not seen"]);
}

#[test]
fn a_file_seen_before_is_known_by_its_hash() {
    let room = files();
    room.run(&["import", "later.jsonl"]).done();
    let before = room.scan(&[]);
    room.write("renamed.jsonl", room.read("later.jsonl"));
    for file in ["later.jsonl", "renamed.jsonl"] {
        let again = room.run(&["import", file]).done();
        let said = format!("{file}: پیش‌تر با نام later.jsonl وارد شده است");
        assert!(again.stderr.contains(&said), "{}", again.stderr);
    }
    assert_eq!(room.scan(&[]), before);
    // Other bytes are another file, whatever its name.
    room.write("renamed.jsonl", lines([tender("other", 1)]));
    room.run(&["import", "renamed.jsonl"]).done();
    assert_eq!(summary(&room.scan(&[]), "R018")["raised"], 2);
}

#[test]
fn the_lake_lies_where_it_is_told() {
    let room = files();
    room.run(&["import", "--data", "county", "later.jsonl"]).done();
    room.run(&["scan", "--lang", "en"])
        .failed(2, &["golugah-data: nothing was imported yet", "golugah import"]);
    room.run(&["scan"])
        .failed(2, &["golugah-data: هنوز چیزی وارد نشده است", "golugah import"]);
    let report = room.scan(&["--data", "county"]);
    assert_eq!(subjects(&findings(&report, "R018")), ["new"]);
    assert!(!room.names().contains(&"golugah-data".to_owned()));
}

/// What a disk did to the lake ends the scan with what to do, and the measure of a lake of an earlier release ends in no
/// panic whatever its bytes.
#[test]
fn a_lake_that_is_not_what_was_imported_is_named() {
    let room = Room::new();
    room.write("permits.xes", permits(40));
    room.run(&["import", "permits.xes"]).done();
    let found = |folder: &str| {
        let mut names = std::fs::read_dir(room.path(folder)).unwrap();
        let name = names.next().unwrap().unwrap().file_name().into_string().unwrap();
        format!("{folder}/{name}")
    };
    let (events, manifest) = (
        found("golugah-data/lake/events"),
        found("golugah-data/lake/imports"),
    );
    let whole = room.read_bytes(&events);
    let flipped = |place: usize, bit: u8| {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << bit;
        room.write(&events, bytes);
        room.run(&["scan", "--format", "json"])
    };
    flipped(whole.len() / 2, 0).failed(2, &[&events, "no longer those that were imported", &manifest]);
    let mut fields: serde_json::Value = serde_json::from_str(&room.read(&manifest)).unwrap();
    fields
        .as_object_mut()
        .unwrap()
        .retain(|name, _| name != "hashes" && name != "hash");
    room.write(&manifest, fields.to_string());
    let mut read = 0;
    for place in (0..whole.len()).step_by(whole.len() / 60) {
        // The highest bits of numbers are where sums overflow.
        let ran = flipped(place, 6 + (place % 2) as u8);
        assert!(matches!(ran.code, Some(0 | 2)), "byte {place}: {}", ran.stderr);
        read += u8::from(ran.code == Some(0));
    }
    assert!(read > 5, "{read}");
}
