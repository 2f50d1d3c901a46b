//! The same outcome, whichever worker looks at what.
use golugah_findings::Kind;
use golugah_records::{
    Award, Bid, CaseRow, EventColumns, EventLog, EventLogBuilder, EventRow, Lot, Money, NO_ENTRY,
    Organization, Range, Release, Tender, Timestamp,
};

use super::place;
use crate::engine::*;

/// Numbers that look random, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

fn organization(kind: &str, number: u64, name: u64) -> Organization<'static> {
    Organization {
        id: format!("{kind}{number}").into(),
        name: format!("{kind} {number}, spelling {name}").into(),
    }
}

/// A process with bids, disqualified and late ones among them, equal and foreign prices, joint awards and gaps.
fn invented(number: u64) -> Release<'static> {
    let dice = &mut Dice(number);
    let moment = |days: u64| Some(Timestamp::utc(1_700_000_000_000 + days as i64 * 86_400_000));
    let mut release = Release {
        // One process in five is published twice.
        ocid: format!("ocds-{}", number - u64::from(number.is_multiple_of(5))).into(),
        date: moment(number % 7),
        buyer: organization("buyer", number % 4, number),
        tender: Tender {
            status: dice.of(&["complete", "complete", "complete", "cancelled"]).into(),
            procuring_entity: organization("office", number % 9, number),
            method: dice.of(&["open", "selective", "direct"]).into(),
            category: dice.of(&["goods", "works"]).into(),
            number_of_tenderers: dice.of(&[None, Some(1), Some(3)]),
            ..Tender::default()
        },
        bids_published: true,
        awards_published: true,
        ..Release::default()
    };
    let opened = 40 * (number % 3);
    release.tender.period.start = moment(opened);
    release.tender.period.end = dice.of(&[None, moment(opened + 5), moment(opened + 30)]);
    let money = |dice: &mut Dice| Money {
        minor: dice.of(&[None, Some(0), Some(10_000), Some(10_050), Some(20_000)]),
        currency: dice.of(&["XXX", "XXX", "XXX", "YYY"]).into(),
    };
    release.tender.value = money(dice);
    release.tender.nature.donor = number.is_multiple_of(3);
    release.tender.nature.sells = number.is_multiple_of(11);
    if number.is_multiple_of(4) {
        release.lots = ["1", "2"]
            .map(|id| Lot {
                id: id.into(),
                ..Lot::default()
            })
            .into();
    }
    let lots = |dice: &mut Dice, release: &mut Release<'_>| {
        let start = release.related.len() as u32;
        if !release.lots.is_empty() && dice.below(9) > 0 {
            release.related.push(dice.of(&["1", "2"]).into());
        }
        Range {
            start,
            end: release.related.len() as u32,
        }
    };
    for bid in 0..dice.below(6) {
        let start = release.organizations.len() as u32;
        for _ in 0..dice.of(&[1, 1, 1, 2]) {
            release
                .organizations
                .push(organization("tenderer", dice.below(12), number));
        }
        let tenderers = Range {
            start,
            end: release.organizations.len() as u32,
        };
        let lots = lots(dice, &mut release);
        release.bids.push(Bid {
            id: bid.to_string().into(),
            status: dice.of(&["valid", "valid", "disqualified", "withdrawn"]).into(),
            date: moment(opened + dice.below(40)),
            value: money(dice),
            tenderers,
            lots,
        });
        if number.is_multiple_of(6) && bid == 0 {
            release.bids.push(release.bids[0].clone());
        }
    }
    for _ in 0..dice.of(&[0, 1, 1, 2]) {
        let start = release.organizations.len() as u32;
        release
            .organizations
            .push(organization("tenderer", dice.below(12), number));
        let first_class = release.classifications.len() as u32;
        release.classifications.push(dice.below(40).to_string().into());
        let lots = lots(dice, &mut release);
        release.awards.push(Award {
            status: dice.of(&["active", "active", "active", "pending"]).into(),
            value: money(dice),
            suppliers: Range {
                start,
                end: start + 1,
            },
            classes: Range {
                start: first_class,
                end: first_class + 1,
            },
            lots,
            ..Award::default()
        });
    }
    release
}

fn procurement() -> Vec<&'static Indicator> {
    let all = catalogue().unwrap().iter();
    all.filter(|indicator| indicator.family == Family::Procurement)
        .collect()
}

