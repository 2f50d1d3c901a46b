//! What was read of an object-centric log, in whatever form and order it came.

use std::collections::HashMap;

use golugah_records::{EventColumns, EventLog, EventRow, NO_ENTRY, StringPool};

use super::facts::Facts;
use super::keys::is_kept;
use crate::Reject;
use crate::xes::{Index, XesLimits};

/// How many events, objects or relations of a file are held at once.
const MOST: usize = 100_000_000;

/// A value of an event or an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trait {
    /// Its name.
    pub name: String,
    /// Since when it holds, where the log says so.
    pub time: String,
    /// The value.
    pub value: String,
}

/// An event or an object as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// Its identifier.
    pub id: String,
    /// Its type: of an event, the step.
    pub kind: String,
    /// When it happened; empty for objects.
    pub time: String,
    /// The values that are kept, see [`ObjectStore::keeps`].
    pub traits: Vec<Trait>,
    /// The identifiers of the objects that it concerns; empty for objects.
    pub objects: Vec<String>,
    /// Where it stands.
    pub line: u64,
}

impl Described {
    pub(super) fn clear(&mut self) {
        self.id.clear();
        self.kind.clear();
        self.time.clear();
        self.traits.clear();
        self.objects.clear();
        self.line = 0;
    }
}

/// Names with the numbers that they are known by.
pub(super) struct Names {
    pub(super) pool: StringPool,
    pub(super) index: Index,
}

impl Names {
    fn new(limit: usize) -> Self {
        Self {
            pool: StringPool::default(),
            index: Index::new(limit),
        }
    }

    /// The number of a name; [`NO_ENTRY`] for the empty one, `None` where there are too many.
    pub(super) fn number(&mut self, name: &str) -> Option<u32> {
        match name.trim() {
            "" => Some(NO_ENTRY),
            name => self.index.number(&mut self.pool, name),
        }
    }
}

/// What is known of an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Identifier and type, and not yet when it happened.
    Announced,
    Whole,
    /// It was set aside.
    Refused,
}

/// An object-centric log under construction.
pub struct ObjectStore<'r> {
    on_reject: &'r mut dyn FnMut(Reject),
    most_rejects: u64,
    rejected: u64,
    /// What there is too much of, and how many of it there may be.
    overflow: Option<(&'static str, u64)>,
    pub(super) events: Names,
    objects: Names,
    types: Names,
    pub(super) activities: Names,
    pub(super) people: Names,
    pub(super) groups: Names,
    pub(super) lifecycles: Names,
    pub(super) applicants: Names,
    pub(super) rows: Vec<EventRow>,
    pub(super) states: Vec<State>,
    /// The type of each object that was met, and its line.
    type_of: Vec<(u32, u32)>,
    pub(super) facts: HashMap<u32, Facts>,
    related: Vec<(u32, u32)>,
}

/// An object-centric log that was read to its end.
pub(super) struct Stored {
    /// The pools of the log that is to be.
    pub(super) log: EventLog,
    pub(super) rows: Vec<EventRow>,
    /// Of each row: type and time are known.
    pub(super) is_whole: Vec<bool>,
    /// The objects' identifiers, the number of each one's type, or [`NO_ENTRY`], and its line.
    pub(super) ids: StringPool,
    pub(super) type_of: Vec<(u32, u32)>,
    pub(super) types: StringPool,
    pub(super) facts: HashMap<u32, Facts>,
    /// Object and event, in order, each pair once; only of sound events and objects.
    pub(super) related: Vec<(u32, u32)>,
}

impl<'r> ObjectStore<'r> {
    pub(super) fn new(on_reject: &'r mut dyn FnMut(Reject), most_rejects: u64) -> Self {
        let limits = XesLimits::default();
        Self {
            on_reject,
            most_rejects,
            rejected: 0,
            overflow: None,
            events: Names::new(MOST),
            objects: Names::new(MOST),
            types: Names::new(limits.activities),
            activities: Names::new(limits.activities),
            people: Names::new(limits.people),
            groups: Names::new(limits.activities),
            lifecycles: Names::new(usize::from(EventColumns::NO_LIFECYCLE)),
            applicants: Names::new(limits.people),
            rows: Vec::new(),
            states: Vec::new(),
            type_of: Vec::new(),
            facts: HashMap::new(),
            related: Vec::new(),
        }
    }

    /// Whether an attribute of this name is kept; others need not be handed over.
    #[must_use]
    pub fn keeps(name: &str) -> bool {
        is_kept(name)
    }

    /// Sets something aside.
    pub fn reject(&mut self, line: u64, reason: String) {
        self.rejected += 1;
        if self.rejected > self.most_rejects {
            let what = "events, objects and relations that are set aside";
            self.overflow = Some((what, self.most_rejects));
        } else {
            (self.on_reject)(Reject { line, reason });
        }
    }

