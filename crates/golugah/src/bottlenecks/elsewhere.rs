//! The same step elsewhere: what steps and procedures are compared with.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::Kind;
use golugah_indicators::{Id, Outcome, Ranks, TallyKey};

/// Of what is done in each of two procedures, at least so much must be steps that the other has too: then they are one
/// procedure in two places. A receipt is registered in every office, and that alone makes no two offices' work alike.
const SHARED: f64 = 0.5;

/// Which procedures are one procedure in several places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alike {
    /// Each procedure with the place in the order of text of the first one that it is like.
    like: BTreeMap<Id, u32>,
}

impl Alike {
    pub(super) fn of(outcome: &Outcome, ranks: &Ranks) -> Self {
        let mut steps: BTreeMap<u32, (Id, BTreeMap<Id, u64>)> = BTreeMap::new();
        for ((procedure, step), doings) in &outcome.doings {
            let known = steps.entry(ranks.of(*procedure));
            let known = known.or_insert_with(|| (*procedure, BTreeMap::new()));
            *known.1.entry(*step).or_default() += doings;
        }
        let procedures: Vec<(u32, BTreeMap<Id, u64>)> = steps
            .iter()
            .map(|(rank, (_, steps))| (*rank, steps.clone()))
            .collect();
        let first = first_alike(&procedures);
        let like = steps.values().map(|(procedure, _)| *procedure).zip(first);
        Self { like: like.collect() }
    }

    /// What a row of totals is compared within: its stratum, and for steps and procedures which procedures are alike.
    pub(super) fn stratum(&self, key: &TallyKey) -> (Id, u32) {
        let procedure = match key.kind {
            Kind::Step => key.within,
            Kind::Procedure => Some(key.group),
            _ => None,
        };
        let like = procedure.and_then(|procedure| self.like.get(&procedure));
        (key.stratum, like.copied().unwrap_or_default())
    }
}

/// For each procedure the number of the first one that it is like, or is like one that is.
fn first_alike(procedures: &[(u32, BTreeMap<Id, u64>)]) -> Vec<u32> {
    let mut first: Vec<u32> = procedures.iter().map(|(rank, _)| *rank).collect();
    for (at, (_, one)) in procedures.iter().enumerate() {
        for (beside, (_, other)) in procedures.iter().enumerate().take(at) {
            if first[at] != first[beside] && share(one, other) >= SHARED && share(other, one) >= SHARED {
                let (low, high) = (first[at].min(first[beside]), first[at].max(first[beside]));
                for number in &mut first {
                    if *number == high {
                        *number = low;
                    }
                }
            }
        }
    }
    first
}

/// The share of what is done in one procedure that lies at steps which the other has too.
fn share(one: &BTreeMap<Id, u64>, other: &BTreeMap<Id, u64>) -> f64 {
    let known: BTreeSet<&Id> = other.keys().collect();
    let all: u64 = one.values().sum();
    let shared: u64 = one
        .iter()
        .filter(|(step, _)| known.contains(step))
        .map(|(_, doings)| doings)
        .sum();
    shared as f64 / all.max(1) as f64
}
