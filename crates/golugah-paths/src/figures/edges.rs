use golugah_records::EventLog;

use super::{EdgeCount, EdgeMedian, EdgeOvertaking, EdgePerformance};
use crate::overtaking_pairs;
use crate::passages::{Edge, Passages};
use crate::stats::{deviation, linear_quantile, mean, seconds, sum};

/// The numbers of all edges, most passages first, equal ones by names.
pub(super) fn ranked(log: &EventLog, passages: &Passages) -> Vec<usize> {
    let mut order: Vec<usize> = (0..passages.edges.len()).collect();
    order.sort_by(|left, right| {
        let (left, right) = (&passages.edges[*left], &passages.edges[*right]);
        right
            .count
            .cmp(&left.count)
            .then_with(|| named(log, left).cmp(&named(log, right)))
    });
    order
}

fn named<'log>(log: &'log EventLog, edge: &Edge) -> (&'log str, &'log str) {
    let name = |activity| log.activities.get(activity).unwrap_or_default();
    (name(edge.from), name(edge.to))
}

fn owned(log: &EventLog, edge: &Edge) -> (String, String) {
    let (from, to) = named(log, edge);
    (from.to_owned(), to.to_owned())
}

pub(super) fn counts(log: &EventLog, passages: &Passages, ranked: &[usize], keep: usize) -> Vec<EdgeCount> {
    let count = |edge: &usize| {
        let edge = &passages.edges[*edge];
        let (from, to) = owned(log, edge);
        EdgeCount {
            from,
            to,
            count: u64::from(edge.count),
        }
    };
    ranked.iter().take(keep).map(count).collect()
}

pub(super) fn performance(
    log: &EventLog,
    passages: &Passages,
    ranked: &[usize],
    keep: usize,
) -> Vec<EdgePerformance> {
    let measure = |number: &usize| {
        let (from, to) = owned(log, &passages.edges[*number]);
        let waits = passages.sorted_waits(*number);
        EdgePerformance {
            from,
            to,
            mean: seconds(mean(&waits)),
            median: seconds(linear_quantile(&waits, 0.5)),
            max: seconds(linear_quantile(&waits, 1.0)),
            min: seconds(linear_quantile(&waits, 0.0)),
            sum: seconds(sum(&waits) as f64),
            stdev: deviation(&waits).map(seconds),
        }
    };
    ranked.iter().take(keep).map(measure).collect()
}

/// The edges with the longest median waits, of those passed at least twenty times and in one case of a hundred.
pub(super) fn slowest(log: &EventLog, passages: &Passages, keep: usize) -> Vec<EdgeMedian> {
    let mut found: Vec<EdgeMedian> = (0..passages.edges.len())
        .filter(|number| {
            let count = passages.edges[*number].count as usize;
            count >= 20 && count * 100 >= log.case_count()
        })
        .map(|number| {
            let edge = &passages.edges[number];
            let (from, to) = owned(log, edge);
            let waits = passages.sorted_waits(number);
            EdgeMedian {
                from,
                to,
                median: seconds(linear_quantile(&waits, 0.5)),
                sum: seconds(sum(&waits) as f64),
                count: u64::from(edge.count),
            }
        })
        .collect();
    found.sort_by(|left, right| {
        let by_name = || (&left.from, &left.to).cmp(&(&right.from, &right.to));
        right.median.total_cmp(&left.median).then_with(by_name)
    });
    found.truncate(keep);
    found
}

pub(super) fn overtaking(
    log: &EventLog,
    passages: &Passages,
    ranked: &[usize],
    keep: usize,
) -> Vec<EdgeOvertaking> {
    let measure = |number: &usize| {
        let (from, to) = owned(log, &passages.edges[*number]);
        let range = passages.of_edge(*number);
        let found = overtaking_pairs(&passages.start[range.clone()], &passages.end[range.clone()]);
        let count = range.len() as u64;
        let pairs = (count * count.saturating_sub(1) / 2).max(1);
        let share_of_pairs = (found as f64 / pairs as f64 * 1e6).round() / 1e6;
        EdgeOvertaking {
            from,
            to,
            passages: count,
            overtaking_pairs: found,
            share_of_pairs,
        }
    };
    ranked.iter().take(keep).map(measure).collect()
}
