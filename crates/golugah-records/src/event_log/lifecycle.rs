//! Life cycles: which events tell of one doing of a step.
//!
//! A workflow engine writes several events for one doing: scheduled, assigned, started, suspended, completed. Who counts
//! events there counts a step that was done once as done four times. So the events of each doing, an *instance*, are
//! found once when the log is made, and what is measured is measured on instances.

use std::collections::{HashMap, VecDeque};

use super::{EventColumns, EventLog, NO_ENTRY};

/// What an event says of the doing it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// It can be done from now on.
    Enabled,
    /// It is somebody's from now on.
    Given,
    /// Work on it began.
    Started,
    /// Something happened while it was open: a pause, its end, or a word that the standard does not have.
    During,
    /// It was done.
    Done,
    /// It ended without being done.
    Dropped,
}

/// The transitions of the standard model (IEEE 1849-2016, lifecycle extension).
const WORDS: [(&str, Phase); 12] = [
    ("schedule", Phase::Enabled),
    ("assign", Phase::Given),
    ("reassign", Phase::Given),
    ("start", Phase::Started),
    ("suspend", Phase::During),
    ("resume", Phase::During),
    ("complete", Phase::Done),
    ("withdraw", Phase::Dropped),
    ("autoskip", Phase::Dropped),
    ("manualskip", Phase::Dropped),
    ("ate_abort", Phase::Dropped),
    ("pi_abort", Phase::Dropped),
];

impl Phase {
    /// Without regard to case. A word beside those of the model says of no doing that it was done: to count one too few accuses
    /// nobody.
    fn of(word: &str) -> Self {
        Self::known(word).unwrap_or(Self::During)
    }

    /// None of a word that the standard model does not have.
    fn known(word: &str) -> Option<Self> {
        let known = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
        known.map(|known| known.1)
    }
}

/// The phase of every word of the log; `None` where the log tells of no life cycle, for its events have no word,
/// `complete` alone, or words of the publisher's own.
fn phases(log: &EventLog) -> Option<Vec<Phase>> {
    let mut used = vec![false; log.lifecycles.len()];
    for word in &log.events.lifecycle {
        if let Some(used) = used.get_mut(usize::from(*word)) {
            *used = true;
        }
    }
    let words = || log.lifecycles.iter().zip(&used).filter(|word| *word.1);
    let completes = words().any(|(word, _)| Phase::of(word) == Phase::Done);
    let others = words().any(|(word, _)| Phase::known(word).is_some_and(|phase| phase != Phase::Done));
    (completes && others).then(|| log.lifecycles.iter().map(Phase::of).collect())
}

/// Per event, the number of the event that completes the instance it belongs to, or [`NO_ENTRY`] where nothing does;
/// empty where every event is an instance of its own.
///
/// `labels` has the publisher's own mark of the instance (`concept:instance`) per event, 0 where there is none; it is
/// empty where no event has one.
pub(super) fn instances(log: &EventLog, labels: &[u64]) -> Vec<u32> {
    let Some(phases) = phases(log) else {
        return Vec::new();
    };
    let mut found = vec![NO_ENTRY; log.event_count()];
    for case in 0..log.case_count() {
        let mut open = OpenCase::default();
        let events = log.events_of(case);
        for event in events.clone() {
            let columns = &log.events;
            // An event without a word tells of a step that was done, as in logs without life cycles.
            let phase = match columns.lifecycle[event] {
                EventColumns::NO_LIFECYCLE => Phase::Done,
                word => phases[usize::from(word)],
            };
            let label = labels.get(event).copied().unwrap_or_default();
            let number = u32::try_from(event).unwrap_or(NO_ENTRY);
            open.take(
                phase,
                columns.activity[event],
                columns.resource[event],
                label,
                number,
            );
        }
        for (event, item) in events.zip(&open.item_of) {
            if let Some(item) = open.items.get(*item as usize) {
                found[event] = item.done;
            }
        }
    }
    found
}

/// Where an instance stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Standing {
    Waiting,
    Running,
    Closed,
}

struct Item {
    standing: Standing,
    officer: u32,
    /// The event that completed it.
    done: u32,
}

/// Stands for "by anybody" in a queue's key.
const ANYBODY: u32 = NO_ENTRY - 1;

