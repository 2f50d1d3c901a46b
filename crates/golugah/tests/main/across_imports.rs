//! What one import begins and another goes on with: counted once, as if all had stood in one file; and files that wait together
//! are measured once.

use serde_json::{Value, json};

use golugah_county::imports::actions::HandInFile;
use golugah_desk::store::Store;

use crate::program::{Room, findings, subjects, summary};
use crate::releases::{lines, tender, with_one_bottleneck};
use crate::said_columns::{hand_in, open, secretary};

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

/// Tenders of twelve offices; of every ninth a later whole, and of every seventh two later steps, one of which opens it to a single
/// bid. No two releases of a process have one date.
fn told_more_than_once() -> Vec<String> {
    let mut all: Vec<Value> = with_one_bottleneck()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut more = Vec::new();
    for (number, first) in all.iter().enumerate() {
        let ocid = first["ocid"].as_str().unwrap();
        if number % 9 == 0 {
            let mut whole = first.clone();
            whole["date"] = json!("2024-05-01T00:00:00Z");
            whole["tender"]["numberOfTenderers"] = json!(2);
            more.push(whole);
        }
        if number % 7 == 0 {
            let counted = json!({ "tender": { "numberOfTenderers": 1 } });
            more.push(step(ocid, "2024-06-01T00:00:00Z", "tenderUpdate", counted));
            let awarded =
                json!({ "awards": [{ "id": "1", "status": "active", "suppliers": [{ "id": "s" }] }] });
            more.push(step(ocid, "2024-07-01T00:00:00Z", "award", awarded));
        }
    }
    all.extend(more);
    all.iter().map(|release| format!("{release}\n")).collect()
}

/// What is named and counted, without where it was read.
fn named_and_counted(report: &Value) -> Value {
    let keys = [
        "indicator",
        "group",
        "stratum",
        "raised",
        "computable",
        "peer_rate",
        "peers_raised",
        "peers_computable",
        "probability",
    ];
    let named = report["bottlenecks"].as_array().unwrap().iter();
    let named: Vec<Vec<&Value>> = named.map(|one| keys.map(|key| &one[key]).into()).collect();
    json!([named, report["indicators"]])
}

#[test]
fn the_same_releases_in_any_files_in_any_order_give_the_same_names_and_totals() {
    let lines = told_more_than_once();
    let mut first: Option<Value> = None;
    let orders: [&[usize]; 7] = [
        &[0],
        &[0, 1],
        &[1, 0],
        &[0, 1, 2],
        &[2, 1, 0],
        &[1, 2, 0],
        &[2, 0, 1],
    ];
    for order in orders {
        let room = Room::new();
        for file in order {
            let name = format!("part-{file}.jsonl");
            // The releases of one process lie in different files.
            let own = lines
                .iter()
                .enumerate()
                .filter(|(number, _)| (number * 5 + number / 11) % order.len() == *file);
            room.write(&name, own.map(|(_, line)| line.as_str()).collect::<String>());
            room.run(&["import", &name]).done();
            // What is kept of earlier imports must not stand in the way of what comes behind them.
            room.scan(&["--kept", "--null", "0"]);
        }
        for more in [&["--null", "0"][..], &["--null", "0", "--kept"]] {
            let report = room.scan(more);
            let counted = named_and_counted(&report);
            assert!(
                !counted[0].as_array().unwrap().is_empty(),
                "nothing worth comparing"
            );
            let first = first.get_or_insert_with(|| counted.clone());
            assert!(*first == counted, "{order:?} {more:?}: {first:#} {counted:#}");
        }
    }
}

#[test]
fn of_a_file_that_brings_processes_again_is_kept_how_many_and_what_became_of_them() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let first = lines([
        whole("stands", "2024-01-01T00:00:00Z", 1),
        whole("older", "2024-05-01T00:00:00Z", 2),
        step(
            "steps",
            "2024-01-01T00:00:00Z",
            "tender",
            json!({ "buyer": { "id": "b" } }),
        ),
        whole("alone", "2024-01-01T00:00:00Z", 1),
    ]);
    let again = lines([
        whole("stands", "2024-02-01T00:00:00Z", 4),
        whole("older", "2024-04-01T00:00:00Z", 1),
        step(
            "steps",
            "2024-02-01T00:00:00Z",
            "tenderUpdate",
            json!({ "tender": { "numberOfTenderers": 1, "procurementMethod": "open" } }),
        ),
        whole("new", "2024-01-01T00:00:00Z", 1),
    ]);
    for (name, text) in [("first.jsonl", first), ("again.jsonl", again)] {
        hand_in(&room, &runtime, name, &text);
        room.run(&["work", "--data", "county", "--once"]).done();
    }
    let kept = runtime.block_on(async {
        let db = open(&room).await;
        let sql = "SELECT sha256 FROM import_results WHERE kind = 'came_again' ORDER BY import_id";
        let rows = db.read().rows(sql, Vec::new()).await.unwrap();
        let store = Store::new(&room.path("county"));
        let read = |row: &golugah_desk::Row| -> Value {
            let sha256: String = row.get("sha256").unwrap();
            serde_json::from_slice(&std::fs::read(store.result(&sha256)).unwrap()).unwrap()
        };
        let kept: Vec<Value> = rows.iter().map(read).collect();
        db.close().await.unwrap();
        kept
    });
    let counted = |merged: u64, stand: u64, passed_over: u64| {
        json!({
            "merged": merged, "stand": stand, "passed_over": passed_over,
            "cases_stand": 0, "cases_passed_over": 0,
        })
    };
    assert_eq!(kept, [counted(0, 0, 0), counted(1, 1, 1)]);
}
