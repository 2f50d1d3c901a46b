//! Stamps that say when a step was recorded, and not when it was done.

use std::collections::HashMap;

use super::officers::is_nobody;
use super::{EventColumns, EventLog};

/// So many different steps of one case, recorded by one officer
const STEPS: usize = 5;
/// within so many milliseconds, are no work but its record. (In a real log of building permits a third of all steps were recorded so.)
const SITTING: i64 = 3 * 60_000;

/// A step that stands in such sittings in at least so many tenths of its doings
const HABIT: usize = 9;
/// of at least so many, is written by a form or a program together with others: that is how it is done, and its stamp is true.
const ENOUGH: usize = 20;

/// Fewer cases that have both steps do not show that one of them tells the day of the other.
const PAIRS: u32 = 20;
/// More different steps than these has no office's case; comparing all with all would take too long.
const WIDEST: usize = 200;
/// The most pairs of steps that are looked at.
const MOST_PAIRS: usize = 1 << 20;

/// Marks the events of sittings in which an officer recorded many steps of a case at once.
///
/// A doing that nobody is named for, or that bears a day and no time, is in no sitting. Steps that nearly always are recorded together, as
/// those that one button of a program completes, make no sitting and are in none.
pub(super) fn mark_sittings(log: &mut EventLog) {
    let known = vec![false; log.activities.len()];
    let sat = sittings(log, &known);
    if !sat.contains(&true) {
        return;
    }
    let mut counts = vec![(0_usize, 0_usize); log.activities.len()];
    for (event, sat) in sat.iter().enumerate() {
        if is_done(log, event) {
            let count = &mut counts[log.events.activity[event] as usize];
            count.0 += 1;
            count.1 += usize::from(*sat);
        }
    }
    let together: Vec<bool> = counts
        .iter()
        .map(|(all, sat)| *all >= ENOUGH && sat * 10 >= all * HABIT)
        .collect();
    let sat = sittings(log, &together);
    for (flags, sat) in log.events.flags.iter_mut().zip(sat) {
        *flags |= if sat { EventColumns::TYPED_IN } else { 0 };
    }
}

/// Whether the event is a doing of its step, and no other word of its life cycle.
fn is_done(log: &EventLog, event: usize) -> bool {
    let instance = log.events.instance.get(event);
    instance.is_none_or(|completes| *completes as usize == event)
}

/// Per event, whether it lies in a sitting; those of the steps that are `together` anyway do not count.
fn sittings(log: &EventLog, together: &[bool]) -> Vec<bool> {
    let columns = &log.events;
    let mut sat = vec![false; log.event_count()];
    // What a program does at once it does at that moment.
    let nobody: Vec<bool> = log.resources.iter().map(is_nobody).collect();
    // How often each step stands in the window that is looked at.
    let mut times = vec![0_u32; log.activities.len()];
    let mut clocked: Vec<usize> = Vec::new();
    for case in 0..log.case_count() {
        let events = log.events_of(case);
        if events.len() < STEPS {
            continue;
        }
        clocked.clear();
        clocked.extend(events.filter(|event| {
            nobody.get(columns.resource[*event] as usize) == Some(&false)
                && !together[columns.activity[*event] as usize]
                && !log.has(*event, EventColumns::DATE_ONLY)
                && is_done(log, *event)
        }));
        // Stable: those of one officer stay in order of time.
        clocked.sort_by_key(|event| columns.resource[*event]);
        for of_officer in clocked.chunk_by(|a, b| columns.resource[*a] == columns.resource[*b]) {
            let step = |place: usize| columns.activity[of_officer[place]] as usize;
            let time = |place: usize| columns.millis[of_officer[place]];
            let (mut first, mut different, mut marked) = (0, 0_usize, 0);
            for last in 0..of_officer.len() {
                times[step(last)] += 1;
                different += usize::from(times[step(last)] == 1);
                while time(last) - time(first) > SITTING {
                    times[step(first)] -= 1;
                    different -= usize::from(times[step(first)] == 0);
                    first += 1;
                }
                if different >= STEPS {
                    for event in &of_officer[marked.max(first)..=last] {
                        sat[*event] = true;
                    }
                    marked = last + 1;
                }
            }
            for place in first..of_officer.len() {
                times[step(place)] = 0;
            }
        }
    }
    sat
}

/// A step that stands once in a case, with its day.
struct Once {
    step: u32,
    event: usize,
    day: i64,
}

/// Marks the events whose day another step of the case tells otherwise.
///
/// Such a step bears days and no times (*date of sending*), and in most cases that have both it bears the day of the other (*sent*). Where it
/// bears an earlier day although it says that it was filled in no earlier than the other was recorded, the two are two dates of one act.
pub(super) fn mark_other_days(log: &mut EventLog, finished: &[Option<i64>]) {
    if finished.is_empty() {
        return;
    }
    let mut pairs: HashMap<(u32, u32), (u32, u32)> = HashMap::new();
    let mut doubts: Vec<(usize, (u32, u32))> = Vec::new();
    for case in 0..log.case_count() {
        let (clocked, dated) = once_each(log, case);
        if clocked.len() + dated.len() > WIDEST {
            continue;
        }
        for act in &clocked {
            for date in &dated {
                let pair = (act.step, date.step);
                if pairs.len() >= MOST_PAIRS && !pairs.contains_key(&pair) {
                    continue;
                }
                let count = pairs.entry(pair).or_default();
                count.0 += 1;
                count.1 += u32::from(act.day == date.day);
                let filled_in = finished.get(date.event).copied().flatten();
                if date.day < act.day && filled_in.is_some_and(|filled_in| filled_in >= act.day) {
                    doubts.push((act.event, pair));
                }
            }
        }
    }
    for (event, pair) in doubts {
        let is_told = pairs
            .get(&pair)
            .is_some_and(|(both, alike)| *both >= PAIRS && alike * 2 >= *both);
        if is_told {
            log.events.flags[event] |= EventColumns::OTHER_DAY;
        }
    }
}

/// The steps of a case that were done once: those with a time of day, and those with a day alone.
fn once_each(log: &EventLog, case: usize) -> (Vec<Once>, Vec<Once>) {
    let mut of_step: HashMap<u32, Option<usize>> = HashMap::new();
    for event in log.events_of(case).filter(|event| is_done(log, *event)) {
        of_step
            .entry(log.events.activity[event])
            .and_modify(|once| *once = None)
            .or_insert(Some(event));
    }
    let mut once: Vec<Once> = of_step
        .into_iter()
        .filter_map(|(step, event)| {
            event.map(|event| Once {
                step,
                event,
                day: log.time(event).local_day(),
            })
        })
        .collect();
    once.sort_unstable_by_key(|once| once.event);
    once.into_iter()
        .partition(|once| !log.has(once.event, EventColumns::DATE_ONLY))
}
