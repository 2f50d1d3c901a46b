//! An agency in numbers, from every feature that has some.

use std::sync::Arc;

use golugah_desk::Read;
use serde::{Deserialize, Serialize};

use super::{Answered, Asked, nothing};

/// A number with its word, the part of a key: `figures-cleared`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The word.
    pub word: String,
    /// How many.
    pub count: i64,
}

impl Counted {
    /// So many of this.
    pub fn of(word: &str, count: i64) -> Self {
        Self {
            word: word.to_owned(),
            count,
        }
    }
}

/// What an agency was given to do, by how far it came.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Delivery {
    /// The agency.
    pub agency_id: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// What it owes or owed.
    pub assigned: i64,
    /// What it has reported as done, and whose report was not refused.
    pub reported: i64,
    /// What of it was accepted.
    pub accepted: i64,
    /// What of that was reported by the due date: how long the proof lay with others is not its doing.
    pub on_time: i64,
    /// What is not closed and was due before the day.
    pub late: i64,
}

/// An agency in numbers.
pub trait Figures: Sync {
    /// What an agency's report says of it beside its resolutions.
    fn of_agency<'a>(&'a self, _read: Read<'a>, _agency: i64) -> Answered<'a, Vec<Counted>> {
        nothing()
    }

    /// What every agency was given to do and how far it came by a day, the latest first.
    fn deliveries<'a>(&'a self, _asked: Asked<'a>) -> Answered<'a, Arc<Vec<Delivery>>> {
        nothing()
    }
}
