//! The judgement over counts from a file, and what a scan says of batches.

use serde_json::{Value, json};

use crate::program::Room;
use crate::releases::{lines, tender_of, with_one_bottleneck};

const HEADING: &str = "group,stratum,batch,raised,computable\n";

/// Thirty groups that are nearly alike, one far above them, and one far above them in a single batch.
fn counts() -> String {
    let peers = (0..30).map(|group| format!("peer {group},works,,{},80\n", 3 + group % 3));
    let rows = peers.collect::<String>();
    format!("{HEADING}{rows}stuck,works,,40,80\nonce,works,March,20,20\nonce,works,,0,20\n")
}

fn standing<'v>(judged: &'v Value, group: &str) -> &'v Value {
    let groups = judged["groups"].as_array().unwrap();
    groups.iter().find(|found| found["group"] == group).unwrap()
}

#[test]
fn counts_of_a_file_are_judged_in_batches() {
    let room = Room::new();
    room.write("counts.csv", counts());
    let judge = |more: &[&str]| {
        let arguments = ["judge", "--counts", "counts.csv", "--format", "json"];
        room.run(&[&arguments[..], more].concat()).done().json()
    };
    let judged = judge(&["--null", "20", "--seed", "7"]);
    assert_eq!(standing(&judged, "stuck")["standing"], "named");
    let once = standing(&judged, "once");
    assert_eq!(
        (&once["standing"], &once["floor"]),
        (&json!("kept"), &json!("batches"))
    );
    assert_eq!(
        (&once["batches"], &once["raised_batches"]),
        (&json!(21), &json!(1))
    );
    assert_eq!(standing(&judged, "peer 3")["standing"], "unremarkable");
    assert_eq!(judged["chance"], json!({ "deals": 20, "seed": 7, "named": 0.0 }));
    // Without batches and floors both are named, and nobody asked what chance would name.
    let plain = judge(&["--plain"]);
    for group in ["stuck", "once"] {
        assert_eq!(standing(&plain, group)["standing"], "named");
    }
    assert_eq!(plain["chance"], Value::Null);
    // The order of rows and columns changes nothing.
    let turned: String = counts()
        .lines()
        .rev()
        .map(|row| {
            let mut cells: Vec<&str> = row.split(',').collect();
            cells.reverse();
            cells.join(",") + "\n"
        })
        .collect();
    let (rows, heading) = turned.trim_end().rsplit_once('\n').unwrap();
    room.write("counts.csv", format!("{heading}\n{rows}\n"));
    assert_eq!(judge(&["--null", "20", "--seed", "7"]), judged);
}

#[test]
fn a_table_of_a_judgement_is_in_words_of_the_reader() {
    let room = Room::new();
    room.write("counts.csv", counts());
    let table = |lang: &str| {
        let ran = room
            .run(&["judge", "--counts", "counts.csv", "--lang", lang])
            .done();
        String::from_utf8(ran.stdout).unwrap()
    };
    let (persian, english) = (table("fa"), table("en"));
    assert!(
        english.contains("stuck") && english.contains("40 of 80"),
        "{english}"
    );
    assert!(english.contains("all raised cases lie in one batch"), "{english}");
    assert!(
        persian.contains("نام برده شد") && persian.contains("۴۰ از ۸۰"),
        "{persian}"
    );
}

