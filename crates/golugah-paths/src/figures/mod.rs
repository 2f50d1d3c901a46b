//! The figures of a log, in the words and shapes of `golugah paths FILE --format json`.

mod edges;
mod officers;
mod shape;
mod times;

pub use shape::{
    Counts, Durations, EdgeCount, EdgeMedian, EdgeOvertaking, EdgePerformance, Figures, FourEyes, Instances,
    OfficerFigures, Variant,
};

use golugah_records::{EventLog, NO_ENTRY, StringPool};
use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

use crate::passages::passages;
use crate::times::times as times_of;

pub(crate) use times::earlier_than_previous;

#[cfg(test)]
pub(crate) use officers::four_eyes_of;

/// How much of each ranking is kept.
#[derive(Clone, Copy)]
pub(crate) struct Cuts {
    pub(crate) variants: usize,
    pub(crate) edges: usize,
    pub(crate) slowest: usize,
    pub(crate) officers: usize,
    pub(crate) four_eyes: usize,
    pub(crate) overtaking: usize,
}

const CUTS: Cuts = Cuts {
    variants: 5,
    edges: 15,
    slowest: 10,
    officers: 10,
    four_eyes: 6,
    overtaking: 10,
};

/// What is counted in a log that tells of life cycles; in others both are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lifecycle {
    /// What was done: a step that was scheduled, started and completed counts once, at its completion.
    #[default]
    Folded,
    /// Every event by itself, as tools do that know nothing of life cycles.
    Raw,
}

/// Describes a log: its cases, variants, edges and their waits, officers, order and overtaking.
///
/// `file` is the name of the file as it should appear, `tool` the name and version of the program. Rankings are by
/// count, equal counts by name, so that equal logs give equal figures. Cases and events are always those of the file.
#[must_use]
pub fn figures(log: &EventLog, lifecycle: Lifecycle, file: &str, tool: &str) -> Figures {
    figures_with(log, lifecycle, file, tool, &CUTS)
}

pub(crate) fn figures_with(
    log: &EventLog,
    lifecycle: Lifecycle,
    file: &str,
    tool: &str,
    cuts: &Cuts,
) -> Figures {
    if lifecycle == Lifecycle::Raw {
        return figures_of(log, file, tool, cuts);
    }
    let times = Some(times_of(log));
    if !log.has_lifecycle() {
        return Figures {
            times,
            ..figures_of(log, file, tool, cuts)
        };
    }
    let folded = log.folded();
    Figures {
        times,
        cases: log.case_count() as u64,
        events: log.event_count() as u64,
        instances: Some(Instances {
            instances: folded.event_count() as u64,
            cases_with_instances: folded.case_count() as u64,
            events_never_completed: log.never_completed() as u64,
        }),
        ..figures_of(&folded, file, tool, cuts)
    }
}

