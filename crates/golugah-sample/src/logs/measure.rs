//! The indicators' definitions over invented cases: what a perfect measurer would count.

use std::collections::BTreeMap;

use super::live::{Case, Event};
use super::plan::{FIRST_PERSON, Pace, Plan};
use crate::calendar::{DAY, month_since_start};
use crate::chance::Chance;
use crate::truth::Tally;

pub(crate) const SLOW: usize = 0;
pub(crate) const OVERTAKING: usize = 1;
pub(crate) const DEADLINE: usize = 2;
pub(crate) const PLANNED: usize = 3;
pub(crate) const REWORK: usize = 4;
pub(crate) const SKIPPED: usize = 5;
pub(crate) const CONCENTRATION: usize = 6;

/// Each indicator's folder name and the kinds of groups it is judged for. No procedure of the county is done elsewhere in it, so
/// that nobody can judge its steps.
pub(crate) const INDICATORS: [(&str, &[&str]); 7] = [
    ("slow_passage", &["officer"]),
    ("overtaking", &["officer", "applicant"]),
    ("deadline_missed", &["officer"]),
    ("planned_date_missed", &["officer"]),
    ("rework", &["officer"]),
    ("skipped_step", &["officer"]),
    ("officer_applicant_concentration", &["applicant"]),
];

/// Edges and steps are strata; there are never more.
const STRATA: usize = 160;
/// Passages an edge needs, cases waiting that a passage needs, cases a step needs.
const LEAST_PASSAGES: usize = 30;
const LEAST_WAITING: usize = 5;
const LEAST_CASES: usize = 50;
/// How many neighbours in order of arrival exchange their waits in the null.
const NEIGHBOURS: usize = 50;
/// The share of finished cases that makes a step mandatory.
const MANDATORY: f64 = 0.95;
/// The upper-tail probability below which a pair is beyond chance.
const BEYOND_CHANCE: f64 = 0.0002;

/// Where the kinds of groups begin: officers, steps, procedures, applicants, and one place for all who came once.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    pub(crate) steps: usize,
    pub(crate) procedures: usize,
    pub(crate) applicants: usize,
    pub(crate) once: usize,
    first_step: Vec<usize>,
}

impl Groups {
    pub(crate) fn of(plan: &Plan) -> Self {
        let steps = plan.officers.len();
        let mut first_step = Vec::new();
        let mut count = 0;
        for procedure in &plan.procedures {
            first_step.push(count);
            count += procedure.steps.len();
        }
        let procedures = steps + count;
        let applicants = procedures + plan.procedures.len();
        Self {
            steps,
            procedures,
            applicants,
            once: applicants + plan.applicants.len(),
            first_step,
        }
    }

    /// The step's number among all steps of all procedures.
    pub(crate) fn step(&self, procedure: usize, step: usize) -> usize {
        self.first_step[procedure] + step
    }

    fn applicant(&self, case: &Case) -> usize {
        case.applicant.map_or(self.once, |it| self.applicants + it)
    }
}

pub(crate) fn empty(groups: &Groups) -> Tally {
    Tally::new(INDICATORS.len(), groups.once + 1, STRATA)
}

/// Numbers edges in order of sight, the same in every life of one county.
pub(crate) type Edges = BTreeMap<(usize, usize), usize>;

/// Who did it, if a person did.
fn person(event: &Event) -> Option<usize> {
    event.officer.filter(|officer| *officer >= FIRST_PERSON)
}

struct Passage {
    start: i64,
    handed: Option<i64>,
    end: i64,
    officer: Option<usize>,
    applicant: usize,
}

/// Counts one whole life of one procedure.
pub(crate) fn look(
    plan: &Plan,
    groups: &Groups,
    at: usize,
    cases: &[Case],
    edges: &mut Edges,
    tally: &mut Tally,
    chance: &mut Chance,
) {
    let mut passages: BTreeMap<(usize, usize), Vec<Passage>> = BTreeMap::new();
    for case in cases {
        for pair in case.events.windows(2) {
            let pair = [&pair[0], &pair[1]];
            passages
                .entry((pair[0].step, pair[1].step))
                .or_default()
                .push(Passage {
                    start: pair[1].since,
                    handed: pair[1].handed,
                    end: pair[1].begun.unwrap_or(pair[1].moment),
                    officer: person(pair[1]),
                    applicant: groups.applicant(case),
                });
        }
        dates(groups, at, case, tally);
        rework(plan, groups, at, case, tally);
    }
    for ((from, to), mut list) in passages {
        if list.len() < LEAST_PASSAGES {
            continue;
        }
        let next = edges.len();
        let edge = *edges
            .entry((groups.step(at, from), groups.step(at, to)))
            .or_insert(next);
        slow(&list, edge, tally);
        // A step in the citizen's hands is wild by nature; its own null holds it innocent without being computed. Where
        // stamps are days, the order within them is unknown.
        let steps = &plan.procedures[at].steps;
        let dated = steps[from].midnight || steps[to].midnight;
        if matches!(steps[to].pace, Pace::Queue(_)) && !dated {
            overtaking(&mut list, edge, tally, chance);
        }
    }
    skipped(plan, groups, at, cases, tally);
    for (step, it) in plan.procedures[at].steps.iter().enumerate() {
        if it.officers.len() >= 3 {
            concentration(groups, (at, step), cases, tally);
        }
    }
}

