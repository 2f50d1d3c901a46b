//! Which attributes are kept.

use crate::xes::{APPLICANT_KEYS, DUE_KEYS, FINISHED_KEYS, PLANNED_END_KEYS, RESPONSIBLE_KEYS};

/// Attributes of an event that name who did it; the first in this list that an event has is taken.
const RESOURCE_KEYS: [&str; 4] = ["org:resource", "resource", "officer", "user"];

/// Attributes of an event that name the unit that did it.
const GROUP_KEYS: [&str; 4] = ["org:group", "group", "org:role", "role"];

/// Attributes of an event that say where in its life cycle a doing of the step stands.
const LIFECYCLE_KEYS: [&str; 2] = ["lifecycle:transition", "lifecycle"];

/// What an attribute of an event becomes, and its rank among those that become the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfEvent {
    Resource(usize),
    Group(usize),
    Lifecycle,
    Due,
    Planned,
    Finished,
}

/// What an attribute of an object becomes, likewise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfObject {
    Applicant(usize),
    Responsible(usize),
    Due,
}

fn rank(keys: &[&str], name: &str) -> Option<usize> {
    keys.iter().position(|key| key.eq_ignore_ascii_case(name))
}

impl OfEvent {
    pub(super) fn of(name: &str) -> Option<Self> {
        if let Some(rank) = rank(&RESOURCE_KEYS, name) {
            return Some(Self::Resource(rank));
        }
        if let Some(rank) = rank(&GROUP_KEYS, name) {
            return Some(Self::Group(rank));
        }
        if rank(&LIFECYCLE_KEYS, name).is_some() {
            return Some(Self::Lifecycle);
        }
        if name.eq_ignore_ascii_case("planned") || rank(&PLANNED_END_KEYS, name).is_some() {
            return Some(Self::Planned);
        }
        if rank(&FINISHED_KEYS, name).is_some() {
            return Some(Self::Finished);
        }
        rank(&DUE_KEYS, name).map(|_| Self::Due)
    }
}

impl OfObject {
    pub(super) fn of(name: &str) -> Option<Self> {
        if let Some(rank) = rank(&APPLICANT_KEYS, name) {
            return Some(Self::Applicant(rank));
        }
        if let Some(rank) = rank(&RESPONSIBLE_KEYS, name) {
            return Some(Self::Responsible(rank));
        }
        rank(&DUE_KEYS, name).map(|_| Self::Due)
    }
}

/// Whether an attribute of this name is kept, of an event or of an object.
pub(crate) fn is_kept(name: &str) -> bool {
    OfEvent::of(name).is_some() || OfObject::of(name).is_some()
}
