//! What a result is never written over, and where it does not go.

use crate::program::Room;
use crate::releases::{lines, tender};

const TABLE: &str = "number,buyer,winner,amount,award date\n2003001001,a,b,10,2024-03-02\n";

#[test]
fn no_result_is_written_over_what_it_is_made_of() {
    let room = Room::new();
    room.write("t.jsonl", lines([tender("p-1", 1)]));
    room.write("w.csv", TABLE);
    room.write(
        "log.csv",
        "case,activity,date\n7,open,2024-01-02\n7,sign,2024-01-03\n",
    );
    room.write(
        "counts.csv",
        "group,stratum,batch,raised,computable\na,s,,1,2\nb,s,,1,2\n",
    );
    room.run(&["map", "w.csv", "--out", "m.toml"]).done();
    let kept = ["t.jsonl", "w.csv", "log.csv", "counts.csv", "m.toml"].map(|name| (name, room.read(name)));
    std::fs::create_dir(room.path("folder")).unwrap();
    for command in [
        &["scan", "t.jsonl", "--format", "json", "--out", "t.jsonl"][..],
        &[
            "scan",
            "t.jsonl",
            "--format",
            "json",
            "--out",
            "folder/../t.jsonl",
        ],
        &["scan", "t.jsonl", "--format", "json", "--observations", "t.jsonl"],
        &["scan", "w.csv", "--map", "m.toml", "--out", "m.toml"],
        &["scan", "t.jsonl", "--out", "same", "--observations", "same"],
        &["map", "w.csv", "--out", "w.csv"],
        &["map", "w.csv", "--out", "m.toml"],
        &["map", "--template", "bids", "--out", "w.csv"],
        &["paths", "log.csv", "--out", "log.csv"],
        &["judge", "--counts", "counts.csv", "--out", "counts.csv"],
    ] {
        let out = command.iter().rev().find(|word| !word.starts_with("--")).unwrap();
        room.run(command).failed(2, &[out]);
        for (name, content) in &kept {
            assert_eq!(room.read(name), *content, "{command:?}");
        }
    }
    room.write("b.bottlenecks.csv", TABLE);
    room.run(&["scan", "b.bottlenecks.csv", "--format", "csv", "--out", "b.csv"])
        .failed(2, &["b.bottlenecks.csv"]);
    assert_eq!(room.read("b.bottlenecks.csv"), TABLE);
    room.write("a.jsonl", lines([tender("p-1", 1)]) + "not a record\n");
    let rejects = lines([tender("p-2", 1)]);
    room.write("a.jsonl.rejects.jsonl", &rejects);
    room.run(&["scan", "a.jsonl", "a.jsonl.rejects.jsonl", "--format", "json"])
        .failed(2, &["a.jsonl.rejects.jsonl"]);
    assert_eq!(room.read("a.jsonl.rejects.jsonl"), rejects);
}

#[test]
fn a_workbook_is_no_text_for_a_screen() {
    let room = Room::new();
    room.write("t.jsonl", lines([tender("p-1", 1)]));
    room.run(&["scan", "t.jsonl", "--format", "xlsx"])
        .failed(2, &["--out", "xlsx"]);
}

#[test]
fn windows_are_given_in_either_calendar_and_never_backwards() {
    let room = Room::new();
    room.write("t.jsonl", lines([tender("p-1", 1)]));
    let scan = |after: &str, until: &str| {
        room.run(&[
            "scan", "t.jsonl", "--format", "json", "--after", after, "--until", until,
        ])
    };
    let jalali = scan("1380-01-01", "۱۴۱۰/۰۱/۰۱").done().json();
    assert_eq!(
        jalali["findings"],
        scan("2001-03-21", "2031-03-21").done().json()["findings"]
    );
    scan("2026-03-21", "1404-01-01").failed(2, &["--after 2026-03-21 --until 2025-03-21"]);
}

#[test]
fn headings_alone_are_a_table_without_rows() {
    let room = Room::new();
    room.write("h.csv", "شماره مناقصه,دستگاه,برنده,مبلغ (ریال),تاریخ قرارداد\n");
    for command in [&["scan", "h.csv"][..], &["import", "--data", "county", "h.csv"]] {
        let ran = room.run(command);
        ran.failed(2, &["h.csv", "هیچ سطری زیر آن نیست"]);
    }
    room.write(
        "r.csv",
        "شماره مناقصه,دستگاه,برنده,مبلغ (ریال),تاریخ قرارداد\n,a,b,5,1403/01/01\n",
    );
    room.run(&["scan", "r.csv"])
        .failed(2, &["هیچ سطری از جدول خوانده نشد", "خانهٔ A2"]);
}
