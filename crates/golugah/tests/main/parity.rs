//! The same figures as `ocdscardinal` 0.0.8 on the same files, and what differs on purpose.
//!
//! With the profile `cardinal` and one currency named, subjects and values of all eleven codes are equal on both real
//! files, fences included. What remains different, and why:
//!
//! - **Words.** The peer's `OCID`, `Buyer`, `ProcuringEntity`, `Tenderer` are our `tender`, `buyer`,
//!   `procuring_entity`, `tenderer`. For R048 the peer says `Tenderer` of organizations it finds in awards; these
//!   are suppliers in the words of OCDS, and ours says `supplier`.
//! - **Three states.** The peer leaves out what is not raised; ours counts clear and not computable ones beside it.
//! - **Fences.** The peer prints four decimals and `null` where there were no values; ours prints all digits and
//!   leaves the fence out.
//! - **Time zones (R030).** The peer compares dates as texts. Ours compares instants: a bid three hours late in
//!   another zone is raised, one that only looks late is clear. Neither real file mixes zones, so nothing differs there.
//! - **Byte-order mark.** The peer loses the first line and says nothing; ours reads it.
//! - **An `ocid` written as a number.** The peer drops it and says nothing; ours reads its digits.
//! - **The same `ocid` again.** With the peer the last line read overwrites the others, whichever thread was last; ours
//!   keeps the release with the later date and puts the earlier one among the rejects.
//! - **Several currencies and no `--currency`.** The peer takes the first one each thread meets, so results change
//!   from run to run; ours takes the most frequent one of the first records, at any number of threads.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::program::{Room, findings, named, shared, shared_json, subjects, summary};
use crate::releases::{in_mixed_currencies, lines, tender, won_by_bid_of};

/// Code, kind, id.
type Key = (String, String, String);

/// The peer's words and ours.
const KINDS: [(&str, &str); 4] = [
    ("OCID", "tender"),
    ("Buyer", "buyer"),
    ("ProcuringEntity", "procuring_entity"),
    ("Tenderer", "tenderer"),
];

fn peers_values(expected: &Value) -> BTreeMap<Key, f64> {
    let mut values = BTreeMap::new();
    for (theirs, ours) in KINDS {
        for (id, codes) in expected[theirs].as_object().into_iter().flatten() {
            for (code, value) in codes.as_object().unwrap() {
                let kind = if code == "R048" { "supplier" } else { ours };
                values.insert(
                    (code.clone(), kind.to_owned(), id.clone()),
                    value.as_f64().unwrap(),
                );
            }
        }
    }
    values
}

