//! Families of which nobody is named, for the peers differ too much among themselves.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{Counted, FamilyFinding, Kind, Unnamed};
use golugah_indicators::{IndicatorOutcome, Outcome};
use golugah_judgement::{Materiality, Unlike, Verdict};

use super::family::FamilyOfGroups;

impl FamilyOfGroups {
    /// What is said of peers together where nobody of them is named: officers of each step, steps and procedures beside the same
    /// elsewhere, others all together.
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
        let mut told: BTreeSet<Option<String>> = BTreeSet::new();
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
                let carrying = self.carrying[verdict.group as usize].iter();
                told.extend(carrying.map(|at| Some(at.step.clone())));
                told.insert(place.clone());
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
        let alone = peers.into_iter().filter(|(place, _)| !told.contains(place));
        let found = alone.filter_map(|(place, verdicts)| {
            let verdicts: Vec<&Verdict> = verdicts.iter().collect();
            let unlike = Unlike::of(&verdicts, materiality)?;
            let common = verdicts.iter().any(|one| self.common.contains(&one.group));
            let counted = |(raised, computable): (u64, u64)| Counted { raised, computable };
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
                because: if common { Unnamed::Common } else { Unnamed::Spread },
            })
        });
        found.collect()
    }
}
