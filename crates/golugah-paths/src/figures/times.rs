use golugah_records::{EventLog, Timestamp};
use hashbrown::HashSet;

use super::Durations;
use crate::passages::Passages;
use crate::stats::{linear_quantile, mean, seconds, sum};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

pub(super) fn durations(log: &EventLog) -> Durations {
    let span = |case| {
        let events = log.events_of(case);
        log.events.millis[events.end - 1] - log.events.millis[events.start]
    };
    let mut spans: Vec<i64> = (0..log.case_count()).map(span).collect();
    spans.sort_unstable();
    // Quantiles may lie between two milliseconds; they are not rounded.
    let quantile = |quantile| linear_quantile(&spans, quantile) / 1000.0;
    Durations {
        min: quantile(0.0),
        p25: quantile(0.25),
        median: quantile(0.5),
        mean: seconds(mean(&spans)),
        p90: quantile(0.9),
        max: quantile(1.0),
        sum: seconds(sum(&spans) as f64),
    }
}

/// The mean time between the beginnings of two cases that began one after the other; 0 where there is only one case.
pub(super) fn arrival_average(log: &EventLog) -> f64 {
    let beginning = |case| log.events.millis[log.events_of(case).start];
    let first = (0..log.case_count()).map(beginning).min().unwrap_or(0);
    let last = (0..log.case_count()).map(beginning).max().unwrap_or(0);
    seconds((last - first) as f64 / (log.case_count().max(2) - 1) as f64)
}

/// A moment as `2011-10-11 11:45:40.276000+00:00`, the fraction only where there is one; empty where there is none.
pub(super) fn stamp(millis: Option<i64>) -> String {
    let Some(millis) = millis else {
        return String::new();
    };
    let text = Timestamp::utc(millis).to_rfc3339();
    let text = text.trim_end_matches('Z').replace('T', " ");
    let micros = if text.contains('.') { "000" } else { "" };
    format!("{text}{micros}+00:00")
}

pub(super) fn weekend(log: &EventLog) -> u64 {
    // Day 0 of the count was a Thursday: Saturday and Sunday are days 2 and 3 after it.
    let free = |millis: &&i64| matches!(millis.div_euclid(DAY).rem_euclid(7), 2 | 3);
    log.events.millis.iter().filter(free).count() as u64
}

pub(super) fn outside_hours(log: &EventLog) -> u64 {
    let outside = |millis: &&i64| !(7..19).contains(&(millis.rem_euclid(DAY) / HOUR));
    log.events.millis.iter().filter(outside).count() as u64
}

/// Distinct pairs of neighbouring activities, were the events of a case left in the order of the file.
pub(super) fn file_order_edges(log: &EventLog, passages: &Passages) -> u64 {
    if log.file_order.is_empty() {
        return passages.edges.len() as u64;
    }
    let mut edges = HashSet::new();
    each_file_pair(log, |before, after| {
        edges.insert((log.events.activity[before], log.events.activity[after]));
    });
    edges.len() as u64
}

pub(crate) fn earlier_than_previous(log: &EventLog) -> u64 {
    let mut found = 0;
    if !log.file_order.is_empty() {
        each_file_pair(log, |before, after| {
            found += u64::from(log.events.millis[after] < log.events.millis[before]);
        });
    }
    found
}

/// Visits the events of each case that stand next to each other in the file.
fn each_file_pair(log: &EventLog, mut visit: impl FnMut(usize, usize)) {
    let mut order: Vec<usize> = Vec::new();
    for case in 0..log.case_count() {
        order.clear();
        order.extend(log.events_of(case));
        order.sort_unstable_by_key(|event| log.file_order[*event]);
        for pair in order.windows(2) {
            visit(pair[0], pair[1]);
        }
    }
}
