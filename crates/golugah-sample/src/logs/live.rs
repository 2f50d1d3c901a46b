//! One case as it comes to pass, drawn with the habits of those who handle it.

use super::plan::{IMPORT, Pace, Plan, Step};
use crate::calendar::{DAY, DAYS, is_closed, month_since_start, office_hour, open_from, weekday};
use crate::chance::Chance;

/// One event. Times are in seconds of local time since the start of 1402.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) step: usize,
    /// Since when it could be done.
    pub(crate) since: i64,
    /// When it was handed to the officer, where the unit says so.
    pub(crate) handed: Option<i64>,
    /// When work on it began, where the unit says so.
    pub(crate) begun: Option<i64>,
    pub(crate) moment: i64,
    pub(crate) officer: Option<usize>,
    /// The last day of the legal limit.
    pub(crate) due: Option<i64>,
    /// The planned day.
    pub(crate) planned: Option<i64>,
}

impl Event {
    /// How many events of the log tell of it.
    pub(crate) fn told(&self) -> u64 {
        1 + u64::from(self.handed.is_some()) + 2 * u64::from(self.begun.is_some())
    }
}

/// One case; `applicant` is a regular one's number.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) applicant: Option<usize>,
    pub(crate) events: Vec<Event>,
    /// What was handed to somebody and not done when the three years ended.
    pub(crate) open: Option<Event>,
    pub(crate) finished: bool,
}

impl Case {
    /// Whether it had ended when a day began.
    pub(crate) fn is_over_by(&self, day: i64) -> bool {
        self.finished && self.events.iter().all(|event| event.moment < day * DAY)
    }

    /// How many events of the log tell of it.
    pub(crate) fn told(&self) -> u64 {
        let done: u64 = self.events.iter().map(Event::told).sum();
        done + u64::from(self.open.is_some())
    }
}

/// One procedure in one life of the county.
#[derive(Clone, Copy)]
pub(crate) struct Life<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) at: usize,
    /// What the days of this life are drawn from: an officer's good and bad ones.
    pub(crate) days: u64,
}

/// The habits that lie in an officer's day.
#[derive(Clone, Copy)]
enum Habit {
    Jump,
    Slow,
    Miss,
    MissPlanned,
    SendBack,
}