/// Everything an outcome says, with texts for numbers.
fn told(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for one in &outcome.indicators {
        lines.push(format!(
            "{} {} {} {:?} {} {:?}",
            one.indicator.name, one.raised, one.clear, one.not_computable, one.stake, one.parameters
        ));
    }
    let named = |id: Id| (outcome.names.text(id), outcome.names.name(id));
    for one in &outcome.raised {
        let mut groups: Vec<_> = outcome.groups(one).map(|(kind, id)| (kind, named(id))).collect();
        groups.sort();
        lines.push(format!(
            "{} {:?} {} {} {:?} {:?} {:?} {groups:?}",
            one.indicator, one.subject, one.value, one.threshold, one.date, one.evidence, one.place
        ));
    }
    for one in &outcome.kept {
        lines.push(format!("{one:?}"));
    }
    for (indicator, totals) in outcome.totals.iter().enumerate() {
        let mut rows: Vec<String> = totals
            .rows()
            .map(|(key, tally, batches)| {
                let within = key.within.map(named);
                // Which numbers batches have depends on timing.
                let mut batches: Vec<_> = batches
                    .iter()
                    .map(|batch| (batch.raised, batch.computable))
                    .collect();
                batches.sort_unstable();
                format!(
                    "{indicator} {:?} {:?} {within:?} {:?} {tally:?} {batches:?}",
                    key.kind,
                    named(key.group),
                    named(key.stratum)
                )
            })
            .collect();
        rows.sort();
        lines.extend(rows);
    }
    lines
}

#[test]
fn the_outcome_is_the_same_however_the_workers_share_the_records() {
    for profile in [None, Some("cardinal")] {
        let run = |share: &dyn Fn(u64) -> usize, backwards: bool| {
            let scan = Scan::new(&procurement(), profile, "XXX", Detail::Observations).unwrap();
            let mut workers = vec![scan.worker(), scan.worker(), scan.worker()];
            let mut lines: Vec<u64> = (1..=600).collect();
            if backwards {
                lines.reverse();
            }
            for line in lines {
                workers[share(line)].observe(&invented(line), place(line));
            }
            let superseded = Scan::superseded(&workers);
            (superseded, told(&scan.finish(workers)))
        };
        let one = run(&|_| 0, false);
        assert!(one.0.len() > 100, "{} superseded", one.0.len());
        // Every indicator must have been at work.
        for (index, indicator) in procurement().iter().enumerate() {
            let answered = one
                .1
                .iter()
                .any(|line| line.starts_with(&format!("KeptObservation {{ indicator: {index}, ")));
            assert!(answered, "{} said nothing", indicator.name);
        }
        for share in [
            &(|line: u64| line as usize % 2) as &dyn Fn(u64) -> usize,
            &|line: u64| usize::from(line > 300),
            &|line: u64| usize::from(line < 300) * 2,
            &|line: u64| Dice(line).below(3) as usize,
        ] {
            for backwards in [false, true] {
                let other = run(share, backwards);
                assert_eq!(one.0, other.0);
                for (left, right) in one.1.iter().zip(&other.1) {
                    assert_eq!(left, right);
                }
                assert_eq!(one.1.len(), other.1.len());
            }
        }
    }
}

/// Three steps done by three officers for two applicants, with waits of all lengths.
fn log_of(name: &str, seed: u64) -> EventLog {
    let mut builder = EventLogBuilder::new(name);
    let steps: Vec<u32> = ["register", "check", "decide"]
        .map(|step| builder.log.activities.push(step))
        .into();
    let officers = ["o1", "o2", "o3"].map(|officer| builder.log.resources.push(officer));
    let applicants = ["a1", "a2"].map(|applicant| builder.log.applicants.push(applicant));
    let dice = &mut Dice(seed);
    for case in 0..200_u32 {
        let mut millis = 1_700_000_000_000 + i64::from(case) * 3_600_000;
        let rows: Vec<EventRow> = steps
            .iter()
            .map(|step| {
                millis += dice.below(100_000_000) as i64;
                EventRow {
                    activity: *step,
                    resource: dice.of(&[officers[0], officers[1], officers[2], NO_ENTRY]),
                    group: NO_ENTRY,
                    lifecycle: EventColumns::NO_LIFECYCLE,
                    instance: 0,
                    time: Timestamp::utc(millis),
                    due: dice
                        .of(&[None, Some(0), Some(1)])
                        .map(|early| Timestamp::utc(millis - early)),
                    planned: None,
                    finished: None,
                    line: case + 1,
                }
            })
            .collect();
        // Numbers of cases come again in every log, as offices count them.
        let id = case.to_string();
        let row = CaseRow {
            id: &id,
            applicant: dice.of(&[applicants[0], applicants[1], NO_ENTRY]),
            responsible: NO_ENTRY,
            due: None,
            opened: None,
            closed: None,
            line: case + 1,
        };
        builder.push_case(row, &rows);
    }
    builder.finish()
}

