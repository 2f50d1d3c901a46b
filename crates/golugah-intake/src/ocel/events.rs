//! Events as they come: whole, or first announced and then told piece by piece.

use golugah_records::{EventColumns, EventRow, NO_ENTRY, Timestamp};

use super::keys::OfEvent;
use super::store::{Described, ObjectStore, State, begin, short, unfit};

impl ObjectStore<'_> {
    /// Takes an event with its relations.
    pub fn event(&mut self, event: &Described) {
        if let Some(number) = self.named(event) {
            self.detail(number, event);
            for object in &event.objects {
                self.relate(number, object, event.line);
            }
        }
    }

    /// Takes an event of which only identifier and type are known yet, in its place among the others.
    pub fn announced(&mut self, event: &Described) {
        self.named(event);
    }

    /// Takes time and attributes of an event that was announced.
    pub fn detailed(&mut self, event: &Described) {
        match self.events.index.find(&self.events.pool, event.id.trim()) {
            Some(number) => self.detail(number, event),
            None => {
                let (id, kind) = (begin(&event.id), begin(&event.kind));
                let reason =
                    format!("`{id}` of the table of `{kind}` is no event of the log and is set aside");
                self.reject(event.line, reason);
            }
        }
    }

    /// Takes a relation between an event that was announced and an object.
    pub fn relation(&mut self, event: &str, object: &str, line: u64) {
        match self.events.index.find(&self.events.pool, event.trim()) {
            Some(number) => self.relate(number, object, line),
            None => {
                let (event, object) = (begin(event), begin(object));
                let reason = format!("the relation of `{object}` is set aside: there is no event `{event}`");
                self.reject(line, reason);
            }
        }
    }

    fn named(&mut self, event: &Described) -> Option<u32> {
        let line = event.line;
        if let Some(fault) = unfit(&event.id).or_else(|| unfit(&event.kind)) {
            self.reject(
                line,
                format!("an event is set aside: its identifier or type {fault}"),
            );
            return None;
        }
        let number = self.events.number(&event.id);
        let number = self.full(number, "events")?;
        let id = begin(&event.id);
        if number == NO_ENTRY {
            self.reject(line, "an event is set aside: it has no identifier".to_owned());
            return None;
        }
        if (number as usize) < self.rows.len() {
            let reason = format!("event `{id}` stands a second time and is set aside; the first one stands");
            self.reject(line, reason);
            return None;
        }
        let activity = self.activities.number(&event.kind);
        let activity = self.full(activity, "types of events")?;
        self.rows.push(EventRow {
            activity,
            resource: NO_ENTRY,
            group: NO_ENTRY,
            lifecycle: EventColumns::NO_LIFECYCLE,
            instance: 0,
            time: Timestamp::utc(0),
            due: None,
            planned: None,
            finished: None,
            line: short(line),
        });
        self.states.push(State::Announced);
        if activity == NO_ENTRY {
            self.reject(
                line,
                format!("event `{id}` is set aside: it has no type, which is the step"),
            );
            self.states[number as usize] = State::Refused;
            return None;
        }
        Some(number)
    }

    fn detail(&mut self, number: u32, event: &Described) {
        let at = number as usize;
        let id = begin(&event.id);
        if self.states[at] != State::Announced || event.time.trim().is_empty() {
            return;
        }
        let Some(time) = Timestamp::parse(&event.time) else {
            let found = begin(&event.time);
            let reason = format!(
                "event `{id}` is set aside: its time is `{found}`; expected a moment such as 2024-03-20T09:30:00+03:30"
            );
            self.states[at] = State::Refused;
            return self.reject(event.line, reason);
        };
        self.rows[at].time = time;
        self.states[at] = State::Whole;
        let mut ranks = [usize::MAX; 2];
        for one in &event.traits {
            if unfit(&one.value).is_some() {
                let name = begin(&one.name);
                self.reject(
                    event.line,
                    format!("the `{name}` of event `{id}` is too long; the event is kept without it"),
                );
                continue;
            }
            let Some(kind) = OfEvent::of(one.name.trim()) else {
                continue;
            };
            let names = match kind {
                OfEvent::Resource(_) => &mut self.people,
                OfEvent::Group(_) => &mut self.groups,
                OfEvent::Lifecycle => &mut self.lifecycles,
                OfEvent::Due => {
                    self.rows[at].due = Timestamp::parse(&one.value);
                    continue;
                }
                OfEvent::Planned => {
                    self.rows[at].planned = Timestamp::parse(&one.value);
                    continue;
                }
                OfEvent::Finished => {
                    self.rows[at].finished = Timestamp::parse(&one.value);
                    continue;
                }
            };
            let number = names.number(&one.value);
            let Some(found) = self.full(number, "names of people, groups or life cycles") else {
                return;
            };
            let row = &mut self.rows[at];
            match kind {
                OfEvent::Resource(rank) if rank < ranks[0] && found != NO_ENTRY => {
                    (ranks[0], row.resource) = (rank, found);
                }
                OfEvent::Group(rank) if rank < ranks[1] && found != NO_ENTRY => {
                    (ranks[1], row.group) = (rank, found);
                }
                OfEvent::Lifecycle => {
                    row.lifecycle = u16::try_from(found).unwrap_or(EventColumns::NO_LIFECYCLE);
                }
                _ => {}
            }
        }
    }
}
