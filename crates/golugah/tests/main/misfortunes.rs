//! What goes wrong with files and arguments: each command says what it found, where, and what to do, and exits with 2;
//! a check that does not hold exits with 1. Nothing is printed as a result, and nothing panics.

use std::io::Write as _;

use crate::events::permits;
use crate::program::{Room, gzip};
use crate::releases::{lines, tender};

const MILLION: usize = 1_000_000;

/// A file that no command can use: its name, its bytes, and what is said of it by whoever reads both kinds of records.
type Bad = (&'static str, Vec<u8>, &'static [&'static str]);

const READABLE: &str = "expected OCDS";
const NOTHING: &str = "not one record could be read";
const LOG_WANTED: &str = "expects an XES event log";

/// The first half of a packed text.
fn cut(text: &str) -> Vec<u8> {
    let mut packed = gzip(text.as_bytes());
    packed.truncate(packed.len() / 2);
    packed
}

/// Two hundred megabytes of one sign, packed a thousandfold, behind `begins`.
fn bomb(begins: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(begins.as_bytes()).unwrap();
    let megabyte = vec![b'a'; 1 << 20];
    for _ in 0..200 {
        packed.write_all(&megabyte).unwrap();
    }
    packed.finish().unwrap()
}

/// Files that are wrong for every command that reads files.
fn unusable() -> Vec<Bad> {
    vec![
        ("empty.jsonl", Vec::new(), &["the file is empty", READABLE]),
        ("blank.jsonl", b"\n   \n".to_vec(), &["the file is empty", READABLE]),
        ("empty.jsonl.gz", gzip(b""), &["the file is empty", READABLE]),
        ("minutes.txt", b"Minutes of the fourth session.\n".to_vec(), &["begins with `Minutes of", READABLE]),
        ("archive.zip", b"PK\x03\x04".to_vec(), &["damaged", "(PK)"]),
        ("broken.gz", b"\x1f\x8bnot packed".to_vec(), &["gzip stream breaks", "fetch it again"]),
        ("cut.xes.gz", cut(&permits(500)), &["gzip stream breaks", "fetch it again"]),
        ("page.xml", b"<?xml version=\"1.0\"?>\n<html/>".to_vec(), &["line 2", "`<html>`", "expected <log>"]),
        ("no_cases.xes", b"<log></log>".to_vec(), &["found 0 traces", "expected events with"]),
        ("deep.xes", format!("<log>{}", "<trace>".repeat(MILLION)).into(), &["line 1", "too deep in one another", "export it again"]),
        (
            "latin.xes",
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log><trace><string key=\"a\" value=\"\xe9\"/>".to_vec(),
            &["line 2", "UTF-8", "export the log again"],
        ),
        (
            "other_encoding.xes",
            b"<?xml version=\"1.0\" encoding=\"windows-1256\"?>\n<log></log>".to_vec(),
            &["windows-1256", "expected UTF-8", "convert the file"],
        ),
        (
            "entities.xes",
            b"<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<log/>".to_vec(),
            &["line 2", "<!DOCTYPE>", "remove it"],
        ),
        (
            "other_files.xes",
            b"<!DOCTYPE log [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<log>&a;</log>".to_vec(),
            &["line 1", "<!DOCTYPE>", "remove it"],
        ),
        (
            "bomb.xes.gz",
            bomb("<log><trace><event><string key=\"concept:name\" value=\""),
            &["unpacks to more than 250 times its size", "unpack it yourself if you trust it"],
        ),
    ]
}

/// Files of JSON that hold no contracting process; `paths` has other reasons to refuse them.
fn unusable_tenders() -> Vec<Bad> {
    let many: String = lines((0..5_000).map(|number| tender(&format!("p-{number}"), 2)));
    vec![
        (
            "cut.jsonl.gz",
            cut(&many),
            &["gzip stream breaks", "fetch it again"],
        ),
        (
            "deep.json",
            "{\"a\":".repeat(MILLION).into(),
            &[NOTHING, "line 1", "at most 64 levels", READABLE],
        ),
        (
            "deep_inside.json",
            format!(
                "{{\"ocid\":\"p\",\"x\":{}{}}}",
                "[".repeat(MILLION),
                "]".repeat(MILLION)
            )
            .into(),
            &[NOTHING, "line 1", "at most 64 levels", READABLE],
        ),
        (
            "latin.jsonl",
            b"{\"ocid\":\"p-\xe9\"}\n".to_vec(),
            &[NOTHING, "line 1", "expected UTF-8", "byte 12"],
        ),
        (
            "no_ocid.jsonl",
            b"{\"id\":1}\n".to_vec(),
            &[NOTHING, "line 1", "`ocid`", READABLE],
        ),
        (
            "half_a_line.jsonl",
            b"{\"ocid\":\"p\",\"tender\":{".to_vec(),
            &[NOTHING, "line 1", "tender", READABLE],
        ),
        (
            "bomb.jsonl.gz",
            bomb("{\"ocid\":\"p\",\"description\":\""),
            &[
                "unpacks to more than 250 times its size",
                "unpack it yourself if you trust it",
            ],
        ),
    ]
}

/// The commands that read both kinds of records.
fn readers(file: &str) -> [Vec<&str>; 4] {
    [
        vec!["import", "--data", "county", file, "--lang", "en"],
        vec!["scan", "--format", "json", file, "--lang", "en"],
        "scan --format html --lang en --date 2026-03-21"
            .split(' ')
            .chain([file])
            .collect(),
        vec!["explain", "R018:p-1", file, "--lang", "en"],
    ]
}

#[test]
fn no_input_at_all() {
    let room = Room::new();
    room.run(&[]).failed(2, &["Usage:", "scan", "indicators"]);
    room.run(&["scan"]).failed(2, &["golugah:", "import"]);
    room.run(&["explain", "R018:p-1"])
        .failed(2, &["golugah:", "import"]);
    room.run(&["import"]).failed(2, &["<FILE>", "Usage:"]);
    room.run(&["paths"]).failed(2, &["<FILE>", "Usage:"]);
    room.run(&["explain"]).failed(2, &["INDICATOR", "Usage:"]);
    room.run(&["indicators"]).failed(2, &["list", "test"]);
    room.run(&["sample"]).failed(2, &["--out <DIR>", "Usage:"]);
    assert!(room.names().is_empty(), "{:?}", room.names());
}

#[test]
fn a_file_that_is_not_there_and_a_folder() {
    let room = Room::new();
    std::fs::create_dir(room.path("folder")).unwrap();
    room.write("good.jsonl", lines([tender("p-1", 1)]));
    let paths = |file| vec!["paths", file, "--lang", "en"];
    for command in readers("missing.jsonl")
        .into_iter()
        .chain([paths("missing.jsonl")])
    {
        room.run(&command)
            .failed(2, &["missing.jsonl: no such file", "check the path", READABLE]);
    }
    for command in readers("folder").into_iter().chain([paths("folder")]) {
        room.run(&command)
            .failed(2, &["folder: this is a folder", "name the files in it"]);
    }
    // One file that is not there among good ones: no half result of a scan, and no import is begun.
    room.run(&["scan", "--lang", "en", "good.jsonl", "missing.jsonl"])
        .failed(2, &["missing.jsonl: no such file"]);
    room.run(&["import", "good.jsonl", "missing.jsonl"])
        .failed(2, &["missing.jsonl: چنین پرونده‌ای نیست"]);
    assert_eq!(room.names(), ["folder", "good.jsonl"]);
}

#[test]
fn files_that_hold_no_records() {
    let room = Room::new();
    for (file, content, said) in unusable() {
        room.write(file, content);
        let said = [&[file], said].concat();
        for command in readers(file).into_iter().chain([
            vec!["paths", file, "--lang", "en"],
            vec!["paths", file, "--format", "json", "--lang", "en"],
        ]) {
            room.run(&command).failed(2, &said);
        }
        std::fs::remove_file(room.path(file)).unwrap();
    }
    nothing_is_left(&room);
}

#[test]
fn files_that_hold_no_tenders() {
    let room = Room::new();
    for (file, content, said) in unusable_tenders() {
        room.write(file, content);
        for command in readers(file) {
            room.run(&command).failed(2, &[&[file], said].concat());
        }
        room.run(&["paths", file])
            .failed(2, &[file, "OCDS JSON", LOG_WANTED, "golugah scan"]);
        std::fs::remove_file(room.path(file)).unwrap();
    }
    nothing_is_left(&room);
}

/// Failed imports kept nothing, and nobody left a half-written file.
fn nothing_is_left(room: &Room) {
    assert_eq!(room.names(), ["county"]);
    room.run(&["scan", "--data", "county", "--lang", "en"])
        .failed(2, &["county: nothing was imported yet", "golugah import"]);
}

#[test]
fn a_record_that_cannot_be_read_is_set_aside_with_its_line_and_reason() {
    let room = Room::new();
    let good = lines([tender("p-1", 1)]);
    let bad = [
        (&b"{\"ocid\":\"p-\xe9\"}"[..], "expected UTF-8"),
        (&b"[\"p-2\"]"[..], "expected an object"),
        (&b"minutes of a session"[..], "expected an object"),
    ];
    let mut text = good.into_bytes();
    for (line, _) in bad {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    // One field of another kind costs that field, and is said.
    text.extend_from_slice(b"{\"ocid\":\"p-3\",\"tender\":[]}\n");
    room.write("mixed.jsonl", text);
    let ran = room
        .run(&["scan", "--format", "json", "--rejects", ".", "mixed.jsonl"])
        .done();
    assert!(
        ran.stderr
            .contains("mixed.jsonl: ۳ رکورد پذیرفته نشد؛ نخستین در سطر ۲"),
        "{}",
        ran.stderr
    );
    let report = ran.json();
    assert_eq!(
        (&report["inputs"][0]["records"], &report["inputs"][0]["rejected"]),
        (&2.into(), &3.into())
    );
    assert_eq!(report["inputs"][0]["noted"], 1);
    let rejects = room.read("mixed.jsonl.rejects.jsonl");
    assert_eq!(rejects.lines().count(), 4);
    let note: serde_json::Value = serde_json::from_str(rejects.lines().last().unwrap()).unwrap();
    let expected = serde_json::json!({
        "file": "mixed.jsonl", "line": 5, "field": "tender", "fault": "unreadable",
        "found": "expected an object, found `[]}` at byte 24", "times": 1,
    });
    assert_eq!(note, expected);
    for ((line, (_, reason)), number) in rejects.lines().zip(bad).zip(2..) {
        let reject: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            (&reject["file"], &reject["line"]),
            (&"mixed.jsonl".into(), &number.into())
        );
        assert!(reject["reason"].as_str().unwrap().contains(reason), "{reject}");
    }
}

#[test]
fn arguments_that_make_no_sense() {
    let room = Room::new();
    room.write("good.jsonl", lines([tender("p-1", 1)]));
    let scan = |more: &[&str]| room.run(&[&["scan", "--format", "json", "good.jsonl"], more].concat());
    scan(&["--indicator", "R999"]).failed(
        2,
        &["--indicator R999", "no such indicator", "golugah indicators list"],
    );
    scan(&["--profile", "strict"]).failed(2, &["--profile strict", "no such profile", "there is cardinal"]);
    for date in [
        "tomorrow",
        "2024-02-30",
        "2024-13-01",
        "2024-01-01T10:00:00Z",
        "۱۴۰۳-۰۱-۰۱",
        "",
    ] {
        scan(&["--date", date]).failed(2, &["--date", "expected a day as YYYY-MM-DD", "2026-03-21"]);
    }
    room.run(&["scan", "good.jsonl", "--format", "pdf"])
        .failed(2, &["--format", "possible values", "json"]);
    scan(&["--threads", "many"]).failed(2, &["--threads"]);
    scan(&["--colour"]).failed(2, &["--colour", "Usage:"]);
    room.run(&["divine"]).failed(2, &["divine", "Usage:"]);
    room.run(&["explain", "R999"])
        .failed(2, &["R999: no such indicator", "golugah indicators list"]);
    room.run(&["explain", "R999:p-1", "good.jsonl"])
        .failed(2, &["R999: no such indicator"]);
    assert_eq!(room.names(), ["good.jsonl"]);
}

#[test]
fn a_place_that_cannot_be_written() {
    let room = Room::new();
    room.write("good.jsonl", lines([tender("p-1", 1)]));
    room.write("good.xes", permits(3));
    room.write("a_file", "");
    for out in ["no/such/folder/out", "a_file/out"] {
        let said = [out, "could not be written"];
        for format in ["json", "jsonl", "csv", "html", "table", "cardinal"] {
            room.run(&["scan", "good.jsonl", "--format", format, "--out", out])
                .failed(2, &said);
        }
        room.run(&["paths", "good.xes", "--format", "json", "--out", out])
            .failed(2, &said);
    }
    for data in ["a_file", "a_file/county"] {
        room.run(&["import", "good.jsonl", "--data", data])
            .failed(2, &[data, "could not be", "check that"]);
        room.run(&["demo", "--data", data])
            .failed(2, &[data, "could not be written"]);
        room.run(&["sample", "--out", data])
            .failed(2, &[data, "could not be written"]);
    }
    assert_eq!(room.names(), ["a_file", "good.jsonl", "good.xes"]);
}

#[test]
fn cases_of_indicators_that_are_not_there() {
    let room = Room::new();
    room.run(&["indicators", "test"])
        .failed(2, &["cases", "could not be read", "source tree", "--cases"]);
    room.run(&["indicators", "test", "--cases", "elsewhere"])
        .failed(2, &["elsewhere", "could not be read", "--cases"]);
}

#[test]
fn cases_of_indicators_hold_in_the_source_tree() {
    let tree = concat!(env!("CARGO_MANIFEST_DIR"), "/../golugah-indicators/src");
    let ran = Room::new().run(&["indicators", "test", "--cases", tree]).done();
    assert!(ran.stderr.contains("cases hold"), "{}", ran.stderr);
}

#[test]
fn a_case_that_does_not_hold_is_a_one() {
    let room = Room::new();
    let tree = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../golugah-indicators/src"));
    copy_cases(tree, &room.path("tree"));
    let family = room.path("tree/procurement/single_bidder_tender/cases");
    let case = std::fs::read_dir(&family)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    std::fs::write(
        case.join("expected.csv"),
        "subject_kind,subject\ntender,somebody-else\n",
    )
    .unwrap();
    room.run(&["indicators", "test", "--cases", "tree"]).failed(
        1,
        &[
            "single_bidder_tender/",
            "expected tender,somebody-else",
            "1 of",
            "cases do not hold",
        ],
    );
}

/// Copies the cases of a tree, and only them.
fn copy_cases(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_cases(&path, &target);
        } else if path
            .extension()
            .is_some_and(|kind| kind == "csv" || kind == "jsonl" || kind == "xes")
        {
            std::fs::copy(&path, target).unwrap();
        }
    }
}
