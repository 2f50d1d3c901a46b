use std::ops::Range;

use golugah_records::EventLog;
use hashbrown::HashMap;

use crate::stats::nearest_rank;

/// A directly-follows edge: one activity, and the one that came next in the same case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Number of the first activity.
    pub from: u32,
    /// Number of the activity that followed.
    pub to: u32,
    /// Number of its first passage.
    pub first: u32,
    /// How many passages it has, at least one.
    pub count: u32,
}

/// All passages of a log, in parallel columns of one entry per passage.
///
/// A passage is one case going from one event to the next. Passages of one edge stand together, in order of start,
/// then end, then event; edges stand in order of their activities' numbers. Forty bytes a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// The edges.
    pub edges: Vec<Edge>,
    /// Number of the edge.
    pub edge: Vec<u32>,
    /// Number of the case.
    pub case: Vec<u32>,
    /// When the first event happened, in milliseconds UTC.
    pub start: Vec<i64>,
    /// When the second did; never before `start`.
    pub end: Vec<i64>,
    /// The officer of the second event, who ended the wait; a number in the log's `resources`, or `NO_ENTRY`.
    pub officer: Vec<u32>,
    /// Number of the second event in the log; the first is the one before it.
    pub event: Vec<u32>,
    /// True where the stamps do not say which of the two came first: they are equal, or lie on one local day and one
    /// of them is only a date. The log's order is then the file's.
    pub unordered: Vec<bool>,
}

impl Passages {
    /// How many passages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// The numbers of an edge's passages.
    #[must_use]
    pub fn of_edge(&self, edge: usize) -> Range<usize> {
        let edge = &self.edges[edge];
        edge.first as usize..edge.first as usize + edge.count as usize
    }

    /// The number of the edge between two activities, where it was ever passed.
    #[must_use]
    pub fn find(&self, from: u32, to: u32) -> Option<usize> {
        self.edges
            .binary_search_by_key(&(from, to), |edge| (edge.from, edge.to))
            .ok()
    }

    /// The passage's wait in milliseconds.
    #[must_use]
    pub fn wait(&self, passage: usize) -> i64 {
        self.end[passage] - self.start[passage]
    }

    /// An edge's waits in milliseconds, shortest first.
    #[must_use]
    pub fn sorted_waits(&self, edge: usize) -> Vec<i64> {
        let mut waits: Vec<i64> = self.of_edge(edge).map(|passage| self.wait(passage)).collect();
        waits.sort_unstable();
        waits
    }

    /// Per edge, the wait in milliseconds that nine of ten passages do not exceed, by nearest rank (see
    /// [`nearest_rank`]): with fewer than ten passages it is the longest.
    #[must_use]
    pub fn ninetieth_percentiles(&self) -> Vec<i64> {
        (0..self.edges.len())
            .map(|edge| nearest_rank(&self.sorted_waits(edge), 900).unwrap_or(0))
            .collect()
    }
}

/// Finds every passage of a log.
#[must_use]
pub fn passages(log: &EventLog) -> Passages {
    let columns = &log.events;
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    for event in second_events(log) {
        *counts
            .entry((columns.activity[event - 1], columns.activity[event]))
            .or_default() += 1;
    }
    let mut edges: Vec<Edge> = counts
        .iter()
        .map(|(edge, count)| Edge {
            from: edge.0,
            to: edge.1,
            first: 0,
            count: *count,
        })
        .collect();
    edges.sort_unstable_by_key(|edge| (edge.from, edge.to));
    let mut total = 0;
    for (number, edge) in (0_u32..).zip(&mut edges) {
        edge.first = total;
        total += edge.count;
        // From here on the map gives the edge's number.
        counts.insert((edge.from, edge.to), number);
    }
    let mut event_of = vec![0_u32; total as usize];
    let mut next: Vec<u32> = edges.iter().map(|edge| edge.first).collect();
    for event in second_events(log) {
        let edge = counts[&(columns.activity[event - 1], columns.activity[event])] as usize;
        event_of[next[edge] as usize] = event as u32;
        next[edge] += 1;
    }
    let mut found = Passages {
        event: event_of,
        ..Passages::default()
    };
    for (number, edge) in (0_u32..).zip(&edges) {
        let events = &mut found.event[edge.first as usize..(edge.first + edge.count) as usize];
        events.sort_unstable_by_key(|event| {
            let event = *event as usize;
            (columns.millis[event - 1], columns.millis[event], event)
        });
        for event in events.iter().map(|event| *event as usize) {
            let (before, after) = (log.time(event - 1), log.time(event));
            found.edge.push(number);
            found.case.push(columns.case[event]);
            found.start.push(before.millis);
            found.end.push(after.millis);
            found.officer.push(columns.resource[event]);
            found.unordered.push(
                before.millis == after.millis
                    || (before.date_only || after.date_only) && before.local_day() == after.local_day(),
            );
        }
    }
    found.edges = edges;
    found
}

/// Every event that has one before it in its case.
fn second_events(log: &EventLog) -> impl Iterator<Item = usize> + '_ {
    (1..log.event_count()).filter(|event| log.events.case[event - 1] == log.events.case[*event])
}
