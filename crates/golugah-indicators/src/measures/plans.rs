//! Planned dates that nobody can be held to.

use golugah_records::{EventLog, NO_TIME};
use hashbrown::{HashMap, HashSet};

use super::DAY;

/// Seven days: who works on one day of the week waits at most so long for it.
const WEEK: i64 = 7 * DAY as i64;

/// From how much on a date is taken for one that was set by something else.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The share of a step's doings on one day of the week.
    pub(crate) fixed_day_share: f64,
    /// The fewest doings that show such a habit.
    pub(crate) fixed_day_doings: u64,
    /// The fewest cases that have one planned moment in common.
    pub(crate) one_date_cases: u64,
}

/// What all of a log says of its planned dates.
pub(crate) struct Plans<'l> {
    log: &'l EventLog,
    /// Per case, when it began.
    begun: &'l [i64],
    /// Per step, whether it is done on one day of the week.
    fixed_day: Vec<bool>,
    /// The moments that most planned doings of a step have in common, by step.
    for_all: HashSet<(u32, i64)>,
}

impl<'l> Plans<'l> {
    pub(crate) fn of(log: &'l EventLog, begun: &'l [i64], limits: Limits) -> Self {
        let columns = &log.events;
        let mut weekdays = vec![[0_u64; 7]; log.activities.len()];
        let mut planned = vec![0_u64; log.activities.len()];
        // The cases of each moment come one behind the other, so that the last one is all that need be known.
        let mut moments: HashMap<(u32, i64), (u64, u64, u32)> = HashMap::new();
        for event in 0..log.event_count() {
            let step = columns.activity[event];
            weekdays[step as usize][weekday(log, event)] += 1;
            let moment = columns.planned[event];
            if moment == NO_TIME {
                continue;
            }
            planned[step as usize] += 1;
            let case = columns.case[event];
            let (doings, cases, last) = moments.entry((step, moment)).or_insert((0, 0, u32::MAX));
            *doings += 1;
            *cases += u64::from(*last != case);
            *last = case;
        }
        let fixed = |days: &[u64; 7]| {
            let all: u64 = days.iter().sum();
            let most = days.iter().max().copied().unwrap_or_default();
            all >= limits.fixed_day_doings && most as f64 >= limits.fixed_day_share * all as f64
        };
        let common = moments.into_iter().filter(|((step, _), (doings, cases, _))| {
            *cases >= limits.one_date_cases && doings * 2 > planned[*step as usize]
        });
        Self {
            log,
            begun,
            fixed_day: weekdays.iter().map(fixed).collect(),
            for_all: common.map(|(key, _)| key).collect(),
        }
    }

    /// Why the planned date of an event, missed by so many milliseconds, is none to hold anybody to.
    pub(crate) fn doubt(&self, event: usize, late: i64) -> Option<&'static str> {
        let columns = &self.log.events;
        let step = columns.activity[event];
        // A case whose first event is this one may have begun at any time before.
        let first = self.begun[columns.case[event] as usize];
        let older = self.log.planned_end(event).is_some_and(|planned| planned < first);
        if older && first < columns.millis[event] {
            Some("planned_before_the_case")
        } else if self.for_all.contains(&(step, columns.planned[event])) {
            Some("one_date_for_all")
        } else if (1..WEEK).contains(&late) && self.fixed_day[step as usize] {
            Some("fixed_day")
        } else {
            None
        }
    }
}

/// Days since 1970, of the event's own clock, modulo seven.
fn weekday(log: &EventLog, event: usize) -> usize {
    log.time(event).local_day().rem_euclid(7) as usize
}
