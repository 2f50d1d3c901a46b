//! The picture of a bottleneck: its rate when it was found, and at every measurement after the remedy, beside the rate
//! above which it is one. Places are in hundredths of the width, so that letters keep their size on any screen.

use golugah_persian::Language;
use serde::Deserialize;

use super::queries::{Bottleneck, Measurement};

/// The height of one row, in pixels.
const ROW: i64 = 54;

/// How far below its row's top a bar begins, in pixels.
const BAR: i64 = 24;

/// What the picture needs of a stored verdict.
#[derive(Deserialize)]
struct Verdict {
    peer_rate: f64,
    material_threshold: f64,
}

/// The picture's figures.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) rows: Vec<Row>,
    /// The rate of the peers when it was found, in hundredths.
    pub(super) peers: String,
    /// The rate above which it is a bottleneck, in hundredths.
    pub(super) threshold: String,
    /// Where the line of that rate stands.
    pub(super) threshold_at: String,
    /// Its height in pixels.
    pub(super) height: i64,
}

/// One measurement as a bar.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The day it was measured.
    pub(super) day: String,
    pub(super) raised: i64,
    pub(super) computable: i64,
    /// The rate in hundredths, for people.
    pub(super) rate: String,
    /// Whether it lies above the threshold.
    pub(super) above: bool,
    /// Where the bar begins and how wide it is.
    pub(super) from: String,
    pub(super) width: String,
    /// Where the words and the bar stand, from the top.
    pub(super) words_at: i64,
    pub(super) bar_at: i64,
}

impl Picture {
    /// The picture; `None` where the stored verdict is not one of ours.
    pub(super) fn of(
        bottleneck: &Bottleneck,
        measurements: &[Measurement],
        language: Language,
    ) -> Option<Self> {
        let verdict: Verdict = serde_json::from_str(&bottleneck.verdict).ok()?;
        let threshold = verdict.material_threshold;
        let found = (
            bottleneck.found_on.as_str(),
            bottleneck.raised,
            bottleneck.computable,
        );
        let later = measurements
            .iter()
            .map(|one| (one.measured_on.as_str(), one.raised, one.computable));
        // A measurement without a case has a date and no rate.
        let seen: Vec<_> = std::iter::once(found)
            .chain(later)
            .filter(|(.., n)| *n > 0)
            .collect();
        let rates = seen.iter().map(|(_, k, n)| *k as f64 / *n as f64);
        let greatest = rates.fold(threshold, f64::max).max(0.01);
        // The longest bar leaves a tenth free, and the line of the threshold stands within the picture.
        let scale = 90.0 / greatest;
        let rows = seen.iter().zip(0..).map(|((day, raised, computable), at)| {
            let rate = *raised as f64 / *computable as f64;
            let width = rate * scale;
            Row {
                day: (*day).to_owned(),
                raised: *raised,
                computable: *computable,
                rate: golugah_persian::percent(rate, language),
                above: rate > threshold,
                from: hundredths(if language == Language::Persian {
                    100.0 - width
                } else {
                    0.0
                }),
                width: hundredths(width),
                words_at: at * ROW + 16,
                bar_at: at * ROW + BAR,
            }
        });
        let rows: Vec<Row> = rows.collect();
        let line = threshold * scale;
        Some(Self {
            height: ROW * i64::try_from(rows.len()).unwrap_or(1) + 6,
            rows,
            peers: golugah_persian::percent(verdict.peer_rate, language),
            threshold: golugah_persian::percent(threshold, language),
            threshold_at: hundredths(if language == Language::Persian {
                100.0 - line
            } else {
                line
            }),
        })
    }
}

fn hundredths(value: f64) -> String {
    format!("{value:.2}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_from_the_side_where_reading_begins() {
        let bottleneck = Bottleneck {
            id: 1,
            version: 1,
            indicator: String::new(),
            code: String::new(),
            group_kind: String::new(),
            group_id: String::new(),
            group_name: String::new(),
            sentence_fa: String::new(),
            sentence_en: String::new(),
            state: "cleared".to_owned(),
            level: 1,
            reason: String::new(),
            found_on: "2024-09-22".to_owned(),
            remedied_on: None,
            raised: 45,
            computable: 90,
            verdict: r#"{"peer_rate":0.05,"material_threshold":0.1,"more":1}"#.to_owned(),
        };
        let measurement = |raised, computable| Measurement {
            measured_on: "2025-09-22".to_owned(),
            data_after: String::new(),
            raised,
            computable,
            outcome: String::new(),
            cases_needed: 0,
        };
        let measurements = [measurement(0, 0), measurement(4, 80)];
        let picture = Picture::of(&bottleneck, &measurements, Language::Persian).unwrap();
        assert_eq!(picture.rows.len(), 2, "nothing was seen the first time");
        let places: Vec<_> = picture
            .rows
            .iter()
            .map(|row| (row.from.as_str(), row.width.as_str(), row.above))
            .collect();
        assert_eq!(places, [("10.00%", "90.00%", true), ("91.00%", "9.00%", false)]);
        assert_eq!(picture.threshold_at, "82.00%");
        let english = Picture::of(&bottleneck, &measurements, Language::English).unwrap();
        assert_eq!(
            (english.rows[0].from.as_str(), english.threshold_at.as_str()),
            ("0.00%", "18.00%")
        );
        assert_eq!((english.threshold.as_str(), english.height), ("10\u{a0}%", 114));
    }
}