#[test]
fn named_groups_are_measured_again_on_later_counts() {
    let room = Room::new();
    let before = |stuck: u32| {
        let peers = (0..30).map(|group| format!("peer {group},open/works,,{},80\n", 3 + group % 3));
        format!(
            "{HEADING}{}stuck,open/works,,{stuck},80\n",
            peers.collect::<String>()
        )
    };
    // In each half of the year after, in halves of the columns of before.
    let after = |first: u32, second: u32| {
        let heading = HEADING.trim_end();
        let rows = (1..=2).flat_map(|half| {
            let own = if half == 1 { first } else { second };
            let peers =
                (0..30).map(move |group| format!("peer {group},open/works,,{},60,{half}\n", 2 + group % 3));
            peers.chain([format!("stuck,open/works,,{own},200,{half}\n")])
        });
        format!("{heading},half\n{}", rows.collect::<String>())
    };
    room.write("before.csv", before(40));
    let again = |first: u32, second: u32, more: &[&str]| {
        room.write("after.csv", after(first, second));
        let arguments = ["judge", "--counts", "before.csv", "--again", "after.csv"];
        let judged = room
            .run(&[&arguments[..], &["--format", "json"], more].concat())
            .done()
            .json();
        let table = room
            .run(&[&arguments[..], &["--lang", "en"], more].concat())
            .done();
        (
            judged["again"][0].clone(),
            String::from_utf8(table.stdout).unwrap(),
        )
    };
    let (cleared, table) = again(2, 2, &[]);
    assert_eq!(
        (&cleared["group"], &cleared["rate_before"]),
        (&json!("stuck"), &json!(0.5))
    );
    assert_eq!(cleared["again"]["state"], "cleared", "{cleared}");
    assert_eq!(cleared["again"]["effect"]["is_said"], true, "{cleared}");
    assert!(cleared["visible"]["rate"].as_f64().unwrap() < 0.5, "{cleared}");
    assert!(
        table.contains("cleared, more than would have happened anyway"),
        "{table}"
    );
    let (bad, table) = again(100, 100, &[]);
    assert_eq!(bad["again"]["state"], "not_cleared");
    assert_eq!(bad["again"]["effect"]["is_said"], false);
    assert!(table.contains("still there"), "{table}");
    let (dip, _) = again(0, 20, &[]);
    assert_eq!(dip["again"]["lack"], "steadiness", "{dip}");
    let (short, table) = again(2, 2, &["--days", "100"]);
    assert_eq!(
        (&short["again"]["lack"], &short["again"]["days_needed"]),
        (&json!("time"), &json!(82))
    );
    assert_eq!(short["again"]["effect"]["is_said"], false, "one season");
    assert!(
        table.contains("half a year and two batches are not full"),
        "{table}"
    );
    let arguments = ["judge", "--counts", "before.csv", "--again", "after.csv"];
    for (half, found) in [(",60,3\n", "\"3\""), (",60,\n", "\"\"")] {
        room.write("after.csv", after(2, 2).replace(",60,2\n", half));
        let said = format!("line 33: found {found} for half; expected 1 or 2");
        room.run(&arguments).failed(2, &[&said]);
    }
    // Who has no row there had no case, and that this was so is said.
    room.write("after.csv", after(2, 2).replace("stuck,", "unstuck,"));
    let gone = room.run(&[&arguments[..], &["--lang", "en"]].concat()).done();
    let said = "after.csv: found no row of the named group stuck";
    assert!(gone.stderr.contains(said), "{}", gone.stderr);
    let table = String::from_utf8(gone.stdout).unwrap();
    assert!(
        table.contains("more cases needed") && !table.contains(": 0 more"),
        "{table}"
    );
}

#[test]
fn senseless_limits_are_refused_with_words() {
    let room = Room::new();
    room.write("counts.csv", counts());
    for (option, value, said) in [
        ("--points", "5", "expected a share from 0 to less than 1"),
        ("--points", "1", "expected a share from 0 to less than 1"),
        ("--points", "-0.1", "expected a share from 0 to less than 1"),
        ("--times", "0", "expected a number from 1 on"),
        ("--times", "inf", "expected a number from 1 on"),
        ("--days", "0", "expected a whole number of days from 1 on"),
    ] {
        let given = format!("{option}={value}");
        let ran = room.run(&["judge", "--counts", "counts.csv", "--again", "counts.csv", &given]);
        ran.failed(2, &[said, value]);
    }
}

#[test]
fn why_nobody_was_judged_is_said() {
    let room = Room::new();
    room.write("counts.csv", format!("{HEADING}a,,,9,10\nb,,,0,40\nc,,,1,40\n"));
    let judge = |lang: &str| {
        let ran = room
            .run(&["judge", "--counts", "counts.csv", "--lang", lang])
            .done();
        String::from_utf8(ran.stdout).unwrap()
    };
    assert!(
        judge("en").contains("tells of 3 groups, and each needs at least three others"),
        "{}",
        judge("en")
    );
    assert!(judge("fa").contains("۳ گروه آمده است"), "{}", judge("fa"));
    room.write(
        "counts.csv",
        format!("{HEADING}a,,,1,4\nb,,,0,4\nc,,,1,4\nd,,,1,3\n"),
    );
    assert!(
        judge("en").contains("none has five computable cases"),
        "{}",
        judge("en")
    );
}

