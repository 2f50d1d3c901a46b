//! What must not change, and what must change by a known amount, when a log is changed in a known way.

use golugah_records::EventLog;

use super::Random;
use super::small::{invented, rebuilt};
use crate::figures::{Cuts, figures_with};
use crate::passages::passages;
use crate::{Figures, Lifecycle, figures, overtaking_pairs, queue};

const CASES: usize = 300;

fn everything(log: &EventLog) -> Figures {
    let all = usize::MAX;
    let cuts = Cuts {
        variants: all,
        edges: all,
        slowest: all,
        officers: all,
        four_eyes: all,
        overtaking: all,
    };
    figures_with(log, Lifecycle::Folded, "f", "t", &cuts)
}

fn shuffled(log: &EventLog, seed: u64) -> EventLog {
    let mut order: Vec<usize> = (0..log.case_count()).collect();
    Random::new(seed).shuffle(&mut order);
    rebuilt(log, &order, 0)
}

#[test]
fn the_order_of_cases_in_the_file_changes_nothing() {
    for seed in 0..5 {
        let log = invented(seed, CASES);
        let other = shuffled(&log, seed + 100);
        assert_ne!(log.cases.ids, other.cases.ids);
        assert_eq!(everything(&log), everything(&other));
    }
}

#[test]
fn shifted_times_leave_waits_counts_and_overtaking() {
    let log = invented(1, CASES);
    let all: Vec<usize> = (0..log.case_count()).collect();
    for shift in [-123_456_789, 1, 31_536_000_000] {
        let (mut before, mut after) = (everything(&log), everything(&rebuilt(&log, &all, shift)));
        for figures in [&mut before, &mut after] {
            // What is on the clock or the calendar moves with it.
            figures.first_timestamp.clear();
            figures.last_timestamp.clear();
            figures.events_weekend_utc = 0;
            figures.events_outside_07_19_utc = 0;
        }
        assert_eq!(before, after);
    }
}

#[test]
fn every_case_k_times_multiplies_counts_by_k_and_overtaking_by_its_square() {
    let log = invented(2, 120);
    let once = everything(&log);
    for k in [2, 3] {
        let cases: Vec<usize> = (0..log.case_count())
            .flat_map(|case| std::iter::repeat_n(case, k))
            .collect();
        let times = everything(&rebuilt(&log, &cases, 0));
        let k = k as u64;
        assert_eq!(times.cases, once.cases * k);
        assert_eq!(times.events, once.events * k);
        assert_eq!(times.cases_with_any_rework, once.cases_with_any_rework * k);
        assert_eq!((times.variants, times.dfg_edges), (once.variants, once.dfg_edges));
        assert_eq!(times.dfg_total_frequency, once.dfg_total_frequency * k);
        for (many, one) in times.activity_counts.0.iter().zip(&once.activity_counts.0) {
            assert_eq!((&many.0, many.1), (&one.0, one.1 * k));
        }
        for (many, one) in times.overtaking.iter().zip(&once.overtaking) {
            assert_eq!((&many.from, &many.to), (&one.from, &one.to));
            assert_eq!(many.overtaking_pairs, one.overtaking_pairs * k * k);
        }
        assert!(
            once.overtaking.iter().any(|edge| edge.overtaking_pairs > 100),
            "the test log must overtake"
        );
        let (many, one) = (times.officers.unwrap(), once.officers.clone().unwrap());
        assert_eq!(
            (many.handovers, many.succession_pairs),
            (one.handovers * k, one.succession_pairs)
        );
        assert_eq!(
            many.four_eyes_top6_activities[0].same_officer,
            one.four_eyes_top6_activities[0].same_officer * k
        );
    }
}

#[test]
fn time_run_backwards_keeps_the_pairs() {
    let log = invented(3, CASES);
    let passages = passages(&log);
    for edge in 0..passages.edges.len() {
        let range = passages.of_edge(edge);
        let (start, end) = (&passages.start[range.clone()], &passages.end[range]);
        let back = |times: &[i64]| times.iter().map(|time| -time).collect::<Vec<_>>();
        assert_eq!(
            overtaking_pairs(start, end),
            overtaking_pairs(&back(end), &back(start))
        );
        let counted: u64 = queue(start, end)
            .overtaken
            .iter()
            .map(|count| u64::from(*count))
            .sum();
        assert_eq!(overtaking_pairs(start, end), counted);
    }
}

#[test]
fn the_same_log_gives_the_same_figures_every_time() {
    let log = invented(4, CASES);
    assert_eq!(
        figures(&log, Lifecycle::Folded, "f", "t"),
        figures(&log, Lifecycle::Folded, "f", "t")
    );
}
