//! The picture of a bottleneck's life: its rate at every measurement against the rate above which it is one, over a line
//! of time with a numbered mark for everything that happened. Time runs from where reading begins.
//!
//! Places along the line are in hundredths of the width and heights in pixels, so that letters keep their size on any
//! screen. What the picture shows, the list and the table beside it say.

use golugah_persian::{Language, days_between, plus_days};
use golugah_report::svg::{axis_end, wilson_interval};
use serde::Deserialize;

use super::Bottleneck;
use super::life::{Event, What};
use super::line::{APART, Mark, Time, hundredths, lowest, marks, ticks};

/// Where the rates' highest place is, and where nothing is: the line of time.
const TOP: f64 = 40.0;
const BASE: f64 = 170.0;

/// How far the limit of a later measurement reaches to both sides, in hundredths.
const LIMIT: f64 = 4.0;

/// A life of a few days is drawn as one of a month.
const SHORTEST: i64 = 30;

/// What the picture needs of a stored verdict.
#[derive(Deserialize)]
struct Verdict {
    peer_rate: f64,
    material_threshold: f64,
}

/// The picture's figures.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) height: i64,
    pub(super) base: i64,
    /// The rate above which it is a bottleneck, in hundredths for people, and where its line is.
    pub(super) threshold: String,
    pub(super) threshold_at: String,
    pub(super) threshold_label_at: String,
    /// The peers' rate when it was found, for people.
    pub(super) peers: String,
    /// Where reading begins and where it ends.
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) points: Vec<Point>,
    pub(super) lines: Vec<Line>,
    pub(super) peer_points: Vec<(String, String)>,
    /// From one peers' rate to the next.
    pub(super) peer_lines: Vec<Line>,
    /// The limit in the data of each later measurement: where its short line begins and ends, and how high it lies.
    pub(super) limits: Vec<(String, String, String)>,
    /// Where remedies were proven.
    pub(super) remedies: Vec<String>,
    pub(super) marks: Vec<Mark>,
    pub(super) ticks: Vec<(String, String)>,
    /// The first and the last day of the line.
    pub(super) first_day: String,
    pub(super) last_day: String,
    /// Whether the line ends today.
    pub(super) until_today: bool,
}

/// A measured rate.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) x: String,
    pub(super) y: String,
    /// `found`, or the outcome.
    pub(super) word: String,
    /// The rate for people; empty where it would stand on another one's.
    pub(super) label: String,
    pub(super) label_at: String,
    /// The interval that chance allows.
    pub(super) interval_at: String,
    pub(super) interval_height: String,
}

/// A line from one rate to the next.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) from: (String, String),
    pub(super) to: (String, String),
}