fn our_values(report: &Value) -> BTreeMap<Key, f64> {
    let all = report["findings"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let values: BTreeMap<Key, f64> = all
        .iter()
        .map(|one| {
            let key = (
                text(&one["code"]),
                text(&one["subject"]["kind"]),
                text(&one["subject"]["id"]),
            );
            (key, one["value"].as_f64().unwrap())
        })
        .collect();
    assert_eq!(
        values.len(),
        all.len(),
        "a subject was raised twice by one indicator"
    );
    values
}

fn the_peers_figures(file: &str, expected: &str, currency: &str) {
    let Some(path) = shared(file) else { return };
    let expected = shared_json(expected);
    let report = Room::new().scan(&["--profile", "cardinal", "--currency", currency, named(&path)]);
    assert_eq!(report["indicators"].as_array().unwrap().len(), 11);
    assert_eq!(report["inputs"][0]["rejected"], 0);

    let (theirs, ours) = (peers_values(&expected), our_values(&report));
    let missing: Vec<&Key> = theirs.keys().filter(|key| !ours.contains_key(key)).collect();
    let added: Vec<&Key> = ours.keys().filter(|key| !theirs.contains_key(key)).collect();
    assert!(
        missing.is_empty() && added.is_empty(),
        "only the peer: {missing:?}, only ours: {added:?}"
    );
    for (key, value) in &theirs {
        let found = ours[key];
        assert!(
            (found - value).abs() <= 1e-9 * value.abs(),
            "{key:?}: {found} is not the peer's {value}"
        );
    }
    the_peers_fences(&expected["Meta"], &report);
    // The same in the peer's own form, from a scan that works out nothing else.
    let form = [
        "--profile",
        "cardinal",
        "--currency",
        currency,
        "--format",
        "cardinal",
    ];
    let room = Room::new();
    let of_file = room.run(&[&["scan"], &form[..], &[named(&path)]].concat()).done();
    assert_eq!(peers_values(&of_file.json()), ours);
    // And from the lake, of which it then reads no more than it compares.
    room.run(&["import", named(&path)]).done();
    let of_lake = room.run(&[&["scan"], &form[..]].concat()).done();
    assert!(of_lake.stdout == of_file.stdout, "the lake gives other values");
}

/// The peer's `R038: {Tenderer_q1}` is our `tenderer_q1` among the parameters of R038.
fn the_peers_fences(theirs: &Value, report: &Value) {
    for (code, fences) in theirs.as_object().unwrap() {
        let parameters = &summary(report, code)["parameters"];
        for (name, fence) in fences.as_object().unwrap() {
            let name = KINDS.iter().fold(name.clone(), |name, (theirs, ours)| {
                name.replace(&format!("{theirs}_"), &format!("{ours}_"))
            });
            let found = &parameters[&name];
            match fence.as_f64() {
                // Four decimals are what the peer prints.
                Some(fence) => assert!(
                    (found.as_f64().unwrap() - fence).abs() <= 0.5001e-4,
                    "{code} {name}: {found} is not the peer's {fence}"
                ),
                None => assert!(found.is_null(), "{code} {name}: {found} where the peer has none"),
            }
        }
    }
}

#[test]
fn tenders_of_assam() {
    the_peers_figures("ocds/assam.jsonl.gz", "ocds/expected/assam.cardinal.json", "INR");
}

#[test]
fn awards_of_the_world_bank() {
    the_peers_figures(
        "ocds/worldbank_awards.jsonl.gz",
        "ocds/expected/worldbank_awards.cardinal.json",
        "USD",
    );
}

#[test]
fn a_bid_is_late_by_the_clock_and_not_by_its_letters() {
    let room = Room::new();
    let noon = "2024-03-10T12:00:00Z";
    room.write(
        "zones.jsonl",
        lines([
            // 15:00 UTC, three hours late, though its text sorts before the end.
            won_by_bid_of("late-elsewhere", noon, "2024-03-10T10:00:00-05:00"),
            // 09:00 UTC, three hours early, though its text sorts after the end.
            won_by_bid_of("only-looks-late", noon, "2024-03-10T15:00:00+06:00"),
            won_by_bid_of("late-everywhere", noon, "2024-03-10T12:00:01Z"),
            won_by_bid_of("to-the-second", noon, "2024-03-10T15:30:00+03:30"),
        ]),
    );
    let plain = room.scan(&["--indicator", "R030", "zones.jsonl"]);
    let late = findings(&plain, "R030");
    assert_eq!(subjects(&late), ["late-elsewhere", "late-everywhere"]);
    assert_eq!(
        [&late[0]["value"], &late[1]["value"]],
        [&json!(10_800.0), &json!(1.0)],
        "seconds late"
    );
    assert_eq!(summary(&plain, "R030")["clear"], 2);

    let as_the_peer = room.scan(&["--profile", "cardinal", "--indicator", "R030", "zones.jsonl"]);
    let tenders: Vec<&Value> = findings(&as_the_peer, "R030")
        .into_iter()
        .filter(|finding| finding["subject"]["kind"] == "tender")
        .collect();
    assert_eq!(subjects(&tenders), ["late-elsewhere", "late-everywhere"]);
    assert!(tenders.iter().all(|finding| finding["value"] == json!(1.0)));
}

#[test]
fn a_byte_order_mark_costs_no_record() {
    let room = Room::new();
    let text = lines([tender("first", 1), tender("second", 1)]);
    room.write("marked.jsonl", format!("\u{feff}{text}"));
    let report = room.scan(&["marked.jsonl"]);
    assert_eq!(report["inputs"][0]["records"], 2);
    assert_eq!(subjects(&findings(&report, "R018")), ["first", "second"]);
}

#[test]
fn an_ocid_may_be_a_number() {
    let room = Room::new();
    let mut numbered = tender("", 1);
    numbered["ocid"] = json!(139_912_345_u64);
    room.write("numbered.jsonl", lines([numbered]));
    assert_eq!(
        subjects(&findings(&room.scan(&["numbered.jsonl"]), "R018")),
        ["139912345"]
    );
}

#[test]
fn mixed_currencies_give_the_same_bytes_at_any_number_of_threads() {
    let room = Room::new();
    // Several blocks of a megabyte, so that more than one thread has work.
    let text = in_mixed_currencies(2_500);
    assert!(text.len() > 3 << 20, "{} bytes", text.len());
    room.write("mixed.jsonl", text);
    for profile in [&[][..], &["--profile", "cardinal"]] {
        let with = |threads: &str| {
            let arguments = [
                &["scan", "--format", "json", "--threads", threads],
                profile,
                &["mixed.jsonl"],
            ]
            .concat();
            room.run(&arguments).done().stdout
        };
        let one = with("1");
        let report: Value = serde_json::from_slice(&one).unwrap();
        for code in ["R024", "R036", "R058"] {
            let other = &summary(&report, code)["not_computable"]["other_currency"];
            assert!(
                other.as_u64() > Some(1_000),
                "{code}: {other} of 2500 are in the other two currencies"
            );
        }
        for code in ["R036", "R058"] {
            assert!(
                !findings(&report, code).is_empty(),
                "{code} raised nothing to compare"
            );
        }
        for threads in ["2", "5"] {
            assert!(
                with(threads) == one,
                "{threads} threads and {profile:?} differ from one"
            );
        }
    }
}

#[test]
fn of_one_process_published_twice_the_later_stands() {
    let dated = |date: &str, tenderers| {
        let mut release = tender("twice", tenderers);
        release["date"] = json!(date);
        release
    };
    let (earlier, later) = (dated("2024-01-01T00:00:00Z", 4), dated("2024-02-01T00:00:00Z", 1));
    // The later release in either place, and two of equal date, where the later line stands.
    for (first, second, refused) in [
        (earlier.clone(), later.clone(), 1),
        (later.clone(), earlier, 2),
        (dated("2024-02-01T00:00:00Z", 4), later, 1),
    ] {
        let room = Room::new();
        room.write("twice.jsonl", lines([first, second, tender("once", 3)]));
        let report = room.scan(&["twice.jsonl"]);
        assert_eq!(subjects(&findings(&report, "R018")), ["twice"]);
        let (raised, clear) = (
            &summary(&report, "R018")["raised"],
            &summary(&report, "R018")["clear"],
        );
        assert_eq!((raised, clear), (&json!(1), &json!(1)), "counted once");
        assert_eq!(
            (&report["inputs"][0]["records"], &report["inputs"][0]["rejected"]),
            (&json!(2), &json!(1))
        );
        let rejects = room.read("twice.jsonl.rejects.jsonl");
        let reject: Value = serde_json::from_str(rejects.trim_end()).unwrap();
        assert_eq!(
            (&reject["file"], &reject["line"]),
            (&json!("twice.jsonl"), &json!(refused))
        );
        let reason = reject["reason"].as_str().unwrap();
        assert!(
            reason.contains(&format!("superseded: twice.jsonl line {}", 3 - refused)),
            "{reason}"
        );
    }
}
