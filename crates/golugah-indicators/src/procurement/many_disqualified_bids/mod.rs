//! R038: the share of disqualified bids, per buyer, per procuring entity and per tenderer, against others of its kind.

use golugah_findings::{Datum, Kind};
use hashbrown::HashMap;

use crate::Tally;
use crate::engine::{
    Id, Observation, Observations, ParameterError, Parameters, Place, Process, ProcessRule, Scene,
};
use crate::measures::Fences;

pub(crate) struct Rule {
    minimum_bids: u64,
    minimum_processes: u64,
    needs_spread: bool,
}

/// Submitted bids of one organization.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bids {
    disqualified: u64,
    submitted: u64,
    /// The first process with one, as the place to begin reading.
    place: Place,
}

impl Bids {
    fn add(&mut self, other: Self) {
        self.disqualified += other.disqualified;
        self.submitted += other.submitted;
        self.place = self.place.min(other.place);
    }

    fn tally(&self) -> Tally {
        Tally { raised: self.disqualified, computable: self.submitted, stake: 0 }
    }

    fn ratio(&self) -> f64 {
        self.disqualified as f64 / self.submitted as f64
    }
}

impl ProcessRule for Rule {
    type Totals = HashMap<(Kind, Id), Bids>;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            minimum_bids: parameters.count("minimum_bids")?,
            minimum_processes: parameters.count("minimum_processes")?,
            needs_spread: parameters.flag("needs_spread")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, totals: &mut Self::Totals, out: &mut Observations) {
        if process.is_cancelled() {
            return;
        }
        let mut all = Bids { place: process.place, ..Bids::default() };
        let mut count = |group: (Kind, Id), bids: Bids| {
            totals.entry(group).or_insert(Bids { place: bids.place, ..Bids::default() }).add(bids);
        };
        for bid in process.release.submitted_bids() {
            let disqualified = u64::from(bid.is_disqualified());
            let one = Bids { disqualified, submitted: 1, place: process.place };
            all.add(one);
            for id in process.tenderers(bid).iter().filter(|id| id.is_some()) {
                count((Kind::Tenderer, *id), one);
                let slot = process.tenderer_slot(*id, out);
                out.tally(slot, one.tally());
            }
        }
        if all.submitted > 0 {
            for (group, slot) in process.organizations().iter().zip(process.groups()) {
                count(*group, all);
                out.tally(*slot, all.tally());
            }
        }
    }

    fn merge(into: &mut Self::Totals, from: Self::Totals) {
        for (group, bids) in from {
            into.entry(group).or_insert(Bids { place: bids.place, ..Bids::default() }).add(bids);
        }
    }

    fn settle(&self, totals: Self::Totals, scene: &Scene<'_>, out: &mut Observations) {
        let kinds = [
            (Kind::Buyer, self.minimum_processes, ["buyer_q1", "buyer_q3", "buyer_upper_fence"]),
            (
                Kind::ProcuringEntity,
                self.minimum_processes,
                ["procuring_entity_q1", "procuring_entity_q3", "procuring_entity_upper_fence"],
            ),
            (Kind::Tenderer, self.minimum_bids, ["tenderer_q1", "tenderer_q3", "tenderer_upper_fence"]),
        ];
        for (kind, minimum, [q1, q3, upper_fence]) in kinds {
            let groups = || totals.iter().filter(|((group_kind, _), _)| *group_kind == kind);
            let enough = groups().filter(|(_, bids)| bids.submitted >= minimum);
            let fences = Fences::of(&mut enough.map(|(_, bids)| bids.ratio()).collect::<Vec<_>>());
            let fence = fences.map_or(f64::INFINITY, Fences::upper);
            // Where most shares are zero, or all are alike, the fence would raise nearly everybody.
            let holds = fence > 0.0 && fences.is_some_and(|fences| fences.has_spread() || !self.needs_spread);
            if let Some(fences) = fences {
                for (name, value) in [(q1, fences.q1), (q3, fences.q3), (upper_fence, fence)] {
                    out.parameter(name, value);
                }
            }
            for (&(_, id), bids) in groups() {
                let text = scene.names.text(id);
                if bids.submitted < minimum {
                    out.not_computable((kind, &text), "too_few");
                    continue;
                }
                let seen = Observation {
                    subject: (kind, &text),
                    value: bids.ratio(),
                    threshold: fence,
                    groups: &[],
                    stake: 0,
                    date: None,
                    place: bids.place,
                };
                out.answer(holds && seen.value >= fence, &seen, || {
                    vec![
                        ("disqualified_bids", Datum::Integer(bids.disqualified as i64)),
                        ("submitted_bids", Datum::Integer(bids.submitted as i64)),
                    ]
                });
            }
        }
    }
}
