//! One case as it comes to pass, drawn with the habits of those who handle it.

use super::plan::{Pace, Plan, Step};
use crate::calendar::{DAY, DAYS, month_since_start, office_hour, open_from};
use crate::chance::Chance;

/// One event. Times are in seconds of local time since the start of 1402.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) step: usize,
    pub(crate) moment: i64,
    pub(crate) officer: Option<usize>,
    /// The last day of the legal limit.
    pub(crate) due: Option<i64>,
    /// The planned day.
    pub(crate) planned: Option<i64>,
}

/// One case; `applicant` is a regular one's number.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) applicant: Option<usize>,
    pub(crate) events: Vec<Event>,
    pub(crate) finished: bool,
}

impl Case {
    /// Whether it had ended when a day began.
    pub(crate) fn is_over_by(&self, day: i64) -> bool {
        self.finished && self.events.iter().all(|event| event.moment < day * DAY)
    }
}

/// Draws one case of a procedure.
pub(crate) fn case(plan: &Plan, at: usize, season: &[f64], chance: &mut Chance) -> Case {
    let procedure = &plan.procedures[at];
    let applicant = if chance.yes(procedure.regulars_share) {
        Some(procedure.regulars[chance.by_weight(&procedure.regular_weights)])
    } else {
        None
    };
    let day = chance.by_weight(season) as i64;
    case_of(plan, at, applicant, day, chance)
}

/// Draws one case that this applicant, or somebody who comes once, begins on this day.
pub(crate) fn case_of(
    plan: &Plan,
    at: usize,
    applicant: Option<usize>,
    day: i64,
    chance: &mut Chance,
) -> Case {
    let steps = &plan.procedures[at].steps;
    let mut now = office_hour(chance, day);

    // Who handles what is settled first, for what is left out depends on who comes after it.
    let mut has: Vec<bool> = Vec::with_capacity(steps.len());
    let mut hands: Vec<Option<usize>> = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let had = if step.follows {
            has[index - 1]
        } else {
            !step.only_rework && chance.yes(step.part)
        };
        has.push(had);
        let favourite = applicant.and_then(|it| plan.applicants[it].favourite);
        hands.push(match favourite {
            Some((procedure, of, officer, share)) if (procedure, of) == (at, index) && chance.yes(share) => {
                Some(officer)
            }
            _ if step.officers.is_empty() => None,
            _ => Some(step.officers[chance.by_weight(&step.weights)]),
        });
    }
    let main: Vec<usize> = (0..steps.len())
        .filter(|it| steps[*it].part >= 1.0 && !steps[*it].only_rework)
        .collect();
    for pair in main.windows(2) {
        let queued = matches!(steps[pair[0]].pace, Pace::Queue(_));
        if let (true, Some(officer)) = (queued, hands[pair[1]])
            && chance.yes(plan.officers[officer].skip)
        {
            has[pair[0]] = false;
        }
    }

    let mut case = Case {
        applicant,
        events: Vec::new(),
        finished: false,
    };
    for (index, step) in steps.iter().enumerate() {
        if !has[index] {
            continue;
        }
        let mut hand = hands[index];
        now = pass(plan, (at, index), now, &mut hand, applicant, &mut case, chance);
        if let (Some(fix), Some(officer)) = (step.fix, hand)
            && chance.yes(plan.officers[officer].send_back)
        {
            now = pass(plan, (at, fix), now, &mut None, applicant, &mut case, chance);
            now = pass(
                plan,
                (at, index),
                now,
                &mut Some(officer),
                applicant,
                &mut case,
                chance,
            );
        }
    }
    case.finished = now < DAYS * DAY;
    case.events.retain(|event| event.moment < DAYS * DAY);
    case
}

/// A step is passed; answers when. `hand` is changed where somebody is alone that month.
fn pass(
    plan: &Plan,
    (at, index): (usize, usize),
    now: i64,
    hand: &mut Option<usize>,
    applicant: Option<usize>,
    case: &mut Case,
    chance: &mut Chance,
) -> i64 {
    let procedure = &plan.procedures[at];
    let step = &procedure.steps[index];
    let today = now.div_euclid(DAY);
    let mut moment = match step.pace {
        Pace::Start => now,
        Pace::Together => {
            now + if chance.yes(0.6) {
                0
            } else {
                chance.between(1, 20) * 60
            }
        }
        Pace::Citizen(median) => now + 1_800 + (median * chance.lognormal(1.0) * DAY as f64) as i64,
        Pace::Law(days) => now + days * DAY,
        Pace::Queue(days) => {
            let wait = wait(plan, (at, index), days, *hand, applicant, today, chance);
            settle(step, now, wait, chance)
        }
    };
    if matches!(step.pace, Pace::Citizen(_)) {
        // Citizens pay by day, rarely at night.
        moment = moment.div_euclid(DAY) * DAY + chance.between(8 * 3_600, 22 * 3_600);
        moment = moment.max(now + 60);
    }
    let day = moment.div_euclid(DAY);
    if procedure
        .alone
        .is_some_and(|(of, month)| of == index && month_since_start(day) == month)
    {
        *hand = step.officers.first().copied();
    }
    let habits = hand.map(|it| &plan.officers[it]);
    let planned = match habits {
        Some(officer) if step.planned && chance.yes(0.8) => {
            let late = chance.yes(officer.miss_planned);
            Some(if late {
                (day - chance.between(1, 9)).max(today)
            } else {
                day + chance.between(0, 6)
            })
        }
        _ => None,
    };
    case.events.push(Event {
        step: index,
        moment,
        officer: hand.filter(|_| !chance.yes(step.unnamed)),
        due: step.limit.map(|days| today + days),
        planned,
    });
    moment
}

/// How many days a case lies in a queue.
fn wait(
    plan: &Plan,
    (at, index): (usize, usize),
    days: f64,
    hand: Option<usize>,
    applicant: Option<usize>,
    today: i64,
    chance: &mut Chance,
) -> f64 {
    let step = &plan.procedures[at].steps[index];
    let queue = step.queue(days, today);
    let Some(officer) = hand.map(|it| &plan.officers[it]) else {
        return queue;
    };
    let jump = match applicant.and_then(|it| plan.applicants[it].jump) {
        Some((procedure, share)) if procedure == at => share,
        _ => officer.jump,
    };
    if chance.yes(jump) {
        return 0.02 * queue;
    }
    let mut wait = queue * officer.pace * chance.lognormal(0.16);
    if chance.yes(officer.slow) {
        wait *= officer.slow_times * chance.range(0.9, 1.2);
    } else if let Some(limit) = step.limit {
        wait = if chance.yes(officer.miss) {
            limit as f64 * chance.range(1.15, 2.0)
        } else {
            wait.min(limit as f64 - 1.5)
        };
    }
    wait
}

/// The moment a wait ends: on an open day, in office hours, in the manner the unit stamps.
fn settle(step: &Step, now: i64, wait: f64, chance: &mut Chance) -> i64 {
    let today = now.div_euclid(DAY);
    let mut day = open_from((now + (wait * DAY as f64) as i64).div_euclid(DAY));
    if step.midnight {
        return open_from(day.max(today + 1)) * DAY;
    }
    if step.thirteen {
        let at_one = 13 * 3_600;
        if day * DAY + at_one <= now {
            day = open_from(day + 1);
        }
        return day * DAY + at_one;
    }
    let moment = office_hour(chance, day);
    if moment > now {
        return moment;
    }
    let soon = now + chance.between(5, 60) * 60;
    if soon < today * DAY + 15 * 3_600 {
        soon
    } else {
        office_hour(chance, open_from(today + 1))
    }
}
