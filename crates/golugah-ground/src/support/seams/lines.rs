//! What an agency has to answer for, line by line.

use super::{Answered, Asked, Status, nothing};

/// A part of an agency's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it stands among the parts: the lower comes first.
    pub rank: u8,
    /// The key of its heading.
    pub key: &'static str,
    /// The key of the sentence that says that there is nothing.
    pub none: &'static str,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The page within its language that has all of them, where there are more.
    pub more: Option<String>,
}

/// One line, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record's page within its language.
    pub address: String,
    /// What it is.
    pub what: String,
    /// What stands beside it more quietly; may be empty.
    pub detail: String,
    /// Where it comes from, or what it shows.
    pub who: String,
    /// How it stands.
    pub status: Status,
    /// The day that counts.
    pub day: String,
}

/// What an agency has to answer for.
pub trait Lines: Sync {
    /// As of a day.
    fn of_agency<'a>(&'a self, _asked: Asked<'a>, _agency: i64) -> Answered<'a, Vec<Section>> {
        nothing()
    }
}