impl Picture {
    /// The picture; `None` where the stored verdict is not one of ours.
    pub(super) fn of(
        bottleneck: &Bottleneck,
        events: &[Event],
        today: &str,
        language: Language,
    ) -> Option<Self> {
        let verdict: Verdict = serde_json::from_str(&bottleneck.verdict).ok()?;
        let ended = matches!(events.last()?.what, What::Dismissed);
        let first = events.first()?.day.clone();
        let mut last = events.last()?.day.as_str();
        if !ended && today > last {
            last = today;
        }
        let span = days_between(&first, last)?.max(SHORTEST);
        let end_day = plus_days(&first, span)?;
        let time = Time {
            first: first.clone(),
            span: span as f64,
            mirrored: language == Language::Persian,
        };
        let rated: Vec<_> = events
            .iter()
            .filter_map(|event| Some((event, event.rate()?)))
            .collect();
        let shares = rated
            .iter()
            .map(|(_, rate)| rate.raised as f64 / rate.computable as f64);
        let highest = shares
            .chain(rated.iter().filter_map(|(_, rate)| rate.threshold))
            .fold(verdict.material_threshold.max(verdict.peer_rate), f64::max);
        let end = axis_end(highest);
        let y = |share: f64| BASE - (share / end).min(1.0) * (BASE - TOP);
        let mut points: Vec<Point> = Vec::new();
        let mut peer_points = Vec::new();
        let mut limits = Vec::new();
        let (mut above, mut below) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (event, rate) in &rated {
            let share = rate.raised as f64 / rate.computable as f64;
            let along = time.at(&event.day);
            let (low, high) = wilson_interval(rate.raised.unsigned_abs(), rate.computable.unsigned_abs());
            let mut label = golugah_report::percent(share, language);
            let mut label_at = y(share) - 13.0;
            // Two rates that would be written on each other stand above and below; the table has a third.
            if along - above > APART + 2.0 {
                above = along;
            } else if along - below > APART + 2.0 {
                (below, label_at) = (along, y(share) + 21.0);
            } else {
                label = String::new();
            }
            points.push(Point {
                x: hundredths(time.place(along)),
                y: pixels(y(share)),
                word: event.word().to_owned(),
                label,
                label_at: pixels(label_at),
                interval_at: pixels(y(high) - y(share)),
                interval_height: pixels(y(low) - y(high)),
            });
            let peers = match (&event.what, rate.peers) {
                (What::Found(_), _) => Some(verdict.peer_rate),
                (_, peers) => peers,
            };
            if let Some(limit) = rate.threshold {
                let end = |by: f64| hundredths((time.place(along) + by).clamp(0.0, 100.0));
                limits.push((end(-LIMIT), end(LIMIT), pixels(y(limit))));
            }
            if let Some(peers) = peers {
                peer_points.push((hundredths(time.place(along)), pixels(y(peers))));
            }
        }
        let places: Vec<_> = points
            .iter()
            .map(|point| (point.x.clone(), point.y.clone()))
            .collect();
        let lines = joined(&places);
        let remedies = events
            .iter()
            .filter(|event| matches!(event.what, What::Remedied(_)))
            .map(|event| hundredths(time.place(time.at(&event.day))))
            .collect();
        let marks = marks(events, &time);
        Some(Self {
            height: lowest(&marks) + 16,
            base: BASE as i64,
            threshold: golugah_report::percent(verdict.material_threshold, language),
            threshold_at: pixels(y(verdict.material_threshold)),
            threshold_label_at: pixels(y(verdict.material_threshold) - 6.0),
            peers: golugah_report::percent(verdict.peer_rate, language),
            from: if time.mirrored { "100%" } else { "0" },
            to: if time.mirrored { "0" } else { "100%" },
            points,
            lines,
            peer_lines: joined(&peer_points),
            peer_points,
            limits,
            remedies,
            marks,
            ticks: ticks(&time, &end_day, language),
            first_day: first,
            last_day: end_day.clone(),
            until_today: end_day == today,
        })
    }
}

/// Lines from each place to the next.
fn joined(places: &[(String, String)]) -> Vec<Line> {
    let pairs = places.windows(2);
    pairs
        .map(|pair| Line {
            from: pair[0].clone(),
            to: pair[1].clone(),
        })
        .collect()
}

fn pixels(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::super::life::tests::{bottleneck, measurement, remedy};
    use super::super::life::{Records, of};
    use super::super::life_queries::Review;
    use super::*;

    fn drawn(language: Language) -> Picture {
        let bottleneck = bottleneck("cleared");
        let records = Records {
            bottleneck: &bottleneck,
            reviews: &[Review {
                day: "2024-09-25".to_owned(),
                seq: 1,
            }],
            sittings: &[],
            remedies: &[remedy(7, Some("2024-12-01"))],
            measurements: &[
                measurement("2025-03-01", (0, 0), "not_enough_data"),
                measurement("2025-09-22", (4, 80), "cleared"),
            ],
        };
        let events = of(&records, "2026-09-22");
        Picture::of(&bottleneck, &events, "2026-09-22", language).unwrap()
    }

    #[test]
    fn time_runs_from_where_reading_begins() {
        let picture = drawn(Language::Persian);
        let words: Vec<_> = picture
            .points
            .iter()
            .map(|point| (point.x.as_str(), point.y.as_str(), point.word.as_str()))
            .collect();
        // 0.5 and 0.05 of 0.6, over 130 pixels; the middle of two years.
        assert_eq!(
            words,
            [("96.00%", "61.7", "found"), ("50.00%", "159.2", "cleared")],
            "a measurement without a case has no rate"
        );
        let english = drawn(Language::English);
        assert_eq!((english.points[0].x.as_str(), english.from), ("4.00%", "0"));
        assert_eq!(english.threshold, "10\u{a0}%");
        assert_eq!(english.ticks, [("62.73%".to_owned(), "2026".to_owned())]);
        assert_eq!(picture.peer_points.len(), 2);
        assert_eq!((picture.lines.len(), picture.peer_lines.len()), (1, 1));
        assert!(
            picture.limits.is_empty(),
            "no limit was worked out of the later data"
        );
        assert!(picture.until_today);
    }

    #[test]
    fn a_verdict_that_is_none_of_ours_has_no_picture() {
        let mut odd = bottleneck("found");
        odd.verdict = "{}".to_owned();
        let events = [Event {
            day: "2024-09-22".to_owned(),
            what: What::Confirmed,
            ahead: false,
        }];
        assert!(Picture::of(&odd, &events, "2024-09-23", Language::Persian).is_none());
    }
}
