//! Whom a wait is charged to.

use golugah_findings::Kind;
use golugah_records::{CaseRow, EventLog, EventLogBuilder, EventRow, NO_ENTRY, Timestamp};

use crate::engine::*;

const HOUR: i64 = 3_600_000;

/// Forty cases, each registered by the desk and checked by Sara a day later. Where `handed` they were handed to Ali an hour after the
/// registration, who keeps every fourth for a month; one handed to Ali stays there.
fn log(handed: bool) -> EventLog {
    let mut builder = EventLogBuilder::new("permits");
    let register = builder.log.activities.push("register");
    let check = builder.log.activities.push("check");
    let [desk, ali, sara] = ["desk", "ali", "sara"].map(|name| builder.log.resources.push(name));
    let [complete, assign] = ["complete", "assign"].map(|word| builder.log.lifecycles.push(word) as u16);
    for case in 0..41_i64 {
        let at = |hours: i64| Timestamp::utc(1_700_000_000_000 + (case * 24 + hours) * HOUR + case * 1_000);
        let event = |activity, resource, lifecycle, hours| EventRow {
            activity,
            resource,
            group: NO_ENTRY,
            lifecycle,
            instance: 0,
            time: at(hours),
            due: None,
            planned: None,
            finished: None,
            line: case as u32 + 1,
        };
        let mut events = vec![event(register, desk, complete, 0)];
        if handed {
            events.push(event(check, ali, assign, 1));
        }
        if case > 0 {
            let took = if case % 4 == 0 { 720 } else { 24 };
            events.push(event(check, sara, complete, took));
        }
        let row = CaseRow {
            id: &case.to_string(),
            applicant: NO_ENTRY,
            responsible: NO_ENTRY,
            due: None,
            opened: None,
            closed: None,
            line: case as u32 + 1,
        };
        builder.push_case(row, &events);
    }
    builder.finish()
}

/// What is raised of what could be computed, by group; and how many could not.
fn charged(log: &EventLog) -> (Vec<(Kind, String, u64, u64)>, u64) {
    let slow = indicator("slow_passage").unwrap();
    let scan = Scan::new(&[slow], None, "XXX", Detail::Findings).unwrap();
    let mut worker = scan.worker();
    scan.observe_log(log, 0, &mut worker);
    let found = scan.finish(vec![worker]);
    let mut groups: Vec<_> = found.totals[0]
        .tallies
        .iter()
        .map(|(key, tally)| {
            let name = found.names.text(key.group);
            (key.kind, name, tally.raised, tally.computable)
        })
        .collect();
    groups.sort();
    (groups, found.indicators[0].not_computable.values().sum())
}

#[test]
fn a_wait_is_the_holders_from_the_hand_over_on_and_nobodys_without_one() {
    let told = |kind, name: &str, raised, computable| (kind, name.to_owned(), raised, computable);
    // Ten of forty took a month: beyond the ninetieth percentile of their like is nothing, for it is a month itself.
    let (groups, not_computable) = charged(&log(false));
    assert_eq!(
        groups,
        [
            told(Kind::Step, "permits › check", 0, 40),
            told(Kind::Procedure, "permits", 0, 40),
        ]
    );
    assert_eq!(not_computable, 0);
    // With the hand-over an hour in the queue is nobody's, and the rest is Ali's, though Sara did the check. The case that Ali still
    // has waits longer than all others.
    let (groups, _) = charged(&log(true));
    assert_eq!(
        groups,
        [
            told(Kind::Step, "permits › check", 1, 81),
            told(Kind::Officer, "ali", 1, 41),
            told(Kind::Procedure, "permits", 1, 81),
        ]
    );
}
