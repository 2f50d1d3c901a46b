use golugah_records::{EventColumns, EventLog, NO_TIME};
use hashbrown::HashMap;

/// Milliseconds of a day.
pub(crate) const DAY: f64 = 86_400_000.0;

/// The shortest wait in days that two moments allow: what began on some day may have begun at its end.
pub(crate) fn least_days(began: i64, ended: i64, began_on_a_day: bool) -> f64 {
    (ended - began) as f64 / DAY - f64::from(u8::from(began_on_a_day))
}

/// One case waiting for a step: from when it could be done to when it was begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    /// The step waited for, by the event that completes it.
    pub(crate) event: usize,
    /// The step before it: the last one of the case that was done when this one began.
    pub(crate) after: usize,
    /// When the wait began, in milliseconds: when the log says that the step could be done, else when the step before
    /// it was done.
    pub(crate) began: i64,
    /// When it ended: when the step was begun, else, where the log does not say, when it was done.
    pub(crate) ended: i64,
    /// Whether the first of the two is a day and no time.
    pub(crate) began_on_a_day: bool,
    /// Whether the second is.
    pub(crate) ended_on_a_day: bool,
    /// Whether one of the two is the stamp of a sitting in which much was recorded at once: then how long it was is not known.
    pub(crate) typed_in: bool,
}

impl Passage {
    /// Two events at one instant do not say which came first, nor how long it took.
    pub(crate) fn is_ordered(&self) -> bool {
        self.ended > self.began
    }

    /// The order in which cases came and went is known where both stamps have a time of day.
    pub(crate) fn has_times(&self) -> bool {
        self.is_ordered() && !self.began_on_a_day && !self.ended_on_a_day
    }

    pub(crate) fn least_days(&self) -> f64 {
        least_days(self.began, self.ended, self.began_on_a_day)
    }
}

/// The wait for a step of a case, where a step was done before it.
pub(crate) fn passage_to(log: &EventLog, event: usize) -> Option<Passage> {
    let columns = &log.events;
    let known = |moments: &[i64], flag: u16| {
        let moment = moments.get(event).copied().filter(|moment| *moment != NO_TIME);
        moment.map(|moment| (moment, log.has(event, flag)))
    };
    let done = |event: usize| (columns.millis[event], log.has(event, EventColumns::DATE_ONLY));
    let started = known(&columns.started, EventColumns::STARTED_DATE_ONLY);
    let (ended, ended_on_a_day) = started.unwrap_or_else(|| done(event));
    let earlier = log.events_of(columns.case[event] as usize).start..event;
    // Steps done while this one was under way did not keep it waiting.
    let before = columns.millis[earlier.clone()].partition_point(|millis| *millis <= ended);
    let after = (earlier.start + before)
        .checked_sub(1)
        .filter(|after| earlier.contains(after))?;
    let enabled =
        known(&columns.enabled, EventColumns::ENABLED_DATE_ONLY).filter(|(enabled, _)| *enabled <= ended);
    let (began, began_on_a_day) = enabled.unwrap_or_else(|| done(after));
    let typed_in = |event: usize| log.has(event, EventColumns::TYPED_IN);
    Some(Passage {
        event,
        after,
        began,
        ended,
        began_on_a_day,
        ended_on_a_day,
        typed_in: started.is_none() && typed_in(event) || enabled.is_none() && typed_in(after),
    })
}

/// Per step, whether of too few of the waits for it is known what must be known: less than this share of them.
///
/// What is left at such a step are the chance cases whose stamps differ; they say nothing of its work.
pub(crate) fn coarse_steps(
    log: &EventLog,
    edges: &[((u32, u32), Vec<Passage>)],
    share: f64,
    known: impl Fn(&Passage) -> bool,
) -> Vec<bool> {
    let mut of_step = vec![(0_usize, 0_usize); log.activities.len()];
    for ((_, to), passages) in edges {
        let count = &mut of_step[*to as usize];
        let stamped = passages.iter().filter(|passage| !passage.typed_in);
        count.0 += stamped.clone().count();
        count.1 += stamped.filter(|passage| known(passage)).count();
    }
    let is_coarse = |(all, known): (usize, usize)| (known as f64) < share * all as f64;
    of_step.into_iter().map(is_coarse).collect()
}

/// Who kept a case waiting, as far as the log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// Nothing says when it was handed to whom: the wait cannot be split, and lies in the step's queue.
    Whole,
    /// Before it was handed to anybody.
    Queued,
    /// From the hand-over on it lay with one officer.
    Held,
}

/// A part of a wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waited {
    pub(crate) part: Part,
    pub(crate) began: i64,
    pub(crate) began_on_a_day: bool,
    pub(crate) ended: i64,
    pub(crate) ended_on_a_day: bool,
}

impl Waited {
    pub(crate) fn least_days(&self) -> f64 {
        least_days(self.began, self.ended, self.began_on_a_day)
    }
}

impl Passage {
    /// The wait, split where the case was handed to somebody.
    pub(crate) fn parts(&self, log: &EventLog) -> Vec<Waited> {
        let whole = Waited {
            part: Part::Whole,
            began: self.began,
            began_on_a_day: self.began_on_a_day,
            ended: self.ended,
            ended_on_a_day: self.ended_on_a_day,
        };
        let handed = log.events.handed.get(self.event).copied();
        let Some(handed) = handed.filter(|handed| *handed != NO_TIME && *handed <= self.ended) else {
            return vec![whole];
        };
        let on_a_day = log.has(self.event, EventColumns::HANDED_DATE_ONLY);
        let held = Waited {
            part: Part::Held,
            began: handed,
            began_on_a_day: on_a_day,
            ..whole
        };
        // That it was handed over is often all that says that it could be done: then it lay there since the step before.
        let (began, began_on_a_day) = if self.began < handed {
            (self.began, self.began_on_a_day)
        } else {
            let on_a_day = log.has(self.after, EventColumns::DATE_ONLY);
            (log.events.millis[self.after], on_a_day)
        };
        // Handed over at once, it never lay in the queue.
        if handed <= began {
            return vec![held];
        }
        let queued = Waited {
            part: Part::Queued,
            began,
            began_on_a_day,
            ended: handed,
            ended_on_a_day: on_a_day,
        };
        vec![queued, held]
    }
}

/// Every passage of a log, by the pair of steps it joins, in order of the pairs' numbers in the log.
pub(crate) fn passages_by_edge(log: &EventLog) -> Vec<((u32, u32), Vec<Passage>)> {
    let mut edges: HashMap<(u32, u32), Vec<Passage>> = HashMap::new();
    for passage in (0..log.event_count()).filter_map(|event| passage_to(log, event)) {
        let edge = (
            log.events.activity[passage.after],
            log.events.activity[passage.event],
        );
        edges.entry(edge).or_default().push(passage);
    }
    let mut edges: Vec<_> = edges.into_iter().collect();
    edges.sort_unstable_by_key(|(edge, _)| *edge);
    edges
}
