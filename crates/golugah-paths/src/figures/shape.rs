use golugah_records::Flattened;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::Times;

/// The figures of one log; the keys are those of `golugah paths FILE --format json`.
///
/// Seconds are rounded to the thousandth. Figures named `utc` are on UTC's clock; on logs whose stamps are dates they
/// say nothing of anybody's working hours.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct Figures {
    pub file: String,
    pub tool: String,
    pub cases: u64,
    pub events: u64,
    /// What an object-centric log was laid flat by, and what that did; absent for other logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flattened: Option<Flattened>,
    /// How far the times of the file can be relied on; absent where every event is to count by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<Times>,
    /// Absent from the output where every event counts by itself.
    #[serde(flatten)]
    pub instances: Option<Instances>,
    pub activities: u64,
    pub activity_counts: Counts,
    pub start_activities: Counts,
    pub end_activities: Counts,
    pub variants: u64,
    pub variants_top5: Vec<Variant>,
    pub variants_occurring_once: u64,
    pub dfg_edges: u64,
    pub dfg_total_frequency: u64,
    pub dfg_top15: Vec<EdgeCount>,
    pub performance_dfg_top15_seconds: Vec<EdgePerformance>,
    #[serde(rename = "slowest_edges_by_median_seconds_(count>=max(20,cases/100))")]
    pub slowest_edges: Vec<EdgeMedian>,
    pub case_duration_seconds: Durations,
    pub rework_cases_per_activity: Counts,
    pub cases_with_any_rework: u64,
    pub case_arrival_average_seconds: f64,
    pub first_timestamp: String,
    pub last_timestamp: String,
    pub events_weekend_utc: u64,
    pub events_outside_07_19_utc: u64,
    /// Absent from the output where no event of the log has an officer.
    #[serde(flatten)]
    pub officers: Option<OfficerFigures>,
    pub dfg_edges_in_file_order: u64,
    pub events_earlier_than_previous_in_file: u64,
    pub consecutive_equal_timestamps: u64,
    #[serde(rename = "overtaking_top10_edges_definition")]
    pub overtaking_definition: &'static str,
    #[serde(rename = "overtaking_top10_edges")]
    pub overtaking: Vec<EdgeOvertaking>,
}

/// What the events of a log with life cycles came to: all figures but `cases` and `events` are of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Instances {
    /// Steps that were done: completions.
    pub instances: u64,
    /// Cases that have one.
    pub cases_with_instances: u64,
    /// Events of doings that the log never completes.
    pub events_never_completed: u64,
}

/// The figures that need officers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfficerFigures {
    /// Distinct officers of events.
    pub resources: u64,
    /// Events that name none.
    pub events_without_resource: u64,
    /// The ten with the most events.
    pub resource_events_top10: Counts,
    /// Distinct ordered pairs of officers of neighbouring events, events without officer left out.
    #[serde(rename = "resource_direct_succession_pairs(pandas,events with resource only)")]
    pub succession_pairs: u64,
    /// Neighbouring events, those without officer left out, whose officers differ.
    #[serde(rename = "handover_total_(different resource)")]
    pub handovers: u64,
    /// The most frequent pairs of them.
    pub handover_top10: Vec<EdgeCount>,
    /// Pairs of the six most frequent activities: did one officer do both in one case?
    pub four_eyes_top6_activities: Vec<FourEyes>,
}

/// Names with counts in the order they should be shown; a JSON object that keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub Vec<(String, u64)>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, count) in &self.0 {
            map.serialize_entry(name, count)?;
        }
        map.end()
    }
}

/// One sequence of activities and the number of cases that went that way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct Variant {
    pub count: u64,
    pub trace: Vec<String>,
}

/// How often one thing (activity or officer) came directly after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct EdgeCount {
    pub from: String,
    pub to: String,
    pub count: u64,
}

/// The waits of one edge in seconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct EdgePerformance {
    pub from: String,
    pub to: String,
    pub mean: f64,
    pub median: f64,
    pub max: f64,
    pub min: f64,
    pub sum: f64,
    /// Of a sample; null where there is only one passage.
    pub stdev: Option<f64>,
}

/// One of the edges with the longest median wait, in seconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct EdgeMedian {
    pub from: String,
    pub to: String,
    pub median: f64,
    pub sum: f64,
    pub count: u64,
}

/// From the first to the last event of a case, in seconds; quantiles by straight line between neighbours.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct Durations {
    pub min: f64,
    pub p25: f64,
    pub median: f64,
    pub mean: f64,
    pub p90: f64,
    pub max: f64,
    pub sum: f64,
}

/// Two activities and the cases in which one officer did both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FourEyes {
    /// The more frequent activity.
    pub a: String,
    /// The other.
    pub b: String,
    /// Cases that have both, each with an officer named.
    pub cases_with_both: u64,
    /// Those in which some officer did one as well as the other, however often either was done.
    #[serde(rename = "cases_same_resource_did_both(pandas)")]
    pub same_officer: u64,
}

/// Overtaking on one edge.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the keys say it")]
pub struct EdgeOvertaking {
    pub from: String,
    pub to: String,
    pub passages: u64,
    pub overtaking_pairs: u64,
    /// Of all pairs of passages, to the millionth.
    pub share_of_pairs: f64,
}
