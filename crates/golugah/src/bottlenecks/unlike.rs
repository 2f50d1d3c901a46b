//! What is said of peers together, who differ too much among themselves for one of them to be the exception.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{Counted, FamilyFinding, FamilyMember, Kind, TwoWays, Unnamed, Way};
use golugah_indicators::{IndicatorOutcome, Outcome};
use golugah_judgement::{Materiality, Member, Unlike, Verdict, Ways};

use super::family::FamilyOfGroups;

impl FamilyOfGroups {
    /// What is said of peers together: officers of each step, steps and procedures beside the same elsewhere, others all together. Where
    /// somebody of them is named it is said only that they do it in two ways, and of officers nothing.
    pub(super) fn unlike(
        &self,
        answered: &IndicatorOutcome,
        outcome: &Outcome,
        materiality: &Materiality,
    ) -> Vec<FamilyFinding> {
        let mut at: BTreeMap<u32, u32> = BTreeMap::new();
        for batch in &self.batches {
            at.entry(batch.group).or_insert(batch.stratum);
        }
        let mut peers: BTreeMap<Option<String>, Vec<Verdict>> = BTreeMap::new();
        let mut told: BTreeMap<Option<String>, u64> = BTreeMap::new();
        let strata: BTreeMap<u32, String> = match self.kind {
            Kind::Step | Kind::Procedure => self
                .strata
                .iter()
                .map(|((id, _), number)| (*number, outcome.names.text(*id)))
                .collect(),
            _ => BTreeMap::new(),
        };
        let named: BTreeSet<usize> = self.named.iter().copied().collect();
        for (index, verdict) in self.assessment.verdicts.iter().enumerate() {
            let step = self.cells[verdict.group as usize].map(|step| outcome.names.text(step));
            let place = step.or_else(|| strata.get(at.get(&verdict.group)?).cloned());
            if named.contains(&index) {
                // Who is named at several steps stands at each of them.
                for at in &self.carrying[verdict.group as usize] {
                    told.entry(Some(at.step.clone())).or_default();
                }
                *told.entry(place.clone()).or_default() += 1;
            }
            let carrying = &self.carrying[verdict.group as usize];
            if named.contains(&index) || carrying.len() < 2 {
                peers.entry(place).or_default().push(*verdict);
                continue;
            }
            // Who stands out at several steps and is not named is one of the peers at each of them.
            for at in carrying {
                let there = Verdict {
                    raised: at.raised,
                    computable: at.computable,
                    rate: at.rate,
                    ..*verdict
                };
                peers.entry(Some(at.step.clone())).or_default().push(there);
            }
        }
        let mixes = self.mixes();
        let found = peers.into_iter().filter_map(|(place, verdicts)| {
            let mix = |one: &Verdict| mixes.get(&one.group).copied().unwrap_or(1.0);
            let unlike = Unlike::of(verdicts.iter().map(|one| (one, mix(one))), materiality)?;
            let named = told.get(&place).copied();
            if named.is_some() && (self.kind == Kind::Officer || unlike.ways.is_none()) {
                return None;
            }
            let because = if verdicts.iter().any(|one| self.common.contains(&one.group)) {
                Unnamed::Common
            } else if named.is_none() && unlike.is_spread {
                Unnamed::Spread
            } else {
                Unnamed::TwoWays
            };
            let members = unlike.members.iter().map(|one| self.member(one, outcome));
            Some(FamilyFinding {
                indicator: answered.indicator.name.to_owned(),
                code: answered.indicator.definition.code.clone(),
                kind: self.kind,
                place,
                groups: unlike.groups,
                whole: counted(unlike.whole),
                low: counted(unlike.low),
                high: counted(unlike.high),
                lowest_quarter: unlike.quarter,
                beyond: unlike.beyond,
                because,
                two_ways: unlike.ways.as_ref().map(two_ways),
                named: named.unwrap_or(0),
                members: members.collect(),
            })
        });
        found.collect()
    }

    /// How many times as many raised ones each group's own mix of cases lets expect as that of all together: nothing to reckon with where
    /// there is one stratum, and where groups stand side by side within one.
    fn mixes(&self) -> BTreeMap<u32, f64> {
        let is_within_one = matches!(self.kind, Kind::Officer | Kind::Step | Kind::Procedure);
        let (mut strata, mut whole) = (BTreeMap::<u32, (u64, u64)>::new(), (0, 0));
        for batch in &self.batches {
            let stratum = strata.entry(batch.stratum).or_default();
            for counts in [stratum, &mut whole] {
                counts.0 += batch.raised * batch.times;
                counts.1 += batch.computable * batch.times;
            }
        }
        if is_within_one || strata.len() < 2 || whole.0 == 0 {
            return BTreeMap::new();
        }
        let rate = |(raised, computable): (u64, u64)| raised as f64 / computable.max(1) as f64;
        let mut expected: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        for batch in &self.batches {
            let computable = (batch.computable * batch.times) as f64;
            let own = expected.entry(batch.group).or_default();
            own.0 += computable * rate(strata[&batch.stratum]);
            own.1 += computable * rate(whole);
        }
        let mixes = expected.into_iter();
        mixes
            .map(|(group, (own, of_all))| (group, own / of_all))
            .collect()
    }

    /// One of them as evidence: with its name where it is an office, a step or a procedure.
    fn member(&self, member: &Member, outcome: &Outcome) -> FamilyMember {
        let is_place = matches!(
            self.kind,
            Kind::Buyer | Kind::ProcuringEntity | Kind::Step | Kind::Procedure
        );
        FamilyMember {
            group: is_place.then(|| self.group_of(self.ids[member.group as usize], outcome)),
            raised: member.raised,
            computable: member.computable,
            rate: member.raised as f64 / member.computable as f64,
            least: member.interval.0,
            most: member.interval.1,
            above: member.is_above,
        }
    }
}

fn counted((raised, computable): (u64, u64)) -> Counted {
    Counted { raised, computable }
}

fn two_ways(ways: &Ways) -> TwoWays {
    let way = |(groups, raised, computable)| Way {
        groups,
        whole: counted((raised, computable)),
    };
    TwoWays {
        lower: way(ways.lower),
        upper: way(ways.upper),
        gain: ways.gain,
    }
}
