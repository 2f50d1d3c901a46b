//! Steps of which there is no verdict.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{Kind, StakeUnit, WithoutVerdict};
use golugah_indicators::{GroupTotals, Id, IndicatorOutcome, Outcome, Stake, TallyKey};

use super::Alike;
use super::at_stake::DAY;
use super::family::FamilyOfGroups;

impl FamilyOfGroups {
    /// What is seen at the steps that nobody can judge, for they are not measured at enough other places; with the share of all harm
    /// that lies there.
    pub(super) fn without_verdict(
        &self,
        (answered, totals): (&IndicatorOutcome, &GroupTotals),
        outcome: &Outcome,
        alike: &Alike,
    ) -> Vec<WithoutVerdict> {
        if self.kind != Kind::Step {
            return Vec::new();
        }
        let judged: BTreeSet<u32> = self.batches.iter().map(|batch| batch.group).collect();
        let places = |key: &TallyKey| self.sizes.get(&self.strata[&alike.stratum(key)]);
        let rows = totals.tallies.iter().filter(|(key, _)| key.kind == self.kind);
        let elsewhere: BTreeMap<Id, usize> = rows
            .map(|(key, _)| (key.group, places(key).copied().unwrap_or_default()))
            .collect();
        let cases: u64 = self.stakes.iter().map(|all| all.computable).sum();
        let unjudged = (0..).zip(self.ids.iter().zip(&self.stakes));
        let unjudged = unjudged.filter(|(number, (_, all))| all.raised > 0 && !judged.contains(number));
        unjudged
            .map(|(_, (id, all))| {
                let (stake, stake_unit, share) = match answered.indicator.definition.stake {
                    Stake::Days if answered.stake > 0 => (
                        all.stake as f64 / DAY,
                        StakeUnit::Days,
                        all.stake as f64 / answered.stake as f64,
                    ),
                    _ => (
                        all.raised as f64,
                        StakeUnit::Cases,
                        all.raised as f64 / cases.max(1) as f64,
                    ),
                };
                WithoutVerdict {
                    group: self.group_of(*id, outcome),
                    indicator: answered.indicator.name.to_owned(),
                    code: answered.indicator.definition.code.clone(),
                    raised: all.raised,
                    computable: all.computable,
                    rate: all.raised as f64 / all.computable as f64,
                    elsewhere: elsewhere
                        .get(id)
                        .map_or(0, |places| places.saturating_sub(1) as u64),
                    stake,
                    stake_unit,
                    share,
                }
            })
            .collect()
    }
}
