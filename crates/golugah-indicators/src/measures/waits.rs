use golugah_records::{EventColumns, EventLog};
use hashbrown::HashMap;

/// Milliseconds of a day.
pub(crate) const DAY: f64 = 86_400_000.0;

/// One case going from one event to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    /// The later event; the earlier one is the one before it.
    pub(crate) event: usize,
    /// When the earlier one happened, in milliseconds.
    pub(crate) began: i64,
    /// When the later one did.
    pub(crate) ended: i64,
    /// Whether the earlier stamp names a day and no time.
    pub(crate) began_on_a_day: bool,
    /// Whether the later one does.
    pub(crate) ended_on_a_day: bool,
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

    /// The shortest wait in days that the stamps allow: what began on some day may have begun at its end.
    pub(crate) fn least_days(&self) -> f64 {
        (self.ended - self.began) as f64 / DAY - f64::from(u8::from(self.began_on_a_day))
    }
}

/// Every passage of a log, by the pair of steps it joins, in order of the pairs' numbers in the log.
pub(crate) fn passages_by_edge(log: &EventLog) -> Vec<((u32, u32), Vec<Passage>)> {
    let mut edges: HashMap<(u32, u32), Vec<Passage>> = HashMap::new();
    for case in 0..log.case_count() {
        for event in log.events_of(case).skip(1) {
            let edge = (log.events.activity[event - 1], log.events.activity[event]);
            let (began, ended) = (log.events.millis[event - 1], log.events.millis[event]);
            let on_a_day = |event| log.has(event, EventColumns::DATE_ONLY);
            edges.entry(edge).or_default().push(Passage {
                event,
                began,
                ended,
                began_on_a_day: on_a_day(event - 1),
                ended_on_a_day: on_a_day(event),
            });
        }
    }
    let mut edges: Vec<_> = edges.into_iter().collect();
    edges.sort_unstable_by_key(|(edge, _)| *edge);
    edges
}