/// The instances of one case, in the order in which they were met.
///
/// A hostile case may hold a million open instances, so none is looked for by walking: each stands in queues by step
/// and officer, and is dropped from them when it is met there and has moved on.
#[derive(Default)]
struct OpenCase {
    items: Vec<Item>,
    /// Per event of the case, its item; [`NO_ENTRY`] for none.
    item_of: Vec<u32>,
    /// How many are not closed.
    open: usize,
    queues: HashMap<(u32, u32, Standing), VecDeque<u32>>,
    labelled: HashMap<(u32, u64), u32>,
}

impl OpenCase {
    fn take(&mut self, phase: Phase, step: u32, officer: u32, label: u64, event: u32) {
        let known = if self.open == 0 {
            None
        } else if label != 0 {
            // Without its own mark among the open ones it is as if it had none.
            self.labelled
                .remove(&(step, label))
                .or_else(|| self.unmarked(phase, step, officer))
        } else {
            self.unmarked(phase, step, officer)
        };
        let item = match (phase, known) {
            (_, Some(item)) => item,
            // Nothing is open that could be paused or dropped.
            (Phase::During | Phase::Dropped, None) => {
                self.item_of.push(NO_ENTRY);
                return;
            }
            (_, None) => self.begin(),
        };
        self.item_of.push(item);
        let (standing, officer) = match phase {
            Phase::Done | Phase::Dropped => {
                let item = &mut self.items[item as usize];
                item.standing = Standing::Closed;
                if phase == Phase::Done {
                    item.done = event;
                }
                self.open -= 1;
                return;
            }
            // Who schedules is seldom who will do it.
            Phase::Enabled => (Standing::Waiting, NO_ENTRY),
            Phase::Given => (Standing::Waiting, officer),
            Phase::Started => (Standing::Running, officer),
            Phase::During => {
                let item = &self.items[item as usize];
                (item.standing, item.officer)
            }
        };
        self.place(item, standing, step, officer, label);
    }

    /// A new item, which stands nowhere yet.
    fn begin(&mut self) -> u32 {
        self.open += 1;
        self.items.push(Item {
            standing: Standing::Closed,
            officer: NO_ENTRY,
            done: NO_ENTRY,
        });
        (self.items.len() - 1) as u32
    }

    /// Lets an item stand in its queues; one that the publisher marked is found by its mark alone.
    fn place(&mut self, number: u32, standing: Standing, step: u32, officer: u32, label: u64) {
        let item = &mut self.items[number as usize];
        let stays = item.standing == standing && item.officer == officer;
        (item.standing, item.officer) = (standing, officer);
        if label != 0 {
            self.labelled.insert((step, label), number);
        } else if !stays {
            for officer in [officer, ANYBODY] {
                self.queues
                    .entry((step, officer, standing))
                    .or_default()
                    .push_back(number);
            }
        }
    }

    /// The open instance without a mark that an event belongs to, first in, first out.
    fn unmarked(&mut self, phase: Phase, step: u32, officer: u32) -> Option<u32> {
        use Standing::Waiting;
        match phase {
            Phase::Enabled => None,
            Phase::Given => self
                .oldest(step, NO_ENTRY, Waiting)
                .or_else(|| self.oldest(step, ANYBODY, Waiting)),
            Phase::Started => self
                .oldest(step, officer, Waiting)
                .or_else(|| self.oldest(step, ANYBODY, Waiting)),
            Phase::During => self.running(step, officer),
            Phase::Done | Phase::Dropped => self
                .running(step, officer)
                .or_else(|| self.oldest(step, officer, Waiting))
                .or_else(|| self.oldest(step, ANYBODY, Waiting)),
        }
    }

    /// What this officer works on; where the event or the start names nobody, whatever is worked on.
    fn running(&mut self, step: u32, officer: u32) -> Option<u32> {
        let anybody = if officer == NO_ENTRY { ANYBODY } else { NO_ENTRY };
        self.oldest(step, officer, Standing::Running)
            .or_else(|| self.oldest(step, anybody, Standing::Running))
    }

    fn oldest(&mut self, step: u32, officer: u32, standing: Standing) -> Option<u32> {
        let queue = self.queues.get_mut(&(step, officer, standing))?;
        while let Some(number) = queue.front() {
            let item = &self.items[*number as usize];
            if item.standing == standing && (officer == ANYBODY || item.officer == officer) {
                return Some(*number);
            }
            queue.pop_front();
        }
        None
    }
}
