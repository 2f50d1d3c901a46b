//! How far a log's times can be relied on.
//!
//! Whatever is said of waits and of order stands on the stamps. Where they name a day and no time, or several events of a
//! case bear the same one, order and minutes are not known, and nobody may be held to them. (In a real log of building
//! permits 46 % of the stamps are midnights, and 46 % of neighbouring events bear equal ones.)

use golugah_records::{EventColumns, EventLog};
use serde::Serialize;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// What the stamps of some events are worth. Every number counts events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stamps {
    /// All of them.
    pub events: u64,
    /// Whose stamp names a day and no time.
    pub dates: u64,
    /// Whose stamp has a time of day, on a whole minute.
    pub whole_minutes: u64,
    /// Which have an event before them in their case.
    pub followers: u64,
    /// Of those, the ones of which the stamps do not say that they came later: they are equal, or the earlier one names
    /// the same day and no time.
    pub order_unknown: u64,
}

/// How far the times of a log can be relied on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Times {
    /// Of all events.
    #[serde(flatten)]
    pub all: Stamps,
    /// Events earlier than the one before them in the file.
    pub against_file: u64,
    /// Of each step, in order of name.
    pub steps: Vec<StepTimes>,
    /// Names in the officers' place that can be no persons, in order: fillers, software and accounts that many share.
    pub not_persons: Vec<String>,
}

/// How far the times of one step can be relied on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepTimes {
    /// The step.
    pub step: String,
    /// Of its events.
    #[serde(flatten)]
    pub stamps: Stamps,
}

/// Looks at the stamps of a log.
#[must_use]
pub fn times(log: &EventLog) -> Times {
    let mut of_step = vec![Stamps::default(); log.activities.len()];
    for event in 0..log.event_count() {
        let stamps = &mut of_step[log.events.activity[event] as usize];
        stamps.events += 1;
        if log.has(event, EventColumns::DATE_ONLY) {
            stamps.dates += 1;
        } else if log.events.millis[event].rem_euclid(MINUTE) == 0 {
            stamps.whole_minutes += 1;
        }
        if event > log.events_of(log.events.case[event] as usize).start {
            stamps.followers += 1;
            let least = if log.has(event - 1, EventColumns::DATE_ONLY) {
                DAY
            } else {
                0
            };
            let wait = log.events.millis[event] - log.events.millis[event - 1];
            stamps.order_unknown += u64::from(wait <= least);
        }
    }
    let mut all = Stamps::default();
    for stamps in &of_step {
        all.events += stamps.events;
        all.dates += stamps.dates;
        all.whole_minutes += stamps.whole_minutes;
        all.followers += stamps.followers;
        all.order_unknown += stamps.order_unknown;
    }
    let named = log.activities.iter().zip(of_step);
    let mut steps: Vec<StepTimes> = named
        .filter(|(_, stamps)| stamps.events > 0)
        .map(|(step, stamps)| StepTimes {
            step: step.to_owned(),
            stamps,
        })
        .collect();
    steps.sort_by(|left, right| left.step.cmp(&right.step));
    let mut used = vec![false; log.resources.len()];
    for officer in &log.events.resource {
        if let Some(used) = used.get_mut(*officer as usize) {
            *used = true;
        }
    }
    let officers = log.resources.iter().zip(log.persons()).zip(used);
    let mut not_persons: Vec<String> = officers
        .filter(|((_, person), used)| !person && *used)
        .map(|((name, _), _)| name.to_owned())
        .collect();
    not_persons.sort();
    Times {
        all,
        against_file: crate::figures::earlier_than_previous(log),
        steps,
        not_persons,
    }
}

impl Times {
    /// Whether people must be told before they read on: more than one stamp in ten is a date, or of more than one
    /// event in ten it is not known that it came later.
    #[must_use]
    pub fn are_coarse(&self) -> bool {
        self.all.dates * 10 > self.all.events || self.all.order_unknown * 10 > self.all.followers
    }
}
