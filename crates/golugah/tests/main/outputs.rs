//! Where results and rejects go, and what must never come of it.

use crate::program::Room;
use crate::releases::{lines, tender};

#[test]
fn rejects_of_two_files_of_one_name_are_both_kept() {
    let room = Room::new();
    for folder in ["a", "b"] {
        room.write(
            &format!("{folder}/x.jsonl"),
            lines([tender(folder, 1)]) + "not a record\n",
        );
    }
    room.run(&["scan", "--format", "json", "a/x.jsonl", "b/x.jsonl"])
        .done();
    let kept: String = room
        .names()
        .iter()
        .filter(|name| name.contains("rejects"))
        .map(|name| room.read(name))
        .collect();
    assert!(kept.contains("a/x.jsonl") && kept.contains("b/x.jsonl"), "{kept}");
}

#[test]
fn json_without_one_record_is_refused() {
    let room = Room::new();
    for (file, content) in [
        ("deep_list.json", "[".repeat(1_000_000)),
        ("numbers.json", "[1,2,3]".to_owned()),
        ("no_releases.json", "{\"releases\":[]}".to_owned()),
        ("empty_list.json", "[]".to_owned()),
        ("empty_object.json", "{}".to_owned()),
    ] {
        room.write(file, content);
        for command in [
            vec!["scan", "--format", "json", "--lang", "en", file],
            vec!["import", "--lang", "en", file],
            vec!["explain", "--lang", "en", "R018:p-1", file],
        ] {
            room.run(&command).failed(2, &[file, "expected OCDS"]);
        }
    }
}

#[test]
fn threads_have_bounds() {
    let room = Room::new();
    room.write("good.jsonl", lines([tender("p-1", 1)]));
    room.run(&["scan", "good.jsonl", "--threads", "0"])
        .failed(2, &["--threads"]);
    let many = room.run(&["scan", "good.jsonl", "--format", "json", "--threads", "100000"]);
    assert!(!many.stderr.contains("panicked"), "{}", many.stderr);
    assert!(matches!(many.code, Some(0 | 2)), "{:?}", many.code);
}

#[test]
fn nothing_half_written_is_left_and_no_result_comes_before_a_failure() {
    let room = Room::new();
    room.write("good.jsonl", lines([tender("p-1", 1)]) + "not a record\n");
    std::fs::create_dir(room.path("folder")).unwrap();
    room.run(&["scan", "good.jsonl", "--out", "folder"])
        .failed(2, &["folder: could not be written"]);
    assert_eq!(room.names(), ["folder", "good.jsonl", "good.jsonl.rejects.jsonl"]);
}

#[test]
fn no_result_is_printed_before_a_second_output_fails() {
    let room = Room::new();
    room.write("good.jsonl", lines([tender("p-1", 1)]) + "not a record\n");
    let json = ["scan", "good.jsonl", "--format", "json"];
    room.run(&[&json[..], &["--observations", "no/folder/all.csv"]].concat())
        .failed(2, &["no/folder/all.csv"]);
    room.run(&[&json[..], &["--rejects", "good.jsonl/folder"]].concat())
        .failed(2, &["good.jsonl/folder"]);
}

#[test]
fn control_characters_of_a_file_never_reach_the_terminal() {
    let room = Room::new();
    room.write("title.txt", "\u{1b}]0;owned\u{7} minutes\nof a session");
    room.write(
        "title.jsonl",
        lines([tender("p-1", 1)]) + "{\u{1b}]0;owned\u{7}\n",
    );
    for file in ["title.txt", "title.jsonl"] {
        let said = room.run(&["scan", file, "--format", "json"]).stderr;
        assert!(
            !said.trim_end().contains(|sign: char| sign.is_control()),
            "{said:?}"
        );
    }
}

#[test]
fn a_device_is_written_into_and_stays_a_device() {
    let room = Room::new();
    room.write("good.jsonl", lines([tender("p-1", 1)]));
    room.run(&["scan", "good.jsonl", "--format", "json", "--out", "/dev/null"])
        .done();
    room.run(&["scan", "good.jsonl", "--format", "json", "--out", "/dev/full"])
        .failed(2, &["/dev/full: could not be written"]);
    for device in ["/dev/null", "/dev/full"] {
        assert!(
            !std::fs::metadata(device).unwrap().is_file(),
            "{device} was replaced"
        );
    }
}