/// Deadlines and planned dates: officers are compared within a step.
fn dates(groups: &Groups, at: usize, case: &Case, tally: &mut Tally) {
    for event in &case.events {
        for (indicator, day) in [(DEADLINE, event.due), (PLANNED, event.planned)] {
            let Some(day) = day else { continue };
            let late = event.moment.div_euclid(DAY) > day;
            if let Some(officer) = person(event) {
                tally.count(indicator, officer, groups.step(at, event.step), late);
            }
        }
    }
}

fn rework(plan: &Plan, groups: &Groups, at: usize, case: &Case, tally: &mut Tally) {
    for step in 0..plan.procedures[at].steps.len() {
        let mut events = case.events.iter().filter(|event| event.step == step);
        let Some(first) = events.next() else { continue };
        let again = events.next().is_some();
        if let Some(officer) = person(first) {
            tally.count(REWORK, officer, groups.step(at, step), again);
        }
    }
}

/// Only where the unit says when a case was handed to whom can it be said who kept it.
fn slow(list: &[Passage], edge: usize, tally: &mut Tally) {
    let held = || {
        list.iter()
            .filter_map(|it| Some((it.officer?, it.end - it.handed?)))
    };
    let mut waits: Vec<i64> = held().map(|it| it.1).collect();
    if waits.len() < LEAST_PASSAGES {
        return;
    }
    waits.sort_unstable();
    let place = 0.9 * (waits.len() - 1) as f64;
    let (low, high) = (waits[place.floor() as usize], waits[place.ceil() as usize]);
    let ninetieth = low as f64 + place.fract() * (high - low) as f64;
    if ninetieth < 3_600.0 {
        return;
    }
    for (officer, wait) in held() {
        tally.count(SLOW, officer, edge, wait as f64 > ninetieth);
    }
}

/// The share of those waiting at its arrival that each passage overtook; `None` where too few waited.
/// `list` is in order of start.
fn overtaken(list: &[(i64, i64)]) -> Vec<Option<f64>> {
    let longest = list.iter().map(|it| it.1 - it.0).max().unwrap_or(0);
    (0..list.len())
        .map(|at| {
            let (start, end) = list[at];
            let before = list[..at].iter().rev().take_while(|it| start - it.0 <= longest);
            let (mut waiting, mut passed) = (0, 0);
            for other in before {
                if other.0 < start && other.1 > start {
                    waiting += 1;
                    passed += usize::from(other.1 > end);
                }
            }
            if waiting >= LEAST_WAITING {
                Some(passed as f64 / waiting as f64)
            } else {
                None
            }
        })
        .collect()
}

/// A passage is raised when it overtook more than the ninety-ninth percentile of the same edge with the waits of
/// neighbours shuffled. Those far out of order take part with the middle wait of their neighbours, lest the jumps
/// themselves be called chance.
fn overtaking(list: &mut [Passage], edge: usize, tally: &mut Tally, chance: &mut Chance) {
    list.sort_by_key(|it| it.start);
    let seen: Vec<(i64, i64)> = list.iter().map(|it| (it.start, it.end)).collect();
    let shares = overtaken(&seen);
    let mut sorted: Vec<f64> = shares.iter().copied().flatten().collect();
    if sorted.is_empty() {
        return;
    }
    sorted.sort_by(f64::total_cmp);
    let quartile = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
    let fence = quartile(0.75) + 3.0 * (quartile(0.75) - quartile(0.25));
    let mut shuffled: Vec<(i64, i64)> = Vec::with_capacity(seen.len());
    for (block, shares) in seen.chunks(NEIGHBOURS).zip(shares.chunks(NEIGHBOURS)) {
        let is_out = |share: &Option<f64>| share.is_some_and(|share| share > fence);
        let mut waits: Vec<i64> = block
            .iter()
            .zip(shares)
            .filter(|(_, share)| !is_out(share))
            .map(|(it, _)| it.1 - it.0)
            .collect();
        waits.sort_unstable();
        let middle = waits.get(waits.len() / 2).copied().unwrap_or(0);
        waits.resize(block.len(), middle);
        chance.shuffle(&mut waits);
        shuffled.extend(block.iter().zip(waits).map(|(it, wait)| (it.0, it.0 + wait)));
    }
    let mut null: Vec<f64> = overtaken(&shuffled).into_iter().flatten().collect();
    if null.is_empty() {
        return;
    }
    null.sort_by(f64::total_cmp);
    let limit = null[((null.len() - 1) as f64 * 0.99) as usize];
    for (it, share) in list.iter().zip(shares) {
        if let Some(share) = share {
            tally.count(OVERTAKING, it.applicant, edge, share > limit);
            if let Some(officer) = it.officer {
                tally.count(OVERTAKING, officer, edge, share > limit);
            }
        }
    }
}

