//! Purchases without a day, purchases under two identifiers, and what is listed and not held beside peers.

use golugah_findings::{Datum, Kind};
use golugah_records::{Award, Bid, Money, Organization, Range, Release, Timestamp};

use super::place;
use crate::engine::*;

/// A tender of an office, won by the first of these firms and from which all others were put aside, at these prices.
fn tender(ocid: &str, office: &'static str, firms: &[(&'static str, i64)]) -> Release<'static> {
    let mut release = Release {
        ocid: ocid.to_owned().into(),
        ..Release::default()
    };
    release.buyer.id = office.into();
    release.tender.method = "open".into();
    for (at, (name, minor)) in (0..).zip(firms) {
        let own = Range {
            start: at,
            end: at + 1,
        };
        release.organizations.push(Organization {
            id: (*name).into(),
            name: (*name).into(),
        });
        release.bids.push(Bid {
            status: if at == 0 { "valid" } else { "disqualified" }.into(),
            tenderers: own,
            value: Money {
                minor: Some(*minor),
                currency: "IRR".into(),
            },
            ..Bid::default()
        });
        if at == 0 {
            release.awards.push(Award {
                status: "active".into(),
                suppliers: own,
                ..Award::default()
            });
        }
    }
    release
}

fn scan(name: &str) -> Scan {
    Scan::new(&[indicator(name).unwrap()], None, "IRR", Detail::Findings).unwrap()
}

/// Of each group of a kind how many batches it has and how many of them stand for an unknown month.
fn batches(outcome: &Outcome, kind: Kind) -> Vec<(String, usize, usize)> {
    let rows = outcome.totals[0].rows().filter(|(key, ..)| key.kind == kind);
    let mut told: Vec<_> = rows
        .map(|(key, _, own)| {
            let undated = own.iter().filter(|batch| batch.is_undated()).count();
            (outcome.names.text(key.group), own.len(), undated)
        })
        .collect();
    told.sort();
    told
}

#[test]
fn lots_of_one_round_without_a_day_are_one_batch_whoever_reads_them() {
    let lots = [
        tender(
            "OP-01",
            "B",
            &[("Anvil Lot 1", 1), ("Bellows", 20), ("Chisel", 30)],
        ),
        tender("OP-02", "B", &[("Anvil Ltd", 2), ("Bellows", 21), ("Dowel", 31)]),
        tender("OP-03", "B", &[("Dowel", 3), ("Bellows", 22)]),
        tender(
            "OP-90",
            "B",
            &[("Lathe Works", 4), ("Mortar", 23), ("Chisel", 33), ("Nail", 9)],
        ),
        tender("OP-02b", "C", &[("Anvil Ltd", 5), ("Bellows", 24)]),
    ];
    let one = |order: &[usize], threads: usize| {
        let scan = scan("all_others_disqualified");
        let mut workers: Vec<Worker> = (0..threads).map(|_| scan.worker()).collect();
        for (at, lot) in order.iter().enumerate() {
            workers[at % threads].observe(&lots[*lot], place(*lot as u64 + 1));
        }
        let outcome = scan.finish(workers);
        let tenderers = batches(&outcome, Kind::Tenderer);
        (batches(&outcome, Kind::Buyer), tenderers)
    };
    let (buyers, tenderers) = one(&[0, 1, 2, 3, 4], 1);
    assert_eq!(buyers, [("B".to_owned(), 2, 2), ("C".to_owned(), 1, 1)]);
    // For whoever bids all of an office is one, and two offices are two.
    assert!(
        tenderers.contains(&("Anvil Ltd".to_owned(), 2, 2)),
        "{tenderers:?}"
    );
    assert_eq!(one(&[4, 2, 0, 3, 1], 2), (buyers, tenderers));
}

