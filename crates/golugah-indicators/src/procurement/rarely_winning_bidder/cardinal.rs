//! The peer's definition: a tenderer bids more than most and wins far less than most.

use golugah_findings::Datum;

use crate::Tally;
use crate::engine::{BatchOf, Few, Observation, Observations, ParameterError, Parameters, Process, Scene};
use crate::measures::{Fences, quantile};

pub(super) struct Ratios {
    percentile: f64,
    needs_spread: bool,
}

impl Ratios {
    pub(super) fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            percentile: parameters.number("percentile")?,
            needs_spread: parameters.flag("needs_spread")?,
        })
    }

    /// The totals per tenderer are the tallies: raised are the processes lost.
    pub(super) fn observe(&self, process: &Process<'_, '_>, out: &mut Observations) {
        if process.is_cancelled() {
            return;
        }
        let Ok(supplier) = process.sole_supplier() else {
            return;
        };
        // Each tenderer counts once per process, however many bids it made there.
        let mut met = Few::new();
        met.extend(
            process
                .bids
                .iter()
                .filter_map(|bid| process.sole_valid_tenderer(bid)),
        );
        for party in met.each_once() {
            let lost = u64::from(*party != supplier);
            out.tally_at(
                party.slot,
                Tally {
                    raised: lost,
                    computable: 1,
                    stake: 0,
                },
                process.batch(),
                process.place,
            );
        }
    }

    pub(super) fn settle(&self, scene: &Scene<'_>, out: &mut Observations) {
        let tenderers = out.by_group();
        let ratio = |tally: &Tally| (tally.computable - tally.raised) as f64 / tally.computable as f64;
        let mut ratios: Vec<f64> = tenderers.iter().map(|(_, (tally, _))| ratio(tally)).collect();
        let Some(fences) = Fences::of(&mut ratios) else {
            return;
        };
        let mut processes: Vec<f64> = tenderers
            .iter()
            .map(|(_, (tally, _))| tally.computable as f64)
            .collect();
        processes.sort_unstable_by(f64::total_cmp);
        let Some(many) = quantile(&processes, self.percentile / 100.0) else {
            return;
        };
        let fence = fences.lower();
        // A ratio is never below zero, and a fence at or below zero separates nothing.
        let holds = fences.q1 > 0.0 && fence > 0.0 && (fences.has_spread() || !self.needs_spread);
        for (name, value) in [
            ("q1", fences.q1),
            ("q3", fences.q3),
            ("lower_fence", fence),
            ("upper_fence", many),
        ] {
            out.parameter(name, value);
        }
        let mut text = String::new();
        for ((kind, id), (tally, place)) in tenderers {
            let subject = (kind, scene.names.text_in(id, &mut text));
            if (tally.computable as f64) < many {
                out.not_computable(subject, "too_few");
                continue;
            }
            let seen = Observation {
                subject,
                row: None,
                value: ratio(&tally),
                threshold: fence,
                groups: &[],
                batch: BatchOf::default(),
                stake: 0.into(),
                date: None,
                place,
            };
            out.answer(holds && seen.value <= fence, &seen, || {
                vec![
                    ("won", Datum::Integer((tally.computable - tally.raised) as i64)),
                    ("processes", Datum::Integer(tally.computable as i64)),
                ]
            });
        }
    }
}
