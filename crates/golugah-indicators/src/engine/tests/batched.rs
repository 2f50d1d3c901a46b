//! Which observations hang together, and that their totals are the sums of their batches.

use std::collections::BTreeMap;

use golugah_findings::{BatchKind, Kind};
use golugah_records::{
    CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, NO_ENTRY, Organization, Release, Tender,
    Timestamp,
};

use super::place;
use crate::engine::*;

fn day(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A tender of an office that opened on some day, with so many tenderers.
fn tender(ocid: &str, office: &str, opened: Option<&str>, tenderers: u32) -> Release<'static> {
    let mut release = Release {
        ocid: ocid.to_owned().into(),
        tender: Tender {
            procuring_entity: Organization {
                id: office.to_owned().into(),
                name: office.to_owned().into(),
            },
            method: "open".into(),
            number_of_tenderers: Some(tenderers),
            ..Tender::default()
        },
        ..Release::default()
    };
    release.tender.period.start = opened.map(day);
    release
}

fn outcome(indicator_name: &str, look: impl FnOnce(&Scan, &mut Worker)) -> Outcome {
    let scan = Scan::new(
        &[indicator(indicator_name).unwrap()],
        None,
        "XXX",
        Detail::Findings,
    )
    .unwrap();
    let mut worker = scan.worker();
    look(&scan, &mut worker);
    scan.finish(vec![worker])
}

/// Each group of this kind with its batches, as (raised, computable), in order.
fn batches(outcome: &Outcome, kind: Kind) -> Vec<(String, Vec<(u64, u64)>)> {
    let rows = outcome.totals[0].rows().filter(|(key, ..)| key.kind == kind);
    let mut told: Vec<_> = rows
        .map(|(key, _, batches)| {
            let mut counts: Vec<_> = batches
                .iter()
                .map(|batch| (u64::from(batch.raised), u64::from(batch.computable)))
                .collect();
            counts.sort_unstable();
            (outcome.names.text(key.group), counts)
        })
        .collect();
    told.sort();
    told
}

fn group(name: &str, batches: &[(u64, u64)]) -> (String, Vec<(u64, u64)>) {
    (name.to_owned(), batches.to_vec())
}

#[test]
fn an_offices_tenders_of_one_month_are_one_batch() {
    let tenders = [
        tender("1", "one", Some("2024-03-01"), 1),
        tender("2", "one", Some("2024-03-31"), 4),
        tender("3", "one", Some("2024-04-01"), 1),
        tender("4", "one", Some("2023-03-01"), 4),
        tender("5", "two", Some("2024-03-01"), 1),
        // Of these nothing is known that they would hang together by.
        tender("6", "two", None, 1),
        tender("7", "two", None, 1),
    ];
    let found = outcome("single_bidder_tender", |_, worker| {
        for (release, line) in tenders.iter().zip(1..) {
            worker.observe(release, place(line));
        }
    });
    let expected = [
        group("one", &[(0, 1), (1, 1), (1, 2)]),
        // Of which no years are known is compared apart.
        group("two", &[(1, 1)]),
        group("two", &[(1, 1), (1, 1)]),
    ];
    assert_eq!(batches(&found, Kind::ProcuringEntity), expected);
}

/// A tender with so many bids, of which so many were disqualified.
fn with_bids(ocid: &str, bids: u32, disqualified: u32) -> Release<'static> {
    let mut release = tender(ocid, "one", Some("2024-03-01"), bids);
    release.tender.category = "works".into();
    for number in 0..bids {
        let at = release.organizations.len() as u32;
        release.organizations.push(Organization {
            id: format!("firm {number}").into(),
            name: format!("firm {number}").into(),
        });
        release.bids.push(golugah_records::Bid {
            id: number.to_string().into(),
            status: if number < disqualified {
                "disqualified"
            } else {
                "valid"
            }
            .into(),
            tenderers: golugah_records::Range {
                start: at,
                end: at + 1,
            },
            ..Default::default()
        });
    }
    release
}

#[test]
fn disqualified_bids_are_compared_among_tenders_of_as_many_bids() {
    let tenders = [
        with_bids("1", 2, 1),
        with_bids("2", 2, 2),
        with_bids("3", 3, 2),
        with_bids("4", 6, 1),
        with_bids("5", 9, 5),
    ];
    let found = outcome("many_disqualified_bids", |_, worker| {
        for (release, line) in tenders.iter().zip(1..) {
            worker.observe(release, place(line));
        }
    });
    let mut strata: Vec<(String, u64, u64)> = found.totals[0]
        .tallies
        .iter()
        .filter(|(key, _)| key.kind == Kind::ProcuringEntity)
        .map(|(key, tally)| (found.names.text(key.stratum), tally.raised, tally.computable))
        .collect();
    strata.sort();
    let expected = [
        ("/open/works/2/2022".to_owned(), 1, 2),
        ("/open/works/3/2022".to_owned(), 1, 1),
        ("/open/works/6/2022".to_owned(), 1, 2),
    ];
    assert_eq!(strata, expected);
}