#[test]
fn logs_may_be_looked_at_by_any_worker_in_any_order() {
    let indicators: Vec<&Indicator> = catalogue()
        .unwrap()
        .iter()
        .filter(|indicator| indicator.family == Family::Procedures)
        .collect();
    // Two halves of one procedure, so that the same case stands in both.
    let logs = [log_of("permits", 1), log_of("permits", 2), log_of("licences", 3)];
    let run = |order: [usize; 3], worker_of: [usize; 3]| {
        let scan = Scan::new(&indicators, None, "", Detail::Observations).unwrap();
        let mut workers = vec![scan.worker(), scan.worker()];
        for log in order {
            scan.observe_log(&logs[log], log as u32, &mut workers[worker_of[log]]);
        }
        told(&scan.finish(workers))
    };
    let one = run([0, 1, 2], [0, 0, 0]);
    assert!(one.iter().any(|line| line.contains("answer: Raised")));
    for (order, worker_of) in [
        ([2, 1, 0], [0, 0, 0]),
        ([0, 1, 2], [1, 0, 1]),
        ([1, 2, 0], [0, 1, 0]),
    ] {
        let other = run(order, worker_of);
        for (left, right) in one.iter().zip(&other) {
            assert_eq!(left, right);
        }
        assert_eq!(one.len(), other.len());
    }
}

#[test]
fn values_alone_are_the_values_of_the_findings() {
    for profile in [None, Some("cardinal")] {
        let run = |detail: Detail| {
            let scan = Scan::new(&procurement(), profile, "XXX", detail).unwrap();
            let mut workers = vec![scan.worker(), scan.worker()];
            for line in 1..=600 {
                workers[line as usize % 2].observe(&invented(line), place(line));
            }
            scan.finish(workers)
        };
        let (findings, values) = (run(Detail::Findings), run(Detail::Values));
        let mut wanted: Vec<String> = findings
            .raised
            .iter()
            .map(|one| {
                let place = (one.subject.0 == Kind::Tender).then_some(one.place);
                format!("{:?} {:?} {} {place:?}", one.indicator, one.subject, one.value)
            })
            .collect();
        let mut found: Vec<String> = values
            .values()
            .map(|one| {
                format!(
                    "{:?} {:?} {} {:?}",
                    one.indicator, one.subject, one.value, one.place
                )
            })
            .collect();
        wanted.sort();
        found.sort();
        assert!(wanted.len() > 100, "{} raised", wanted.len());
        assert_eq!(found, wanted);
        assert!(values.raised.is_empty() && findings.values().next().is_none());
        for (one, other) in findings.indicators.iter().zip(&values.indicators) {
            assert_eq!((one.raised, one.clear), (other.raised, other.clear));
            assert_eq!(one.not_computable, other.not_computable);
            assert_eq!(one.parameters, other.parameters);
        }
    }
}

/// Gives the organizations of some releases numbers, as a source with a list of words for each stretch does.
fn numbered(mut releases: Vec<Release<'static>>, stretch: u64) -> Vec<Release<'static>> {
    let mut words = std::collections::HashMap::new();
    let mut number = |word: String| {
        let next = words.len() as u32;
        Some(*words.entry(word).or_insert(next))
    };
    for release in &mut releases {
        let numbers = &mut release.numbers;
        numbers.stretch = stretch;
        numbers.buyer = number(format!("as buyer: {}", release.buyer.id));
        numbers.procuring_entity = number(format!("as office: {}", release.tender.procuring_entity.id));
        let parties = release.organizations.iter();
        numbers.organizations = parties.map(|party| number(party.id.to_string())).collect();
    }
    releases
}

#[test]
fn the_numbers_of_a_source_change_nothing() {
    for profile in [None, Some("cardinal")] {
        for detail in [Detail::Values, Detail::Findings] {
            let run = |stretches: &[Vec<Release<'static>>]| {
                let scan = Scan::new(&procurement(), profile, "XXX", detail).unwrap();
                let mut workers = vec![scan.worker(), scan.worker()];
                for (at, release) in stretches.iter().flatten().enumerate() {
                    workers[at % 2].observe(release, place(at as u64 + 1));
                }
                scan.finish(workers)
            };
            let stretch = |from: u64| (from..from + 200).map(invented).collect::<Vec<_>>();
            let plain = [stretch(1), stretch(201), stretch(401)];
            // The second stretch begins its numbers anew.
            let with_numbers = [
                numbered(stretch(1), 7),
                numbered(stretch(201), 8),
                numbered(stretch(401), 9),
            ];
            let (wanted, found) = (run(&plain), run(&with_numbers));
            let values = |outcome: &Outcome| {
                let mut values: Vec<String> = outcome.values().map(|one| format!("{one:?}")).collect();
                values.sort();
                values
            };
            assert_eq!(values(&found), values(&wanted));
            assert_eq!(told(&found), told(&wanted));
            assert_eq!(wanted.values().next().is_some(), detail == Detail::Values);
        }
    }
}
