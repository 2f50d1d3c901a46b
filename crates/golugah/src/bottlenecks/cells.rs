//! Officers judged step by step.
//!
//! An officer at ten steps is one desk in ten: on the sum over all of them what one desk does is a tenth, and vanishes. So each
//! officer is judged at each step apart, beside the colleagues there; whoever stands out is chosen among all of these; and an
//! officer is named once, by what was done at the steps that carry it.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{AtStep, Floor, Kind};
use golugah_indicators::{GroupTotals, Id, Names, Ranks, TallyKey};
use golugah_judgement::{Materiality, Verdict};

use super::family::FamilyOfGroups;
use super::in_time::InTime;
use super::rows::Beside;
use super::standing::floor_of;

/// Where more than this share of the officers at a step stand out,
const COMMON: f64 = 1.0 / 3.0;

/// and at least so many, the step has two ways of working, and nobody there is the exception.
const FEWEST_COMMON: usize = 3;

/// One or two days are two mornings on which something was odd, and no way of working.
const FEWEST_DAYS: u64 = 3;

/// Which rows of totals are one group.
pub(super) enum Split<'s> {
    /// All of a group, whatever it lies in.
    Whole,
    /// Each officer at each step by itself, but for these, which are one group of their officer.
    Cells(&'s BTreeSet<(Id, Id)>),
}

impl Split<'_> {
    /// The step of a row, else what it is compared within.
    pub(super) fn cell(key: &TallyKey) -> Id {
        key.within.unwrap_or(key.stratum)
    }

    /// Whether a group may lie at several steps.
    pub(super) fn is_across(&self) -> bool {
        matches!(self, Self::Cells(together) if !together.is_empty())
    }

    /// Tells rows of one group apart that are no one group here: 0 for all that are not split.
    pub(super) fn lot(&self, key: &TallyKey, ranks: &Ranks) -> u32 {
        let cell = Self::cell(key);
        match self {
            Self::Cells(together) if !together.contains(&(key.group, cell)) => ranks.of(cell) + 1,
            Self::Whole | Self::Cells(_) => 0,
        }
    }
}

/// A person is named on no fewer cases than these, each counted once: of what fewer say an intake of one day, a sitting in which papers were
/// typed in, or a new form is too often the cause, as reading the rows of real logs has shown (0045).
const FEWEST_CASES: usize = 20;

/// The cases in which each officer was raised at each step.
pub(super) type CasesAt<'o> = BTreeMap<(Id, Id), BTreeSet<&'o str>>;

/// The officers of an indicator, judged at each step, each named at most once; `cases` gives, where their observations hang together by
/// days, in which cases each was raised.
pub(super) fn judged(
    totals: &GroupTotals,
    materiality: &Materiality,
    beside: Beside<'_>,
    deals: u32,
    cases: Option<&CasesAt<'_>>,
) -> FamilyOfGroups {
    let judge = |together: &BTreeSet<(Id, Id)>, deals: u32| {
        let split = Split::Cells(together);
        FamilyOfGroups::judged(Kind::Officer, totals, materiality, beside, deals, &split)
    };
    let cells = judge(&BTreeSet::new(), deals);
    let by_chance = cells.by_chance;
    let in_time = cases.is_some().then(|| InTime::of(totals));
    let stands_out = |officer: Id, step: Id| {
        let told = in_time.as_ref();
        told.is_none_or(|told| told.stands_out(officer, step, materiality))
    };
    let stand = Stand::of(&cells, beside.0, stands_out);
    let together = stand.together();
    // What is said of several steps is that of all of them together, once who is named is settled.
    let mut family = if together.is_empty() {
        cells
    } else {
        judge(&together, 0)
    };
    family.by_chance = by_chance;
    stand.apply(&mut family, cases);
    family
}

/// A cell: an officer at a step.
type Cell = (Id, Option<Id>);

/// In how many cases an officer was raised at these steps; in one that was raised at several of them once.
fn cases_at(cases: &CasesAt<'_>, officer: Id, steps: &[(Id, AtStep)]) -> usize {
    let own = steps.iter().filter_map(|(step, _)| cases.get(&(officer, *step)));
    own.flatten().collect::<BTreeSet<_>>().len()
}

/// Who is named at which steps, and what else is said of whom.
struct Stand {
    carried: BTreeMap<Id, Vec<(Id, AtStep)>>,
    common: BTreeSet<Cell>,
    /// Who does not stand out beside the colleagues of the same time.
    of_its_time: BTreeSet<Cell>,
    watched: BTreeSet<Cell>,
    kept: BTreeSet<Cell>,
}

