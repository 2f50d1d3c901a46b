//! The funnel of an agency: of the resolutions it was given, how many it reported, how many were accepted, how many of
//! them in time. Bars that begin where reading begins, on one scale for all agencies of a page.

use golugah_persian::Language;

use crate::support::seams::Delivery;

/// How high a bar is, and how far the next one lies below, in pixels.
const BAR: i64 = 9;
const STEP: i64 = 13;

/// The funnel as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Funnel {
    pub(super) stages: Vec<Stage>,
    pub(super) height: i64,
}

/// One stage: how many came so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stage {
    /// The part of its key.
    pub(super) word: &'static str,
    pub(super) many: i64,
    /// Where its bar begins, how wide and how high it is.
    pub(super) x: String,
    pub(super) width: String,
    pub(super) y: i64,
    pub(super) thickness: i64,
}

impl Funnel {
    /// The funnel where `most` resolutions fill the width.
    pub(super) fn of(delivery: &Delivery, most: i64, language: Language) -> Self {
        let stages = [
            ("assigned", delivery.assigned),
            ("reported", delivery.reported),
            ("accepted", delivery.accepted),
            ("on-time", delivery.on_time),
        ];
        let stages = stages.into_iter().zip(0..).map(|((word, many), at)| {
            let width = many as f64 * 100.0 / most.max(1) as f64;
            let x = match language {
                Language::Persian => 100.0 - width,
                Language::English => 0.0,
            };
            Stage {
                word,
                many,
                x: format!("{x:.2}%"),
                width: format!("{width:.2}%"),
                y: at * STEP,
                thickness: BAR,
            }
        });
        let stages: Vec<Stage> = stages.collect();
        Self {
            height: STEP * i64::try_from(stages.len()).unwrap_or(0),
            stages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_from_where_reading_begins_on_one_scale() {
        let delivery = Delivery {
            agency_id: 1,
            name_fa: String::new(),
            name_en: String::new(),
            assigned: 8,
            reported: 6,
            accepted: 4,
            on_time: 0,
            late: 2,
        };
        let places = |language| {
            let funnel = Funnel::of(&delivery, 16, language);
            let places = funnel.stages.into_iter().map(|stage| (stage.x, stage.width));
            places.collect::<Vec<_>>()
        };
        let text = |x: &str, width: &str| (x.to_owned(), width.to_owned());
        assert_eq!(
            places(Language::Persian),
            [
                text("50.00%", "50.00%"),
                text("62.50%", "37.50%"),
                text("75.00%", "25.00%"),
                text("100.00%", "0.00%")
            ]
        );
        assert_eq!(places(Language::English)[1], text("0.00%", "37.50%"));
    }
}
