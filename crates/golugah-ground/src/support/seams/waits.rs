//! What waits for whoever looks, and since when.

use golugah_desk::clock::Moment;
use golugah_desk::{Matter, Read};

use super::{Answered, Asked, Status, nothing};

/// How heavily something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For whoever looks: they owe it.
    Own,
    /// Late, before the whole council.
    Late,
    /// Said in one line under a heading: its page within its language and the key of its words.
    Behind(&'static str, &'static str),
}

/// Something that waits, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How heavily.
    pub weight: Weight,
    /// The record, where it can be laid before a session.
    pub matter: Option<Matter>,
    /// Its page within its language; may be empty.
    pub address: String,
    /// What it is; may be empty.
    pub what: String,
    /// Whose it is; may be empty.
    pub who: String,
    /// How it stands.
    pub status: Option<Status>,
    /// Since when.
    pub since: Option<String>,
}

/// What waits.
pub trait Waits: Sync {
    /// How much is late at a moment, for the number in the menu.
    fn late<'a>(&'a self, _read: Read<'a>, _at: Moment) -> Answered<'a, i64> {
        nothing()
    }

    /// The tables that this number rests on.
    fn late_rests_on(&self) -> &'static [&'static str] {
        &[]
    }

    /// What waits on the page of the day, the longest first. `heads` is the agency for whose head the visitor acts.
    fn waiting<'a>(&'a self, _asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        nothing()
    }
}