    /// Whether no more can be taken; the reader then stops.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.overflow.is_some()
    }

    /// What there is too much of, in words.
    pub(super) fn overflow(&self) -> Option<String> {
        let (what, most) = self.overflow?;
        Some(format!(
            "expected at most {most} {what}, found more; split the log, or export it again"
        ))
    }

    pub(super) fn full<T>(&mut self, number: Option<T>, what: &'static str) -> Option<T> {
        if number.is_none() {
            self.overflow = Some((what, MOST as u64));
        }
        number
    }

    /// Takes an object.
    pub fn object(&mut self, object: &Described) {
        let line = object.line;
        if let Some(fault) = unfit(&object.id).or_else(|| unfit(&object.kind)) {
            return self.reject(
                line,
                format!("an object is set aside: its identifier or type {fault}"),
            );
        }
        if object.kind.trim().is_empty() {
            let id = begin(&object.id);
            return self.reject(line, format!("object `{id}` is set aside: it has no type"));
        }
        let number = self.types.number(&object.kind);
        let Some(kind) = self.full(number, "types of objects") else {
            return;
        };
        let Some(number) = self.object_number(&object.id) else {
            return;
        };
        if number == NO_ENTRY {
            return self.reject(line, "an object is set aside: it has no identifier".to_owned());
        }
        let known = self.type_of[number as usize].0;
        if known != NO_ENTRY && known != kind {
            let (id, other) = (begin(&object.id), begin(&object.kind));
            let held = begin(self.types.pool.get(known).unwrap_or_default());
            let reason = format!(
                "object `{id}` was told to be of type `{held}` and is told again as `{other}`; the first one stands"
            );
            return self.reject(line, reason);
        }
        if known == NO_ENTRY {
            self.type_of[number as usize] = (kind, short(line));
        }
        for one in &object.traits {
            self.fact(number, one);
        }
    }

    fn object_number(&mut self, id: &str) -> Option<u32> {
        let number = self.objects.number(id);
        let number = self.full(number, "objects")?;
        if number != NO_ENTRY && number as usize >= self.type_of.len() {
            self.type_of.push((NO_ENTRY, 0));
        }
        Some(number)
    }

    pub(super) fn relate(&mut self, event: u32, object: &str, line: u64) {
        if let Some(fault) = unfit(object) {
            return self.reject(
                line,
                format!("a relation is set aside: the identifier of the object {fault}"),
            );
        }
        let Some(object) = self.object_number(object) else {
            return;
        };
        if self.related.len() >= MOST {
            self.overflow = Some(("relations of events and objects", MOST as u64));
        } else if object != NO_ENTRY {
            self.related.push((object, event));
        }
    }

    /// Sorts out what is not whole.
    pub(super) fn finish(mut self) -> Stored {
        for at in 0..self.rows.len() {
            if self.states[at] == State::Announced {
                let id = begin(self.events.pool.get(at as u32).unwrap_or_default());
                let line = self.rows[at].line;
                self.reject(line.into(), format!("event `{id}` is set aside: it has no time"));
            }
        }
        self.related.sort_unstable();
        self.related.dedup();
        let mut related = std::mem::take(&mut self.related);
        let mut unknown: Vec<(u32, u32)> = Vec::new();
        related.retain(|(object, event)| {
            let is_known = self.type_of[*object as usize].0 != NO_ENTRY;
            let is_whole = self.states[*event as usize] == State::Whole;
            if is_whole && !is_known {
                unknown.push((*event, *object));
            }
            is_whole && is_known
        });
        unknown.sort_unstable();
        for (event, object) in unknown {
            let line = self.rows[event as usize].line;
            let id = begin(self.events.pool.get(event).unwrap_or_default());
            let object = begin(self.objects.pool.get(object).unwrap_or_default());
            let reason = format!(
                "event `{id}` concerns `{object}`, which is not among the objects; the relation is set aside"
            );
            self.reject(line.into(), reason);
        }
        let log = EventLog {
            activities: self.activities.pool,
            resources: self.people.pool,
            groups: self.groups.pool,
            lifecycles: self.lifecycles.pool,
            applicants: self.applicants.pool,
            ..EventLog::default()
        };
        Stored {
            log,
            rows: self.rows,
            is_whole: self.states.iter().map(|state| *state == State::Whole).collect(),
            ids: self.objects.pool,
            type_of: self.type_of,
            types: self.types.pool,
            facts: self.facts,
            related,
        }
    }
}

/// Why a text is no name.
pub(super) fn unfit(text: &str) -> Option<String> {
    let most = XesLimits::default().value_bytes;
    (text.len() > most).then(|| format!("has {} bytes; expected at most {most}", text.len()))
}

/// The beginning of a hostile text.
pub(super) fn begin(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// A line number as the columns keep it.
pub(super) fn short(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX).min(u32::MAX - 1)
}
