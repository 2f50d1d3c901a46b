//! What is kept of an object besides its type.

use golugah_records::{NO_ENTRY, Timestamp};

use super::keys::OfObject;
use super::store::{ObjectStore, Trait, unfit};

/// What is kept of an object besides its type.
#[derive(Default)]
pub(super) struct Facts {
    /// Rank among the keys, since when, and number in the pool.
    applicant: Option<(usize, i64, u32)>,
    responsible: Option<(usize, i64, u32)>,
    due: Option<(i64, Timestamp)>,
}

impl Facts {
    pub(super) fn applicant(&self) -> u32 {
        self.applicant.map_or(NO_ENTRY, |held| held.2)
    }

    pub(super) fn responsible(&self) -> u32 {
        self.responsible.map_or(NO_ENTRY, |held| held.2)
    }

    pub(super) fn due(&self) -> Option<Timestamp> {
        self.due.map(|held| held.1)
    }
}

impl ObjectStore<'_> {
    pub(super) fn fact(&mut self, object: u32, one: &Trait) {
        let Some(kind) = OfObject::of(one.name.trim()) else {
            return;
        };
        if one.value.trim().is_empty() || unfit(&one.value).is_some() {
            return;
        }
        let since = Timestamp::parse(&one.time).map_or(i64::MIN, |time| time.millis);
        let moment = || Timestamp::parse(&one.value);
        match kind {
            OfObject::Applicant(rank) | OfObject::Responsible(rank) => {
                let of_applicant = matches!(kind, OfObject::Applicant(_));
                let names = if of_applicant {
                    &mut self.applicants
                } else {
                    &mut self.people
                };
                let number = names.number(&one.value);
                let Some(number) = self.full(number, "names of people") else {
                    return;
                };
                let facts = self.facts.entry(object).or_default();
                let slot = if of_applicant {
                    &mut facts.applicant
                } else {
                    &mut facts.responsible
                };
                // What holds last stands; of two names for it the one that stands first among the keys.
                if slot.is_none_or(|held| (rank, -i128::from(since)) <= (held.0, -i128::from(held.1))) {
                    *slot = Some((rank, since, number));
                }
            }
            OfObject::Due => {
                let Some(moment) = moment() else { return };
                let slot = &mut self.facts.entry(object).or_default().due;
                if slot.is_none_or(|held| held.0 <= since) {
                    *slot = Some((since, moment));
                }
            }
        }
    }
}