fn figures_of(log: &EventLog, file: &str, tool: &str, cuts: &Cuts) -> Figures {
    let passages = passages(log);
    let events = &log.events;
    let mut of_activity = vec![0_u64; log.activities.len()];
    let mut starts = of_activity.clone();
    let mut ends = of_activity.clone();
    let mut rework = of_activity.clone();
    let mut reworked_cases = 0;
    let mut in_case = of_activity.clone();
    for case in 0..log.case_count() {
        let steps = &events.activity[log.events_of(case)];
        let mut repeated = false;
        for activity in steps.iter().map(|activity| *activity as usize) {
            of_activity[activity] += 1;
            in_case[activity] += 1;
            if in_case[activity] == 2 {
                rework[activity] += 1;
                repeated = true;
            }
        }
        reworked_cases += u64::from(repeated);
        for activity in steps {
            in_case[*activity as usize] = 0;
        }
        starts[steps[0] as usize] += 1;
        ends[steps[steps.len() - 1] as usize] += 1;
    }
    let (variants, top) = variants(log, cuts.variants);
    let ranked = edges::ranked(log, &passages);
    Figures {
        file: file.to_owned(),
        tool: tool.to_owned(),
        cases: log.case_count() as u64,
        events: log.event_count() as u64,
        flattened: log.flattened.clone(),
        times: None,
        instances: None,
        activities: of_activity.iter().filter(|count| **count > 0).count() as u64,
        activity_counts: counts(&log.activities, &of_activity),
        start_activities: counts(&log.activities, &starts),
        end_activities: counts(&log.activities, &ends),
        variants: variants.len() as u64,
        variants_top5: top,
        variants_occurring_once: variants.iter().filter(|count| **count == 1).count() as u64,
        dfg_edges: passages.edges.len() as u64,
        dfg_total_frequency: passages.len() as u64,
        dfg_top15: edges::counts(log, &passages, &ranked, cuts.edges),
        performance_dfg_top15_seconds: edges::performance(log, &passages, &ranked, cuts.edges),
        slowest_edges: edges::slowest(log, &passages, cuts.slowest),
        case_duration_seconds: times::durations(log),
        rework_cases_per_activity: counts(&log.activities, &rework),
        cases_with_any_rework: reworked_cases,
        case_arrival_average_seconds: times::arrival_average(log),
        first_timestamp: times::stamp(events.millis.iter().min().copied()),
        last_timestamp: times::stamp(events.millis.iter().max().copied()),
        events_weekend_utc: times::weekend(log),
        events_outside_07_19_utc: times::outside_hours(log),
        officers: officers::figures(log, cuts),
        dfg_edges_in_file_order: times::file_order_edges(log, &passages),
        events_earlier_than_previous_in_file: times::earlier_than_previous(log),
        consecutive_equal_timestamps: (0..passages.len())
            .filter(|passage| passages.wait(*passage) == 0)
            .count() as u64,
        overtaking_definition: "pairs of passages of one directly-follows edge of which one started strictly later \
                                and ended strictly earlier than the other; events of a case in order of time, equal \
                                stamps in order of the file",
        overtaking: edges::overtaking(log, &passages, &ranked, cuts.overtaking),
    }
}

/// Names with their counts above zero, most first, equal ones by name.
fn counts(names: &StringPool, numbers: &[u64]) -> Counts {
    let mut counted: Vec<(String, u64)> = names
        .iter()
        .zip(numbers)
        .filter(|(_, count)| **count > 0)
        .map(|(name, count)| (name.to_owned(), *count))
        .collect();
    counted.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    Counts(counted)
}

/// How often each distinct sequence of activities occurs, and the most frequent of them with their names.
fn variants(log: &EventLog, keep: usize) -> (Vec<u64>, Vec<Variant>) {
    let hasher = DefaultHashBuilder::default();
    let steps = |case: u32| &log.events.activity[log.events_of(case as usize)];
    // A variant is known by its first case; sequences are compared where they stand and never copied.
    let mut table: HashTable<(u32, u64)> = HashTable::new();
    for case in 0..log.case_count() as u32 {
        let hash = hasher.hash_one(steps(case));
        let same = |variant: &(u32, u64)| steps(variant.0) == steps(case);
        match table.entry(hash, same, |variant| hasher.hash_one(steps(variant.0))) {
            Entry::Occupied(mut variant) => variant.get_mut().1 += 1,
            Entry::Vacant(place) => {
                place.insert((case, 1));
            }
        }
    }
    let mut found: Vec<(u32, u64)> = table.into_iter().collect();
    let ranks = ranks_by_name(&log.activities);
    let named = |case: u32| steps(case).iter().map(|activity| ranks[*activity as usize]);
    found.sort_unstable_by(|left, right| {
        right
            .1
            .cmp(&left.1)
            .then_with(|| named(left.0).cmp(named(right.0)))
    });
    let name = |activity: &u32| log.activities.get(*activity).unwrap_or_default().to_owned();
    let top = found
        .iter()
        .take(keep)
        .map(|(case, count)| Variant {
            count: *count,
            trace: steps(*case).iter().map(name).collect(),
        })
        .collect();
    (found.into_iter().map(|variant| variant.1).collect(), top)
}

/// Per entry of a pool, its place in alphabetical order.
fn ranks_by_name(names: &StringPool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    order.sort_by_key(|number| names.get(*number));
    let mut ranks = vec![NO_ENTRY; order.len()];
    for (rank, number) in (0..).zip(order) {
        ranks[number as usize] = rank;
    }
    ranks
}
