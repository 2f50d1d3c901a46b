//! R025: a tenderer bids more than most and wins far less than most.

use golugah_findings::{Datum, Kind};
use hashbrown::HashMap;

use crate::Tally;
use crate::engine::{Id, Observation, Observations, ParameterError, Parameters, Place, Process, ProcessRule, Scene};
use crate::measures::{Fences, quantile};

pub(crate) struct Rule {
    percentile: f64,
    needs_spread: bool,
}

/// Processes with one award to one supplier, in which the tenderer had a valid bid.
#[derive(Clone, Copy, Default)]
pub(crate) struct Record {
    won: u64,
    processes: u64,
    /// The first of them in the order of the inputs, as the place to begin reading.
    place: Place,
}

impl ProcessRule for Rule {
    type Totals = HashMap<Id, Record>;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self { percentile: parameters.number("percentile")?, needs_spread: parameters.flag("needs_spread")? })
    }

    fn observe(&self, process: &Process<'_, '_>, totals: &mut Self::Totals, out: &mut Observations) {
        if process.is_cancelled() {
            return;
        }
        let Ok(supplier) = process.sole_supplier() else { return };
        // Each tenderer counts once per process, however many bids it made there.
        let mut met: Vec<Id> =
            process.release.bids.iter().filter_map(|bid| process.sole_valid_tenderer(bid)).collect();
        met.sort_unstable();
        met.dedup();
        for id in met {
            let won = u64::from(id == supplier);
            let record = totals.entry(id).or_insert(Record { place: process.place, ..Record::default() });
            record.won += won;
            record.processes += 1;
            record.place = record.place.min(process.place);
            let tally = Tally { raised: 1 - won, computable: 1, stake: 0 };
            let slot = process.tenderer_slot(id, out);
            out.tally(slot, tally);
        }
    }

    fn merge(into: &mut Self::Totals, from: Self::Totals) {
        for (id, theirs) in from {
            let mine = into.entry(id).or_insert(Record { place: theirs.place, ..Record::default() });
            mine.won += theirs.won;
            mine.processes += theirs.processes;
            mine.place = mine.place.min(theirs.place);
        }
    }

    fn settle(&self, totals: Self::Totals, scene: &Scene<'_>, out: &mut Observations) {
        let ratio = |record: &Record| record.won as f64 / record.processes as f64;
        let Some(fences) = Fences::of(&mut totals.values().map(ratio).collect::<Vec<_>>()) else { return };
        let mut processes: Vec<f64> = totals.values().map(|record| record.processes as f64).collect();
        processes.sort_unstable_by(f64::total_cmp);
        let Some(many) = quantile(&processes, self.percentile / 100.0) else { return };
        let fence = fences.lower();
        // A ratio is never below zero, and a fence at or below zero separates nothing.
        let holds = fences.q1 > 0.0 && fence > 0.0 && (fences.has_spread() || !self.needs_spread);
        for (name, value) in [("q1", fences.q1), ("q3", fences.q3), ("lower_fence", fence), ("upper_fence", many)] {
            out.parameter(name, value);
        }
        for (id, record) in &totals {
            let tenderer = scene.names.text(*id);
            let subject = (Kind::Tenderer, tenderer.as_str());
            if (record.processes as f64) < many {
                out.not_computable(subject, "too_few");
                continue;
            }
            let seen = Observation {
                subject,
                value: ratio(record),
                threshold: fence,
                groups: &[],
                stake: 0,
                date: None,
                place: record.place,
            };
            out.answer(holds && seen.value <= fence, &seen, || {
                vec![
                    ("won", Datum::Integer(record.won as i64)),
                    ("processes", Datum::Integer(record.processes as i64)),
                ]
            });
        }
    }
}
