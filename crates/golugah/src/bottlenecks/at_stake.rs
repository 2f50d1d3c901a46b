//! What is at stake beyond expectation, and what of it names no currency.

use std::collections::BTreeMap;

use golugah_findings::{CurrencyNotStated, Kind, StakeUnit};
use golugah_indicators::{Id, IndicatorOutcome, Outcome, Stake};
use golugah_judgement::Verdict;

use super::family::FamilyOfGroups;

/// Milliseconds of a day.
pub(super) const DAY: f64 = 86_400_000.0;

/// By group what its raised observations put at stake in amounts that name no currency, and how many of them do.
#[derive(Default)]
pub(super) struct Unstated(BTreeMap<(Kind, Id), (i128, u64)>);

impl Unstated {
    /// That of one indicator's groups.
    pub(super) fn of(answered: &IndicatorOutcome, outcome: &Outcome) -> Self {
        let mut all = Self::default();
        if answered.unstated == 0 {
            return all;
        }
        let at = outcome
            .indicators
            .iter()
            .position(|one| std::ptr::eq(one, answered));
        let own = outcome
            .raised
            .iter()
            .filter(|raised| Some(usize::from(raised.indicator)) == at);
        for raised in own.filter(|raised| raised.unstated > 0) {
            for group in outcome.groups(raised) {
                let (sum, cases) = all.0.entry(group).or_default();
                *sum += i128::from(raised.unstated);
                *cases += 1;
            }
        }
        all
    }

    /// What is to be said of a group's amounts; nothing where each that there is names its currency.
    pub(super) fn said(&self, group: (Kind, Id), outcome: &Outcome) -> Option<CurrencyNotStated> {
        let (_, cases) = *self.0.get(&group)?;
        Some(CurrencyNotStated {
            cases,
            added: !outcome.other_currency,
        })
    }

    /// What may be added to amounts that name the one currency there is: where there are several, nobody knows in which it is.
    fn added(&self, group: (Kind, Id), outcome: &Outcome) -> i128 {
        match self.0.get(&group) {
            Some((sum, _)) if !outcome.other_currency => *sum,
            _ => 0,
        }
    }
}

impl FamilyOfGroups {
    /// What a raised observation of the group puts at stake on average, times those beyond expectation; in what that is counted; and the
    /// share of all that was measured.
    pub(super) fn stake(
        &self,
        verdict: &Verdict,
        answered: &IndicatorOutcome,
        outcome: &Outcome,
        (currency, unstated): (&str, &Unstated),
    ) -> (f64, StakeUnit, f64) {
        let all = self.stakes[verdict.group as usize];
        let group = (self.kind, self.ids[verdict.group as usize]);
        let sum = all.stake + unstated.added(group, outcome);
        let whole = if outcome.other_currency {
            answered.stake
        } else {
            answered.stake + answered.unstated
        };
        let (stake, whole) = (verdict.excess * sum as f64 / all.raised as f64, whole as f64);
        match answered.indicator.definition.stake {
            Stake::Money if whole > 0.0 && sum > 0 => {
                let unit = StakeUnit::Currency(currency.to_owned());
                ((stake / 100.0).round(), unit, stake / whole)
            }
            Stake::Days if whole > 0.0 && sum > 0 => (stake / DAY, StakeUnit::Days, stake / whole),
            _ => {
                let share = verdict.excess / self.cases.max(1) as f64;
                let cases = verdict.excess * self.cases_per_raised(verdict);
                (cases, StakeUnit::Cases, share)
            }
        }
    }
}