fn skipped(plan: &Plan, groups: &Groups, at: usize, cases: &[Case], tally: &mut Tally) {
    let steps = plan.procedures[at].steps.len();
    let finished: Vec<&Case> = cases.iter().filter(|case| case.finished).collect();
    let has = |case: &Case, step: usize| case.events.iter().any(|event| event.step == step);
    for step in 0..steps {
        let with = finished.iter().filter(|case| has(case, step)).count();
        if with < LEAST_CASES || (with as f64) < MANDATORY * finished.len() as f64 {
            continue;
        }
        let mut before = vec![0_usize; steps];
        for pair in finished.iter().flat_map(|case| case.events.windows(2)) {
            if pair[1].step == step {
                before[pair[0].step] += 1;
            }
        }
        let modal = (0..steps)
            .rev()
            .max_by_key(|it| before[*it])
            .filter(|it| before[*it] > 0);
        for case in &finished {
            // Whoever did the step that usually comes before handed the case on.
            let handed_on = modal.and_then(|modal| case.events.iter().rfind(|event| event.step == modal));
            if let Some(officer) = handed_on.and_then(person) {
                tally.count(SKIPPED, officer, groups.step(at, step), !has(case, step));
            }
        }
    }
}

/// Pairs of officer and applicant at one step, beyond what the officers' monthly shares of the work explain.
fn concentration(groups: &Groups, (at, step): (usize, usize), cases: &[Case], tally: &mut Tally) {
    let mut by_month: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    let mut of: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();

    for case in cases {
        let Some(event) = case.events.iter().find(|event| event.step == step) else {
            continue;
        };
        let Some(officer) = person(event) else { continue };
        let month = month_since_start(event.moment.div_euclid(DAY));
        *by_month.entry(month).or_default().entry(officer).or_default() += 1.0;
        if let Some(applicant) = case.applicant {
            of.entry(applicant).or_default().push((month, officer));
        }
    }
    let stratum = groups.step(at, step);
    for (applicant, list) in of {
        if list.len() < 8 {
            continue;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        list.iter()
            .for_each(|(_, officer)| *counts.entry(*officer).or_default() += 1);
        let mut raised = 0;
        for (officer, count) in counts {
            let shares = list.iter().map(|(month, _)| {
                let work = &by_month[month];
                work.get(&officer).copied().unwrap_or(0.0) / work.values().sum::<f64>()
            });
            if upper_tail(shares, count) < BEYOND_CHANCE {
                raised = raised.max(count);
            }
        }
        tally.add(
            CONCENTRATION,
            groups.applicants + applicant,
            stratum,
            raised as u32,
            list.len() as u32,
        );
    }
}

/// The probability of at least `count` successes of independent trials with these chances.
fn upper_tail(shares: impl Iterator<Item = f64>, count: usize) -> f64 {
    let mut at = vec![0.0; count + 1]; // the last place gathers `count` and more
    at[0] = 1.0;
    for share in shares {
        for successes in (0..=count).rev() {
            let from_below = if successes > 0 {
                at[successes - 1] * share
            } else {
                0.0
            };
            let stays = if successes == count {
                at[successes]
            } else {
                at[successes] * (1.0 - share)
            };
            at[successes] = stays + from_below;
        }
    }
    at[count]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_overtakes_those_who_came_before_and_leave_after() {
        let mut list: Vec<(i64, i64)> = (0..6).map(|at| (at, 100 + at)).collect();
        list.push((6, 50));
        let shares = overtaken(&list);
        assert_eq!(shares[4], None, "four were waiting");
        assert_eq!((shares[5], shares[6]), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn the_upper_tail_is_the_binomials() {
        let tail = upper_tail([0.2; 10].into_iter(), 5);
        assert!((tail - 0.032_793_497_6).abs() < 1e-9, "{tail}");
        assert!((upper_tail([0.5; 3].into_iter(), 0) - 1.0).abs() < 1e-12);
    }
}