#[test]
fn a_purchase_under_two_identifiers_is_found_and_counted_once() {
    let firms = [("Anvil", 100), ("Bellows", 200), ("Chisel", 300)];
    let other_names = [("Anvil & Co", 100), ("Bellows Ltd", 200), ("Chisel JV", 300)];
    let releases = [
        tender("1", "B", &firms),
        tender("2", "B", &firms),
        // Three different prices tell, whatever the firms are called.
        tender("3", "B", &other_names),
        tender("4", "C", &firms),
        tender("5", "B", &[("Anvil", 100), ("Bellows", 200)]),
        tender("6", "B", &[("Dowel", 100), ("Bellows", 200)]),
        tender("7", "B", &[("Anvil", 100), ("Bellows", 200)]),
        tender("8", "B", &[("Anvil", 100)]),
        tender("9", "B", &[("Anvil", 100)]),
    ];
    let first = scan("all_others_disqualified");
    let mut workers = [first.worker(), first.worker()];
    for (release, line) in releases.iter().zip(1..) {
        workers[line % 2].observe(release, place(line as u64));
    }
    let doubles = Scan::doubles(&workers, &Scan::superseded(&workers));
    let told: Vec<(&str, u64)> = doubles
        .iter()
        .map(|(double, stands)| (&*double.ocid, stands.line))
        .collect();
    assert_eq!(told, [("2", 1), ("3", 1), ("7", 5)]);

    let second = scan("all_others_disqualified");
    let mut worker = second.worker();
    worker.observe(&releases[0], place(1));
    worker.observe_double(&releases[1], place(2));
    let outcome = second.finish(vec![worker]);
    let answered = &outcome.indicators[0];
    assert_eq!((answered.raised, answered.clear), (1, 0));
    assert_eq!(answered.not_computable.get("published_twice"), Some(&1));
}

#[test]
fn what_cannot_wait_is_listed_and_counts_for_no_office() {
    let day = |text: &str| Timestamp::parse(text);
    let mut calm = tender("1", "B", &[("Anvil", 1)]);
    calm.tender.period.start = day("2026-04-21T17:00:00Z");
    calm.tender.period.end = day("2026-05-01T14:00:00Z");
    let mut urgent = calm.clone();
    urgent.ocid = "2".into();
    urgent.tender.nature.urgent = true;
    urgent.tender.period.end = day("2026-04-25T18:00:00Z");
    let scan = scan("short_submission_period");
    let mut worker = scan.worker();
    worker.observe(&calm, place(1));
    worker.observe(&urgent, place(2));
    let outcome = scan.finish(vec![worker]);
    assert_eq!(outcome.indicators[0].raised, 2);
    let counted: u64 = outcome.totals[0]
        .rows()
        .map(|(_, tally, _)| tally.computable)
        .sum();
    assert_eq!(counted, 1);
    let evidence = |at: usize, key: &str| {
        let mut evidence = outcome.raised[at].evidence.iter();
        evidence
            .find(|(name, _)| *name == key)
            .map(|(_, datum)| datum.clone())
    };
    let days = |days: i64, hours: i64| Some(Datum::List(vec![Datum::Integer(days), Datum::Integer(hours)]));
    // Ten days by the calendar, nine and some hours by the clock.
    assert_eq!(evidence(0, "days_hours"), days(9, 21));
    assert_eq!(evidence(0, "borderline"), Some(Datum::Flag(true)));
    assert_eq!(evidence(0, "urgent_title"), None);
    assert_eq!(evidence(1, "days_hours"), days(4, 1));
    assert_eq!(evidence(1, "borderline"), None);
    assert_eq!(evidence(1, "urgent_title"), Some(Datum::Flag(true)));
    // It stands in the list with its office all the same.
    assert!(
        outcome
            .groups(&outcome.raised[1])
            .any(|(kind, _)| kind == Kind::Buyer)
    );
}

#[test]
fn namesakes_are_known() {
    let mut one = tender("1", "P-1", &[("Anvil", 1)]);
    one.buyer.name = "Ukraine".into();
    let mut other = tender("2", "P-2", &[("Anvil", 1)]);
    other.buyer.name = " Ukraine".into();
    let mut third = tender("3", "P-3", &[("Anvil", 1)]);
    third.buyer.name = "Kenya".into();
    let scan = scan("all_others_disqualified");
    let mut worker = scan.worker();
    for (release, line) in [one, other, third].iter().zip(1..) {
        worker.observe(release, place(line));
    }
    let outcome = scan.finish(vec![worker]);
    let shares = |id: &str| outcome.shares_name(Kind::Buyer, outcome.names.id(id));
    assert_eq!(["P-1", "P-2", "P-3"].map(shares), [true, true, false]);
}
