//! The peer's definition: the share of disqualified bids, per buyer, per procuring entity and per tenderer, against others of its
//! kind.

use golugah_findings::{Datum, Kind};

use crate::Tally;
use crate::engine::{BatchOf, Observation, Observations, ParameterError, Parameters, Process, Scene};
use crate::measures::Fences;

pub(super) struct Shares {
    minimum_bids: u64,
    minimum_processes: u64,
    needs_spread: bool,
}

fn share(tally: &Tally) -> f64 {
    tally.raised as f64 / tally.computable as f64
}

impl Shares {
    pub(super) fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            minimum_bids: parameters.count("minimum_bids")?,
            minimum_processes: parameters.count("minimum_processes")?,
            needs_spread: parameters.flag("needs_spread")?,
        })
    }

    /// The totals per organization are the tallies: raised are the bids disqualified.
    pub(super) fn observe(&self, process: &Process<'_, '_>, out: &mut Observations) {
        if process.is_cancelled() {
            return;
        }
        let mut all = Tally::default();
        for bid in process.bids.iter().filter(|bid| bid.is_submitted()) {
            let one = Tally {
                raised: u64::from(bid.is_disqualified()),
                computable: 1,
                stake: 0,
            };
            all.raised += one.raised;
            all.computable += 1;
            for party in process.tenderers(bid).iter().filter(|party| party.id.is_some()) {
                out.tally_at(party.slot, one, process.batch(), process.place);
            }
        }
        if all.computable > 0 {
            for slot in process.groups() {
                out.tally_at(*slot, all, process.batch(), process.place);
            }
        }
    }

    pub(super) fn settle(&self, scene: &Scene<'_>, out: &mut Observations) {
        let totals = out.by_group();
        let kinds = [
            (
                Kind::Buyer,
                self.minimum_processes,
                ["buyer_q1", "buyer_q3", "buyer_upper_fence"],
            ),
            (
                Kind::ProcuringEntity,
                self.minimum_processes,
                [
                    "procuring_entity_q1",
                    "procuring_entity_q3",
                    "procuring_entity_upper_fence",
                ],
            ),
            (
                Kind::Tenderer,
                self.minimum_bids,
                ["tenderer_q1", "tenderer_q3", "tenderer_upper_fence"],
            ),
        ];
        let mut text = String::new();
        for (kind, minimum, [q1, q3, upper_fence]) in kinds {
            let groups = || totals.iter().filter(|((group_kind, _), _)| *group_kind == kind);
            let enough = groups().filter(|(_, (tally, _))| tally.computable >= minimum);
            let fences = Fences::of(&mut enough.map(|(_, (tally, _))| share(tally)).collect::<Vec<_>>());
            let fence = fences.map_or(f64::INFINITY, Fences::upper);
            // Where most shares are zero, or all are alike, the fence would raise nearly everybody.
            let holds = fence > 0.0 && fences.is_some_and(|fences| fences.has_spread() || !self.needs_spread);
            if let Some(fences) = fences {
                for (name, value) in [(q1, fences.q1), (q3, fences.q3), (upper_fence, fence)] {
                    out.parameter(name, value);
                }
            }
            for ((_, id), (tally, place)) in groups() {
                let text = scene.names.text_in(*id, &mut text);
                if tally.computable < minimum {
                    out.not_computable((kind, text), "too_few");
                    continue;
                }
                let seen = Observation {
                    subject: (kind, text),
                    row: None,
                    value: share(tally),
                    threshold: fence,
                    groups: &[],
                    batch: BatchOf::default(),
                    stake: 0.into(),
                    date: None,
                    place: *place,
                };
                out.answer(holds && seen.value >= fence, &seen, || {
                    vec![
                        ("disqualified_bids", Datum::Integer(tally.raised as i64)),
                        ("submitted_bids", Datum::Integer(tally.computable as i64)),
                    ]
                });
            }
        }
    }
}
