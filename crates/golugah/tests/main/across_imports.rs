//! What one import begins and another goes on with: counted once, as if all had stood in one file; and files that wait together
//! are measured once.

use serde_json::{Value, json};

use golugah_county::imports::actions::HandInFile;
use golugah_desk::store::Store;

use crate::program::{Room, findings, subjects, summary};
use crate::releases::{lines, tender, with_one_bottleneck};
use crate::said_columns::{open, secretary};

fn step(ocid: &str, date: &str, tag: &str, more: Value) -> Value {
    let mut release = more;
    release["ocid"] = json!(ocid);
    release["date"] = json!(date);
    release["tag"] = json!([tag]);
    release
}

fn whole(ocid: &str, date: &str, tenderers: u32) -> Value {
    let mut release = tender(ocid, tenderers);
    release["date"] = json!(date);
    release
}

#[test]
fn a_process_told_in_several_imports_is_made_one_by_the_dates_of_its_steps() {
    let room = Room::new();
    let opened =
        json!({"buyer": {"id": "b"}, "tender": {"procurementMethod": "open", "numberOfTenderers": 9}});
    let counted = json!({"tender": {"numberOfTenderers": 1}});
    let mended = json!({"tender": {"numberOfTenderers": 5, "mainProcurementCategory": "works"}});
    let awarded = json!({"awards": [{"id": "1", "status": "active", "suppliers": [{"id": "s"}]}]});
    // Two steps in the first, the last one in the second, and one in the third that comes between them by its date.
    room.write(
        "first.jsonl",
        lines([
            step("a", "2024-01-01T00:00:00Z", "tender", opened.clone()),
            step("a", "2024-03-01T00:00:00Z", "tenderUpdate", counted.clone()),
            whole("c", "2024-01-01T00:00:00Z", 1),
            whole("d", "2024-01-01T00:00:00Z", 7),
            step("e", "2024-01-01T00:00:00Z", "tender", opened),
        ]),
    );
    room.write(
        "second.jsonl",
        lines([
            step("a", "2024-04-01T00:00:00Z", "award", awarded),
            whole("c", "2024-02-01T00:00:00Z", 4),
            // A step after the whole: it changes what it tells, and takes the rest away from nobody.
            step("d", "2024-05-01T00:00:00Z", "tenderUpdate", counted),
        ]),
    );
    room.write(
        "third.jsonl",
        lines([step("a", "2024-02-01T00:00:00Z", "tenderUpdate", mended)]),
    );
    let files = ["first.jsonl", "second.jsonl", "third.jsonl"];
    let of_files = room.scan(&files);
    assert_eq!(subjects(&findings(&of_files, "R018")), ["a", "d"]);
    room.run(&[&["import"][..], &files[..]].concat()).done();
    for threads in ["1", "2"] {
        assert_eq!(room.scan(&["--threads", threads]), of_files);
    }
    let records = |at: usize| of_files["inputs"][at]["records"].clone();
    assert_eq!(
        [records(0), records(1), records(2)],
        [json!(1), json!(3), json!(0)]
    );

    // What came in the other order is merged by the same dates.
    let other = Room::new();
    for file in files {
        other.write(file, room.read(file));
    }
    other
        .run(&["import", "third.jsonl", "second.jsonl", "first.jsonl"])
        .done();
    assert_eq!(other.scan(&[])["findings"], of_files["findings"]);
}

/// A log of permits: each case with the hours, on days of January 2024, at which its steps were done.
fn permits(cases: &[(&str, &[(u32, &str)])]) -> String {
    let mut log = "<log><string key=\"concept:name\" value=\"permits\"/>".to_owned();
    for (case, events) in cases {
        log += &format!("\n<trace><string key=\"concept:name\" value=\"{case}\"/>");
        for (day, step) in *events {
            log += &format!(
                "\n<event><string key=\"concept:name\" value=\"{step}\"/>\
                 <date key=\"time:timestamp\" value=\"2024-01-{day:02}T08:30:00Z\"/>\
                 <date key=\"dueDate\" value=\"2024-01-05T12:00:00Z\"/></event>"
            );
        }
        log += "</trace>";
    }
    log + "</log>\n"
}

