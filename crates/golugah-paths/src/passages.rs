use std::ops::Range;

use golugah_records::EventLog;
use hashbrown::HashMap;

/// A directly-follows edge: one activity, and the one that came next in the same case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    /// Number of the first activity.
    pub(crate) from: u32,
    /// Number of the activity that followed.
    pub(crate) to: u32,
    /// Number of its first passage.
    first: u32,
    /// How many passages it has, at least one.
    pub(crate) count: u32,
}

/// All passages of a log, in parallel columns of one entry per passage.
///
/// A passage is one case going from one event to the next. Passages of one edge stand together, in order of start,
/// then end; edges stand in order of their activities' numbers. Sixteen bytes a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passages {
    /// The edges.
    pub(crate) edges: Vec<Edge>,
    /// When the first event happened, in milliseconds UTC.
    pub(crate) start: Vec<i64>,
    /// When the second did; never before `start`.
    pub(crate) end: Vec<i64>,
}

impl Passages {
    /// How many passages there are.
    pub(crate) fn len(&self) -> usize {
        self.start.len()
    }

    /// The numbers of an edge's passages.
    pub(crate) fn of_edge(&self, edge: usize) -> Range<usize> {
        let edge = &self.edges[edge];
        edge.first as usize..edge.first as usize + edge.count as usize
    }

    /// The passage's wait in milliseconds.
    pub(crate) fn wait(&self, passage: usize) -> i64 {
        self.end[passage] - self.start[passage]
    }

    /// An edge's waits in milliseconds, shortest first.
    pub(crate) fn sorted_waits(&self, edge: usize) -> Vec<i64> {
        let mut waits: Vec<i64> = self.of_edge(edge).map(|passage| self.wait(passage)).collect();
        waits.sort_unstable();
        waits
    }
}

/// Finds every passage of a log.
pub(crate) fn passages(log: &EventLog) -> Passages {
    let columns = &log.events;
    let edge_of = |event: usize| (columns.activity[event - 1], columns.activity[event]);
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    for event in second_events(log) {
        *counts.entry(edge_of(event)).or_default() += 1;
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
    let mut times = vec![(0_i64, 0_i64); total as usize];
    let mut next: Vec<u32> = edges.iter().map(|edge| edge.first).collect();
    for event in second_events(log) {
        let edge = counts[&edge_of(event)] as usize;
        times[next[edge] as usize] = (columns.millis[event - 1], columns.millis[event]);
        next[edge] += 1;
    }
    for edge in &edges {
        times[edge.first as usize..(edge.first + edge.count) as usize].sort_unstable();
    }
    let (start, end) = times.into_iter().unzip();
    Passages { edges, start, end }
}

/// Every event that has one before it in its case.
fn second_events(log: &EventLog) -> impl Iterator<Item = usize> + '_ {
    (1..log.event_count()).filter(|event| log.events.case[event - 1] == log.events.case[*event])
}