#[test]
fn what_is_wrong_with_counts_is_said_with_its_line() {
    let room = Room::new();
    for (content, told) in [
        (
            "group,stratum,raised,computable\na,,1,2\n".to_owned(),
            "line 1: found the columns group, stratum, raised, computable",
        ),
        (
            format!("{HEADING}a,,,1,2\nb,,,x,2\n"),
            "line 3: found \"x\" for raised; expected a whole number",
        ),
        (
            format!("{HEADING}a,,,3,2\n"),
            "line 2: found 3 raised of 2 computable; expected at most",
        ),
        (format!("{HEADING}a,,,-1,2\n"), "line 2: found \"-1\" for raised"),
        (
            format!("{HEADING}a,,\n"),
            "line 2: found 3 cells and none for raised",
        ),
        (format!("{HEADING},,,1,2\n"), "line 2: found no group"),
    ] {
        room.write("counts.csv", &content);
        let ran = room.run(&["judge", "--counts", "counts.csv"]);
        assert_eq!(ran.code, Some(2), "{content}");
        assert!(ran.stderr.contains(told), "{told} is not in {}", ran.stderr);
        assert!(ran.stderr.contains("counts.csv: "), "{}", ran.stderr);
    }
    assert_eq!(room.run(&["judge", "--counts", "nothing.csv"]).code, Some(2));
}

#[test]
fn a_scan_says_in_how_many_batches_and_what_chance_would_name() {
    let room = Room::new();
    room.write("tenders.jsonl", with_one_bottleneck());
    let report = room.scan(&["tenders.jsonl"]);
    let named = report["bottlenecks"].as_array().unwrap();
    assert_eq!(named.len(), 1, "{report}");
    assert_eq!(named[0]["batch"], "office_month");
    assert_eq!(named[0]["batches"], 12);
    assert_eq!(
        report["by_chance"],
        json!({ "deals": 20, "seed": 1, "named": 0.0 })
    );
    let table = room.run(&["scan", "tenders.jsonl", "--lang", "en"]).done();
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.contains("45 of 60, in 12 months"), "{table}");
    assert!(
        table.contains("By chance alone this page would show about 0 names"),
        "{table}"
    );
    // Without days there are no months but rounds, told by who bid: here each tender is one by itself, and no month is spoken of.
    let undated: String = with_one_bottleneck()
        .lines()
        .map(|line| {
            let mut release: Value = serde_json::from_str(line).unwrap();
            release.as_object_mut().unwrap().remove("date");
            let tender = release["tender"].as_object_mut().unwrap();
            tender.remove("tenderPeriod");
            format!("{release}\n")
        })
        .collect();
    room.write("undated.jsonl", undated);
    let report = room.scan(&["undated.jsonl", "--indicator", "R018"]);
    let named = &report["bottlenecks"][0];
    assert_eq!(
        (&named["batch"], &named["batches"]),
        (&json!("round"), &json!(60)),
        "{named}"
    );
    let report = room.scan(&["tenders.jsonl"]);
    let without = room.scan(&["tenders.jsonl", "--null", "0"]);
    assert_eq!(without["by_chance"], Value::Null);
    assert_eq!(without["bottlenecks"], report["bottlenecks"]);
}

#[test]
fn an_office_that_had_one_bad_month_is_not_named() {
    let room = Room::new();
    let peers = (0..12).flat_map(|peer| {
        (0..24).map(move |number| {
            let mut tender = tender_of(
                &format!("B-{peer}"),
                &format!("{peer}-{number}"),
                1 + u32::from(number != 3),
            );
            tender["date"] = json!(format!(
                "20{:02}-{:02}-05T00:00:00Z",
                20 + number / 12,
                number % 12 + 1
            ));
            tender
        })
    });
    let bad = (0..24).map(|number| tender_of("B-bad", &format!("bad-{number}"), 1));
    room.write("tenders.jsonl", lines(peers.chain(bad)));
    let report = room.scan(&["tenders.jsonl"]);
    assert_eq!(report["bottlenecks"], json!([]));
    let kept = report["not_named"].as_array().unwrap();
    let floors: Vec<&Value> = kept.iter().map(|one| &one["floor"]).collect();
    assert!(
        !floors.is_empty() && floors.iter().all(|floor| *floor == "batches"),
        "{report}"
    );
    assert_eq!((&kept[0]["batches"], &kept[0]["raised"]), (&json!(1), &json!(24)));
}