#[test]
fn a_case_that_is_brought_again_counts_where_it_is_told_furthest() {
    let room = Room::new();
    let begun: &[(u32, &str)] = &[(1, "file"), (3, "check")];
    let ended: &[(u32, &str)] = &[(1, "file"), (3, "check"), (9, "decide")];
    // Of another office, which counts from one on as well.
    let elsewhere: &[(u32, &str)] = &[(2, "file"), (4, "check")];
    room.write(
        "a/permits.xes",
        permits(&[("1", begun), ("2", ended), ("3", begun)]),
    );
    room.write(
        "b/permits.xes",
        permits(&[("1", ended), ("2", begun), ("3", elsewhere)]),
    );
    let files = ["a/permits.xes", "b/permits.xes"];
    let of_files = room.scan(&files);
    let due = summary(&of_files, "deadline_missed");
    assert_eq!(
        (&due["raised"], &due["clear"]),
        (&json!(2), &json!(8)),
        "1 and 2 once and whole, 3 twice, for it is two"
    );
    let counts = |key: &str| [0, 1].map(|at: usize| of_files["inputs"][at][key].as_u64().unwrap());
    assert_eq!((counts("records"), counts("rejected")), ([2, 2], [1, 1]));
    room.run(&[&["import"][..], &files[..]].concat()).done();
    let ran = room.run(&["scan", "--format", "json"]).done();
    assert_eq!(ran.json(), of_files);
    assert!(
        ran.stderr.contains("tells the same case further"),
        "{}",
        ran.stderr
    );
}

#[test]
fn files_that_wait_together_are_measured_once_after_the_last() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let files = [
        ("first.jsonl", with_one_bottleneck()),
        ("second.txt", "nothing that anybody could read".to_owned()),
        ("third.jsonl", lines([tender("new", 1), tender("newer", 1)])),
    ];
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = open(&room).await;
        let store = Store::new(&room.path("county"));
        for (name, content) in &files {
            let mut file = store.begin().await.unwrap();
            file.push(content.as_bytes()).await.unwrap();
            let file = file.finish().await.unwrap();
            let sha256 = file.taken().sha256.clone();
            file.keep().await.unwrap();
            let hand_in = HandInFile {
                name: (*name).to_owned(),
                sha256,
                bytes: content.len() as i64,
            };
            db.perform(secretary(), hand_in).await.unwrap();
        }
        db.close().await.unwrap();
    });
    let worked = room.run(&["work", "--data", "county", "--once"]).done();
    for said in [
        "first.jsonl: 720 records kept",
        "second.txt: could not be read",
        "third.jsonl: 2 records kept",
    ] {
        assert!(worked.stderr.contains(said), "{said} in {}", worked.stderr);
    }
    let named = worked.stderr.matches("1 bottlenecks named").count();
    assert_eq!(named, 2, "{}", worked.stderr);
    // The first file was finished with the report that has the last one in it.
    runtime.block_on(async {
        let db = open(&room).await;
        let sql =
            "SELECT count(DISTINCT sha256) FROM import_results WHERE kind = 'report' AND language = 'fa'";
        assert_eq!(db.read().number(sql, Vec::new()).await.unwrap(), 1);
        let sql = "SELECT count(*) FROM import_results WHERE kind = 'report' AND language = 'fa'";
        assert_eq!(db.read().number(sql, Vec::new()).await.unwrap(), 2);
        let left = "SELECT count(*) FROM imports WHERE state = 'waiting'";
        assert_eq!(db.read().number(left, Vec::new()).await.unwrap(), 0);
        db.close().await.unwrap();
    });
}