impl Life<'_> {
    /// Draws one case.
    pub(crate) fn case(&self, season: &[f64], chance: &mut Chance) -> Case {
        let procedure = &self.plan.procedures[self.at];
        let applicant = if chance.yes(procedure.regulars_share) {
            Some(procedure.regulars[chance.by_weight(&procedure.regular_weights)])
        } else {
            None
        };
        let day = chance.by_weight(season) as i64;
        self.case_of(applicant, day, chance)
    }

    /// Draws one case that this applicant, or somebody who comes once, begins on this day.
    pub(crate) fn case_of(&self, applicant: Option<usize>, day: i64, chance: &mut Chance) -> Case {
        let (plan, at) = (self.plan, self.at);
        let steps = &plan.procedures[at].steps;
        let mut now = office_hour(chance, day);
        // What came by day is registered in one second of the night.
        if steps[0].officers.first() == Some(&IMPORT) {
            now = day * DAY + 2 * 3_600 + 7;
        }

        // Who handles what is settled first, for what is left out depends on who came before it.
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
                Some((procedure, of, officer, share))
                    if (procedure, of) == (at, index) && chance.yes(share) =>
                {
                    Some(officer)
                }
                _ if step.officers.is_empty() => None,
                _ => Some(step.officers[chance.by_weight(&step.weights)]),
            });
        }
        let main: Vec<usize> = (0..steps.len())
            .filter(|it| steps[*it].part >= 1.0 && !steps[*it].only_rework)
            .collect();
        // Whoever did the step before hands the case on past the next one; the last step is never left out.
        for three in main.windows(3) {
            let queued = matches!(steps[three[1]].pace, Pace::Queue(_));
            if let (true, true, Some(officer)) = (queued, has[three[0]], hands[three[0]])
                && chance.yes(plan.officers[officer].skip)
            {
                has[three[1]] = false;
            }
        }

        let mut case = Case {
            applicant,
            events: Vec::new(),
            open: None,
            finished: false,
        };
        for (index, step) in steps.iter().enumerate() {
            if !has[index] {
                continue;
            }
            let mut hand = hands[index];
            now = self.pass(index, now, &mut hand, &mut case, chance);
            if let (Some(fix), Some(officer)) = (step.fix, hand)
                && self.does(officer, Habit::SendBack, now.div_euclid(DAY), chance)
            {
                now = self.pass(fix, now, &mut None, &mut case, chance);
                now = self.pass(index, now, &mut Some(officer), &mut case, chance);
            }
        }
        case.finished = now < DAYS * DAY;
        let over = case.events.iter().find(|event| event.moment >= DAYS * DAY);
        let handed = |event: &&Event| event.handed.is_some_and(|handed| handed < DAYS * DAY);
        case.open = over.filter(handed).cloned();
        case.events.retain(|event| event.moment < DAYS * DAY);
        case
    }

    /// Whether an officer's habit shows. On some days it shows in all that is done, on others in nothing: of two cases of one day
    /// both show it, or neither, as often as the officer's correlation says.
    fn does(&self, officer: usize, habit: Habit, day: i64, chance: &mut Chance) -> bool {
        let it = &self.plan.officers[officer];
        let share = match habit {
            Habit::Jump => it.jump,
            Habit::Slow => it.slow,
            Habit::Miss => it.miss,
            Habit::MissPlanned => it.miss_planned,
            Habit::SendBack => it.send_back,
        };
        if chance.yes(it.alike.sqrt()) {
            let stream = (day as u64) << 24 | (officer as u64) << 4 | habit as u64;
            Chance::new(self.days, stream).yes(share)
        } else {
            chance.yes(share)
        }
    }

    /// A step is passed; answers when. `hand` is changed where somebody is alone that month.
    fn pass(
        &self,
        index: usize,
        now: i64,
        hand: &mut Option<usize>,
        case: &mut Case,
        chance: &mut Chance,
    ) -> i64 {
        let procedure = &self.plan.procedures[self.at];
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
                let wait = self.wait(index, days, *hand, case.applicant, today, chance);
                settle(step, now, wait, *hand, chance)
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
        let planned = match *hand {
            Some(officer) if step.planned && chance.yes(0.8) => {
                let late = self.does(officer, Habit::MissPlanned, day, chance);
                Some(if late {
                    (day - chance.between(1, 9)).max(today)
                } else {
                    day + chance.between(0, 6)
                })
            }
            _ => None,
        };
        let between = (moment - now).max(0);
        case.events.push(Event {
            step: index,
            since: now,
            handed: step
                .assigned
                .then(|| now + chance.between(0, (between / 4).min(7_200))),
            begun: step
                .worked
                .then(|| moment - chance.between(0, (between / 4).min(2_400))),
            moment,
            officer: hand.filter(|_| !chance.yes(step.unnamed)),
            due: step.limit.map(|days| today + days),
            planned,
        });
        moment
    }

    /// How many days a case lies in a queue.
    fn wait(
        &self,
        index: usize,
        days: f64,
        hand: Option<usize>,
        applicant: Option<usize>,
        today: i64,
        chance: &mut Chance,
    ) -> f64 {
        let step = &self.plan.procedures[self.at].steps[index];
        let queue = step.queue(days, today);
        let Some(number) = hand else {
            return queue;
        };
        let jumps = match applicant.and_then(|it| self.plan.applicants[it].jump) {
            Some((procedure, share)) if procedure == self.at => chance.yes(share),
            _ => self.does(number, Habit::Jump, today, chance),
        };
        if jumps {
            return 0.02 * queue;
        }
        let officer = &self.plan.officers[number];
        let mut wait = queue * officer.pace * chance.lognormal(0.16);
        if self.does(number, Habit::Slow, today, chance) {
            wait *= officer.slow_times * chance.range(0.9, 1.2);
        } else if let Some(limit) = step.limit {
            wait = if self.does(number, Habit::Miss, today, chance) {
                limit as f64 * chance.range(1.15, 2.0)
            } else {
                wait.min(limit as f64 - 1.5)
            };
        }
        wait
    }
}

/// The moment a wait ends: on an open day, in office hours, in the manner the unit stamps.
fn settle(step: &Step, now: i64, wait: f64, hand: Option<usize>, chance: &mut Chance) -> i64 {
    let today = now.div_euclid(DAY);
    let mut day = open_from((now + (wait * DAY as f64) as i64).div_euclid(DAY));
    if let (true, Some(officer)) = (step.weekly, hand) {
        // Saturday for one, Sunday for the next; closed, it waits a week.
        while weekday(day) != officer as i64 % 5 || is_closed(day) {
            day += 1;
        }
    }
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