/// A log in which each case, of an applicant or nobody known, is checked by these officers on these days, each time due
/// a day before.
fn log(cases: &[(&str, &[(&str, &str)])]) -> EventLog {
    let mut builder = EventLogBuilder::new("permits");
    let check = builder.log.activities.push("check");
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for (number, (applicant, events)) in (0..).zip(cases) {
        let rows: Vec<EventRow> = events
            .iter()
            .map(|(officer, at)| {
                let resources = &mut builder.log.resources;
                let number = numbers
                    .entry(format!("officer {officer}"))
                    .or_insert_with(|| resources.push(officer));
                EventRow {
                    activity: check,
                    resource: *number,
                    group: NO_ENTRY,
                    lifecycle: EventColumns::NO_LIFECYCLE,
                    instance: 0,
                    time: day(at),
                    due: Some(day("2024-03-01")),
                    planned: None,
                    finished: None,
                    line: 1,
                }
            })
            .collect();
        let applicants = &mut builder.log.applicants;
        let applicant = if applicant.is_empty() {
            NO_ENTRY
        } else {
            *numbers
                .entry(format!("applicant {applicant}"))
                .or_insert_with(|| applicants.push(applicant))
        };
        let row = CaseRow {
            id: &format!("{number}"),
            applicant,
            responsible: NO_ENTRY,
            due: None,
            // Before anything was due.
            opened: Some(day("2024-02-20")),
            closed: None,
            line: 1,
        };
        builder.push_case(row, &rows);
    }
    builder.finish()
}

#[test]
fn what_an_officer_did_on_one_day_is_one_batch() {
    let cases: [(&str, &[(&str, &str)]); 3] = [
        (
            "",
            &[("ali", "2024-03-05T08:00:00Z"), ("sara", "2024-03-06T08:00:00Z")],
        ),
        ("", &[("ali", "2024-03-05T16:00:00Z")]),
        ("", &[("ali", "2024-02-28T08:00:00Z")]),
    ];
    let found = outcome("deadline_missed", |scan, worker| {
        scan.observe_log(&log(&cases), 0, worker);
    });
    let expected = [group("ali", &[(0, 1), (2, 2)]), group("sara", &[(1, 1)])];
    assert_eq!(batches(&found, Kind::Officer), expected);
    // The step's own are the same days.
    let step = group("permits › check", &[(0, 1), (1, 1), (2, 2)]);
    assert_eq!(batches(&found, Kind::Step), [step]);
    // Nobody judges applicants here, and nothing is kept for them.
    assert!(
        batches(&found, Kind::Applicant)
            .iter()
            .all(|(_, batches)| batches.is_empty())
    );
}

#[test]
fn an_applicants_cases_are_one_batch_and_one_without_applicant_is_its_own() {
    let twice: &[(&str, &str)] = &[("ali", "2024-03-05"), ("ali", "2024-03-06")];
    let once: &[(&str, &str)] = &[("ali", "2024-03-05")];
    let cases = [
        ("omid", twice),
        ("omid", once),
        ("", twice),
        ("", once),
        ("mina", once),
    ];
    let look = |inputs: u32| {
        outcome("rework", |scan, worker| {
            for input in 0..inputs {
                scan.observe_log(&log(&cases), input, worker);
            }
        })
    };
    let expected = [group("permits › check", &[(0, 1), (0, 1), (1, 1), (1, 2)])];
    assert_eq!(batches(&look(1), Kind::Step), expected);
    // The applicants of another log are the same people; its cases without one are others.
    let expected = [group(
        "permits › check",
        &[(0, 1), (0, 1), (0, 2), (1, 1), (1, 1), (2, 4)],
    )];
    assert_eq!(batches(&look(2), Kind::Step), expected);
    // An officer's hang together by the day on which the officer took the case up.
    assert_eq!(batches(&look(1), Kind::Officer), [group("ali", &[(2, 5)])]);
}

#[test]
fn totals_are_the_sums_of_their_batches_however_many_there_are() {
    // More than are kept before they are brought together, and a batch beyond the bits of an entry.
    let found = outcome("single_bidder_tender", |_, worker| {
        for line in 0..90_000_u64 {
            let month = if line % 9 == 0 { line / 9 % 12 + 1 } else { 1 };
            let office = if line % 9 == 0 { line % 13 } else { 0 };
            let opened = format!("2024-{month:02}-01");
            let release = tender(
                &line.to_string(),
                &format!("office {office}"),
                Some(&opened),
                1 + (line % 4) as u32,
            );
            worker.observe(&release, place(line + 1));
        }
    });
    let mut rows = 0;
    for (key, tally, batches) in found.totals[0].rows() {
        let sum = |of: fn(&BatchTally) -> u32| batches.iter().map(|batch| u64::from(of(batch))).sum::<u64>();
        assert_eq!(
            (sum(|batch| batch.raised), sum(|batch| batch.computable)),
            (tally.raised, tally.computable)
        );
        let mut keys: Vec<u64> = batches.iter().map(|batch| batch.key).collect();
        keys.dedup();
        assert_eq!(keys.len(), batches.len(), "a batch stands twice");
        let first = found.names.text(key.group) == "office 0";
        assert!(batches.len() == 12, "{}", batches.len());
        assert_eq!(first, batches.iter().any(|batch| batch.computable > 65_535));
        rows += 1;
    }
    assert_eq!(rows, 13);
}

#[test]
fn every_judged_kind_of_group_declares_what_hangs_together() {
    for indicator in catalogue().unwrap() {
        let definition = &indicator.definition;
        let mut judged = definition.groups.clone();
        judged.sort();
        let declared: Vec<Kind> = definition.batch.keys().copied().collect();
        assert_eq!(declared, judged, "{}", indicator.name);
        for batch in definition.batch.values() {
            let of_tenders = matches!(
                batch,
                BatchKind::OfficeMonth | BatchKind::Tender | BatchKind::Supplier
            );
            assert_eq!(
                of_tenders,
                indicator.family == Family::Procurement,
                "{}",
                indicator.name
            );
        }
    }
}
