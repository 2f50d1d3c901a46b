//! What is planted in the procedures: habits of a few officers and applicants that lie above what is material.

use super::plan::Plan;
use crate::chance::Chance;

/// Places where each habit can be planted, as (procedure, step by its place in the list).
const PERMITS: usize = 0;
const PAYMENTS: usize = 1;
const REQUESTS: usize = 2;
const DOCUMENTS: (usize, usize) = (PERMITS, 2);
const VISIT: (usize, usize) = (PERMITS, 4);
const TECHNICAL: (usize, usize) = (PERMITS, 5);
const DUES: (usize, usize) = (PERMITS, 7);
const CONTROL: (usize, usize) = (PAYMENTS, 1);
const FINANCE: (usize, usize) = (PAYMENTS, 2);
const TREASURER: (usize, usize) = (PAYMENTS, 5);
const EXPERT: (usize, usize) = (REQUESTS, 2);
const MANAGER: (usize, usize) = (REQUESTS, 4);

/// Plants every habit at a few places.
pub(crate) fn plant(plan: &mut Plan, chance: &mut Chance) {
    let mut taken: Vec<usize> = Vec::new();
    let mut regulars: Vec<usize> = Vec::new();

    // Queue jumping, on steps where nothing slow is planted: both would blur the order of the queue.
    let mut places = vec![DOCUMENTS, CONTROL, FINANCE, EXPERT];
    chance.shuffle(&mut places);
    let quiet: Vec<(usize, usize)> = places.drain(..chance.between(2, 3) as usize).collect();
    for (turn, (procedure, step)) in quiet.iter().copied().enumerate() {
        let by_officer = if turn < 2 { turn == 0 } else { chance.yes(0.5) };
        if by_officer {
            // The officer with the least work: a jump is a rare thing in any queue, or it would be no queue.
            let last = plan.procedures[procedure].steps[step].officers.last().copied();
            if let Some(officer) = last {
                plan.officers[officer].jump = strength(turn > 1, (0.13, 0.15), (0.18, 0.4), chance);
                taken.push(officer);
            }
        } else if let Some(applicant) = regular(plan, procedure, &mut regulars, chance) {
            let share = strength(turn > 1, (0.13, 0.15), (0.18, 0.4), chance);
            plan.applicants[applicant].jump = Some((procedure, share));
        }
    }
    let busy = |place: &(usize, usize)| !quiet.contains(place);

    for (turn, place) in some_of(&[TECHNICAL, CONTROL, TREASURER, EXPERT], 2, 3, busy, chance)
        .into_iter()
        .enumerate()
    {
        let weak = turn > 0 && chance.yes(0.3);
        if let Some(officer) = untouched(plan, place, &mut taken, chance) {
            plan.officers[officer].miss = strength(weak, (0.28, 0.32), (0.35, 0.7), chance);
        }
    }
    // Not where the law sets a limit: who is slow there misses it too, and that is planted on its own.
    let slow = [DOCUMENTS, FINANCE, DUES, MANAGER];
    for (turn, place) in some_of(&slow, 2, 3, busy, chance).into_iter().enumerate() {
        let weak = turn > 0 && chance.yes(0.3);
        if let Some(officer) = untouched(plan, place, &mut taken, chance) {
            plan.officers[officer].slow = strength(weak, (0.28, 0.32), (0.4, 0.9), chance);
            plan.officers[officer].slow_times = chance.range(1.8, 2.8);
        }
    }
    for (turn, place) in some_of(&[DOCUMENTS, FINANCE, EXPERT], 2, 3, |_| true, chance)
        .into_iter()
        .enumerate()
    {
        let weak = turn > 0 && chance.yes(0.3);
        if let Some(officer) = untouched(plan, place, &mut taken, chance) {
            plan.officers[officer].send_back = strength(weak, (0.12, 0.14), (0.18, 0.45), chance);
        }
    }
    for (turn, place) in some_of(&[VISIT, TREASURER, FINANCE], 1, 2, |_| true, chance)
        .into_iter()
        .enumerate()
    {
        // Not the busiest, lest the next step be left out so often that it is no rule any more.
        let officers = &plan.procedures[place.0].steps[place.1].officers;
        if let Some(officer) = officers
            .iter()
            .rev()
            .copied()
            .take(3)
            .find(|it| !taken.contains(it))
        {
            taken.push(officer);
            plan.officers[officer].skip = strength(turn > 0, (0.08, 0.09), (0.12, 0.2), chance);
        }
    }
    for (turn, place) in some_of(&[EXPERT, VISIT], 1, 2, |_| true, chance)
        .into_iter()
        .enumerate()
    {
        let weak = turn > 0 && chance.yes(0.4);
        if let Some(officer) = untouched(plan, place, &mut taken, chance) {
            plan.officers[officer].miss_planned = strength(weak, (0.26, 0.29), (0.33, 0.7), chance);
        }
    }
    for (procedure, step) in some_of(&[DOCUMENTS, FINANCE, EXPERT, TREASURER], 2, 3, |_| true, chance) {
        let officers = &plan.procedures[procedure].steps[step].officers;
        let officer = officers[chance.between(1, officers.len() as i64 - 2) as usize];
        if let Some(applicant) = regular(plan, procedure, &mut regulars, chance) {
            let share = chance.range(0.55, 0.95);
            plan.applicants[applicant].favourite = Some((procedure, step, officer, share));
        }
    }
}

fn strength(weak: bool, faint: (f64, f64), strong: (f64, f64), chance: &mut Chance) -> f64 {
    let (low, high) = if weak { faint } else { strong };
    chance.range(low, high)
}

/// Between `least` and `most` of the allowed places.
fn some_of(
    places: &[(usize, usize)],
    least: i64,
    most: i64,
    allowed: impl Fn(&(usize, usize)) -> bool,
    chance: &mut Chance,
) -> Vec<(usize, usize)> {
    let mut list: Vec<(usize, usize)> = places.iter().copied().filter(allowed).collect();
    chance.shuffle(&mut list);
    list.truncate(chance.between(least, most) as usize);
    list
}

/// An officer of a step with no habit yet, neither the busiest nor the least busy.
fn untouched(
    plan: &Plan,
    place: (usize, usize),
    taken: &mut Vec<usize>,
    chance: &mut Chance,
) -> Option<usize> {
    let officers = &plan.procedures[place.0].steps[place.1].officers;
    let middle = officers.get(1..officers.len() - 1)?;
    let free: Vec<usize> = middle.iter().copied().filter(|it| !taken.contains(it)).collect();
    if free.is_empty() {
        return None;
    }
    let officer = *chance.one_of(&free);
    taken.push(officer);
    Some(officer)
}

/// One of the most regular applicants, with no habit yet; the most regular of all stays innocent.
fn regular(plan: &Plan, procedure: usize, taken: &mut Vec<usize>, chance: &mut Chance) -> Option<usize> {
    let free: Vec<usize> = plan.procedures[procedure]
        .regulars
        .iter()
        .copied()
        .skip(1)
        .take(6)
        .filter(|it| !taken.contains(it))
        .collect();
    if free.is_empty() {
        return None;
    }
    let applicant = *chance.one_of(&free);
    taken.push(applicant);
    Some(applicant)
}
