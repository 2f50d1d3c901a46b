//! Officers are judged at each step, and named once.

use std::fmt::Write as _;

use serde_json::Value;

use crate::program::Room;

const STEPS: [&str; 6] = ["register", "check", "survey", "price", "sign", "deliver"];

/// Eight officers share six steps, eighty cases each; one case in twenty is done again at each step, and by
/// these officers at these steps one in `every`. It is done again the day after: what an officer does again on the same day only
/// sets right what was entered wrongly.
fn log(worse: &[(usize, &str)], every: usize) -> String {
    let mut text = String::from("<log><string key=\"concept:name\" value=\"permits\"/>\n");
    for case in 0..640 {
        let (officer, nth) = (case % 8, case / 8);
        writeln!(text, "<trace><string key=\"concept:name\" value=\"{case}\"/>").unwrap();
        for (at, step) in STEPS.iter().enumerate() {
            let usual = (nth + at * 3 + officer) % 20 == 0;
            let again = if worse.contains(&(officer, step)) {
                nth % every == 0
            } else {
                usual
            };
            for time in 0..=usize::from(again) {
                // A new case every other day, as no machine works, and no two stamps in one second.
                let (month, day) = (1 + nth / 14, 1 + nth % 14 * 2 + time);
                let (hour, minute) = (8 + at, 2 * officer);
                writeln!(
                    text,
                    "<event><string key=\"concept:name\" value=\"{step}\"/>\
                     <date key=\"time:timestamp\" value=\"2025-{month:02}-{day:02}T{hour:02}:{minute:02}:{officer:02}Z\"/>\
                     <string key=\"org:resource\" value=\"officer-{officer}\"/></event>"
                )
                .unwrap();
            }
        }
        text.push_str("</trace>\n");
    }
    text + "</log>\n"
}

fn named(report: &Value) -> Vec<&Value> {
    let of_officers = |one: &&Value| one["group"]["kind"] == "officer" && one["indicator"] == "rework";
    let all = report["bottlenecks"].as_array().unwrap();
    all.iter().filter(of_officers).collect()
}

fn steps(bottleneck: &Value) -> Vec<&str> {
    let steps = bottleneck["steps"].as_array().unwrap().iter();
    steps
        .map(|at| at["step"].as_str().unwrap().rsplit_once(" › ").unwrap().1)
        .collect()
}

#[test]
fn what_one_desk_does_is_not_drowned_in_what_its_officer_does_elsewhere() {
    let room = Room::new();
    room.write("permits.xes", log(&[(3, "survey")], 4));
    let report = room.scan(&["permits.xes"]);
    let found = named(&report);
    assert_eq!(found.len(), 1, "{found:#?}");
    let one = found[0];
    assert_eq!(
        (&one["group"]["id"], steps(one)),
        (&"officer-3".into(), vec!["survey"])
    );
    // On the sum over six steps it is eight in a hundred beside five, and nobody would have been named.
    let (raised, computable) = (
        one["raised"].as_u64().unwrap(),
        one["computable"].as_u64().unwrap(),
    );
    assert_eq!((raised, computable), (20, 80));
    assert!(
        one["sentence"]["en"]
            .as_str()
            .unwrap()
            .contains("“survey” (20 of 80; colleagues")
    );
    assert!(one["sentence"]["fa"].as_str().unwrap().contains("«survey»"));
}

#[test]
fn a_person_is_not_named_on_fewer_than_twenty_cases() {
    let room = Room::new();
    // Sixteen cases at two steps are sixteen cases.
    room.write("fewer.xes", log(&[(3, "survey"), (3, "sign")], 5));
    let report = room.scan(&["fewer.xes"]);
    assert_eq!(named(&report), Vec::<&Value>::new());
    let kept = report["not_named"].as_array().unwrap().iter();
    let few: Vec<&Value> = kept.filter(|one| one["floor"] == "cases").collect();
    assert_eq!(few.len(), 1, "{few:#?}");
    assert_eq!(few[0]["group"]["id"], "officer-3");
    assert!(few[0]["raised"].as_u64().unwrap() > 20);
}

#[test]
fn an_officer_with_two_such_desks_is_named_once_by_both() {
    let room = Room::new();
    room.write("permits.xes", log(&[(3, "survey"), (3, "sign"), (5, "price")], 4));
    let report = room.scan(&["permits.xes"]);
    let found = named(&report);
    let mut told: Vec<(&str, u64, Vec<&str>)> = found
        .iter()
        .map(|one| {
            let mut at = steps(one);
            at.sort_unstable();
            (
                one["group"]["id"].as_str().unwrap(),
                one["raised"].as_u64().unwrap(),
                at,
            )
        })
        .collect();
    told.sort_unstable();
    let expected = [
        ("officer-3", 40, vec!["sign", "survey"]),
        ("officer-5", 20, vec!["price"]),
    ];
    assert_eq!(told, expected);
    // The page shows the cases of these steps, and not all of the officer's.
    let page = room
        .run(&["scan", "permits.xes", "--lang", "en", "--format", "html"])
        .done();
    assert!(
        page.text().contains("“sign” (20 of 80"),
        "the page tells the steps"
    );
}

#[test]
fn nobody_is_named_where_all_desks_are_alike() {
    let room = Room::new();
    room.write("permits.xes", log(&[], 4));
    let report = room.scan(&["permits.xes"]);
    assert_eq!(named(&report), Vec::<&Value>::new());
}

#[test]
fn where_half_of_a_step_stand_out_none_of_them_is_the_exception() {
    let room = Room::new();
    let half = [(0, "price"), (2, "price"), (3, "price"), (7, "price")];
    room.write("permits.xes", log(&half, 1));
    let report = room.scan(&["permits.xes"]);
    assert_eq!(named(&report), Vec::<&Value>::new());
    let kept = report["not_named"].as_array().unwrap().iter();
    let common: Vec<&Value> = kept.filter(|one| one["floor"] == "common").collect();
    assert_eq!(common.len(), 4, "{common:#?}");
    assert!(common.iter().all(|one| one["step"] == "permits › price"));
}