impl Stand {
    fn of(cells: &FamilyOfGroups, names: &Names, stands_out: impl Fn(Id, Id) -> bool) -> Self {
        let cell = |index: &usize| {
            let group = cells.assessment.verdicts[*index].group as usize;
            (cells.ids[group], cells.cells[group])
        };
        let at_each = |indices: &mut dyn Iterator<Item = usize>| {
            let mut officers: BTreeMap<Option<Id>, usize> = BTreeMap::new();
            for index in indices {
                *officers.entry(cell(&index).1).or_default() += 1;
            }
            officers
        };
        let judged = at_each(&mut (0..cells.assessment.verdicts.len()));
        let named = at_each(&mut cells.named.iter().copied());
        let is_common = |step: Option<Id>| {
            let (named, judged) = (named[&step], judged[&step]);
            named >= FEWEST_COMMON && named as f64 > judged as f64 * COMMON
        };
        let mut carried: BTreeMap<Id, Vec<(Id, AtStep)>> = BTreeMap::new();
        let (mut common, mut of_its_time) = (BTreeSet::new(), BTreeSet::new());
        for index in &cells.named {
            let (officer, step) = cell(index);
            if is_common(step) {
                common.insert((officer, step));
            } else if step.is_some_and(|step| !stands_out(officer, step)) {
                of_its_time.insert((officer, step));
            } else if let Some(step) = step {
                let verdict = &cells.assessment.verdicts[*index];
                let at = at_step(names.text(step), verdict, cells.beside(verdict.group));
                carried.entry(officer).or_default().push((step, at));
            }
        }
        Self {
            carried,
            common,
            of_its_time,
            watched: cells.watched.iter().map(cell).collect(),
            kept: cells.kept.iter().map(cell).collect(),
        }
    }

    /// The cells of those who are named for more than one.
    fn together(&self) -> BTreeSet<(Id, Id)> {
        let several = self.carried.iter().filter(|(_, steps)| steps.len() > 1);
        several
            .flat_map(|(officer, steps)| steps.iter().map(|(step, _)| (*officer, *step)))
            .collect()
    }

    /// Sets who is named, once each and with the steps, and of everybody else the most probable cell.
    fn apply(self, family: &mut FamilyOfGroups, cases: Option<&CasesAt<'_>>) {
        let (mut named, mut watched, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let mut told: BTreeSet<Id> = self.carried.keys().copied().collect();
        let cell = |family: &FamilyOfGroups, index: usize| {
            let group = family.assessment.verdicts[index].group as usize;
            (group, (family.ids[group], family.cells[group]))
        };
        let by_probability = family.assessment.with(|_| true);
        for &index in &by_probability {
            let (group, (officer, step)) = cell(family, index);
            let Some(steps) = self.carried.get(&officer) else {
                continue;
            };
            let is_named = match step {
                None => true,
                Some(step) => steps.len() == 1 && steps[0].0 == step,
            };
            if is_named {
                family.carrying[group] = steps.iter().map(|(_, at)| at.clone()).collect();
                // What holds at each step may be too little for all of them together.
                let days = family.assessment.verdicts[index].raised_batches;
                let in_cases = cases.map(|cases| cases_at(cases, officer, steps));
                family
                    .raised_cases
                    .extend(in_cases.map(|cases| (group as u32, cases)));
                match floor_of(family.assessment.standings[index]) {
                    Some(Floor::Probability) => watched.push(index),
                    _ if cases.is_some() && days < FEWEST_DAYS => {
                        family.few_days.insert(family.assessment.verdicts[index].group);
                        kept.push(index);
                    }
                    _ if in_cases.is_some_and(|cases| cases < FEWEST_CASES) => {
                        family.few_cases.insert(family.assessment.verdicts[index].group);
                        watched.push(index);
                    }
                    _ => named.push(index),
                }
            }
        }
        for &index in &by_probability {
            let (_, own) = cell(family, index);
            let group = family.assessment.verdicts[index].group;
            let kept_by = if self.common.contains(&own) {
                &mut family.common
            } else if self.of_its_time.contains(&own) {
                &mut family.of_its_time
            } else {
                continue;
            };
            if told.insert(own.0) {
                kept_by.insert(group);
                watched.push(index);
            }
        }
        for (cells, told_of) in [(&self.watched, &mut watched), (&self.kept, &mut kept)] {
            for &index in &by_probability {
                let (_, own) = cell(family, index);
                if cells.contains(&own) && told.insert(own.0) {
                    told_of.push(index);
                }
            }
        }
        (family.named, family.watched, family.kept) = (named, watched, kept);
    }
}

impl FamilyOfGroups {
    /// How many cases stand behind one raised observation: of several steps of one case together it is less than one.
    pub(super) fn cases_per_raised(&self, verdict: &Verdict) -> f64 {
        let cases = self.raised_cases.get(&verdict.group);
        cases.map_or(1.0, |cases| *cases as f64 / verdict.raised.max(1) as f64)
    }
}

fn at_step(step: String, verdict: &Verdict, beside: (u64, u64)) -> AtStep {
    AtStep {
        step,
        raised: verdict.raised,
        computable: verdict.computable,
        rate: verdict.rate,
        peer_rate: verdict.peer_rate,
        peers_raised: beside.0,
        peers_computable: beside.1,
        probability: verdict.probability,
    }
}
