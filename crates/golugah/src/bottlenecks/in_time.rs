//! Officers beside the colleagues of the same time.
//!
//! A step is done in one way before a new form or program comes, and in another afterwards. Who was there only before, or only
//! afterwards, stands beside years in which others worked another way. So whoever is named must stand out as well beside what colleagues
//! did in the same half-years.

use std::collections::BTreeMap;

use golugah_findings::Kind;
use golugah_indicators::{GroupTotals, Id};
use golugah_judgement::Materiality;

use super::cells::Split;

/// Days of half a year.
const HALF_YEAR: i64 = 183;

/// With fewer observations of colleagues in a half-year nothing is known of it.
const FEWEST_BESIDE: u64 = 5;

/// At least so much of what an officer did must lie in half-years of which something is known.
const KNOWN: f64 = 0.5;

/// Raised and computable observations.
type Counts = (u64, u64);

/// What each officer has at each step in each half-year.
pub(super) struct InTime(BTreeMap<(Id, i64), BTreeMap<Id, Counts>>);

impl InTime {
    /// Of totals whose batches are officers' days.
    pub(super) fn of(totals: &GroupTotals) -> Self {
        let mut counts: BTreeMap<(Id, i64), BTreeMap<Id, Counts>> = BTreeMap::new();
        for (key, _, batches) in totals.rows().filter(|(key, ..)| key.kind == Kind::Officer) {
            for batch in batches {
                let half = batch.day().div_euclid(HALF_YEAR);
                let of_officer = counts.entry((Split::cell(key), half)).or_default();
                let (raised, computable) = of_officer.entry(key.group).or_default();
                *raised += u64::from(batch.raised);
                *computable += u64::from(batch.computable);
            }
        }
        Self(counts)
    }

    /// Whether an officer's rate at a step is materially above that of the colleagues there, each half-year weighted by what the officer did
    /// in it. Where too little is known of these half-years it is not.
    pub(super) fn stands_out(&self, officer: Id, step: Id, materiality: &Materiality) -> bool {
        let (mut raised, mut known, mut expected, mut all) = (0, 0, 0.0, 0);
        for (_, of_half) in self.0.range((step, i64::MIN)..=(step, i64::MAX)) {
            let Some(own) = of_half.get(&officer) else {
                continue;
            };
            all += own.1;
            let others = of_half.iter().filter(|(other, _)| **other != officer);
            let beside = others.fold((0, 0), |sum, (_, counts)| (sum.0 + counts.0, sum.1 + counts.1));
            if beside.1 >= FEWEST_BESIDE {
                raised += own.0;
                known += own.1;
                expected += own.1 as f64 * beside.0 as f64 / beside.1 as f64;
            }
        }
        let mean = expected / known as f64;
        known as f64 >= all as f64 * KNOWN && raised as f64 / known as f64 > materiality.threshold(mean)
    }
}

#[cfg(test)]
mod tests {
    use golugah_indicators::Names;
    use golugah_judgement::Materiality;

    use super::InTime;

    #[test]
    fn an_officer_stands_beside_the_colleagues_of_the_same_half_years() {
        let names = Names::default();
        let [step, one, other, third] = ["step", "one", "other", "third"].map(|text| names.id(text));
        let mut counts = InTime(std::collections::BTreeMap::new());
        let mut add = |half: i64, officer, raised, computable| {
            let at = counts.0.entry((step, half)).or_default();
            at.insert(officer, (raised, computable));
        };
        // In the first half-year all do it again, later nobody does; the third works when nobody else is there.
        add(0, one, 9, 20);
        add(0, other, 16, 40);
        add(1, other, 0, 200);
        add(2, third, 9, 20);
        let stands_out = |counts: &InTime, officer| counts.stands_out(officer, step, &Materiality::default());
        assert!(!stands_out(&counts, one));
        assert!(!stands_out(&counts, third));
        counts.0.get_mut(&(step, 0)).unwrap().insert(other, (2, 40));
        assert!(stands_out(&counts, one));
    }
}
