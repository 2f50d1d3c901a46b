//! What waits: for whoever looks, as their own work, and before the whole council.

use golugah_desk::Matter;

use super::{Answered, Asked, Sitting, Status, nothing};

/// How heavily something waits before the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Late, before the whole council.
    Late,
    /// Said in one line under a heading: its page within its language and the key of its words.
    Behind(&'static str, &'static str),
}

/// Something that waits before the council, in the language of the page.
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

/// A piece of work of whoever looks, in the language of the page. What somebody else owes is nobody's own work but theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Where it stands among the pieces of one's work: the lower comes first, of equals in the order in which they were told.
    pub rank: u8,
    /// What is to be done, the deed first: *judge the proof*.
    pub to_do: String,
    /// With what; may be empty.
    pub what: String,
    /// Whose that is; may be empty.
    pub who: String,
    /// The page within its language on which it is done.
    pub address: String,
    /// How it stands.
    pub status: Option<Status>,
    /// The key of the words before its day, and the day: since when it waits, or until when there is time.
    pub day: Option<(&'static str, String)>,
    /// How many pieces of work it stands for.
    pub count: i64,
}

impl Own {
    /// One piece of work without further marks.
    pub fn of(rank: u8, to_do: String, address: String) -> Self {
        Self {
            rank,
            to_do,
            what: String::new(),
            who: String::new(),
            address,
            status: None,
            day: None,
            count: 1,
        }
    }

    /// The same, standing for so many.
    #[must_use]
    pub fn for_each_of(self, count: i64) -> Self {
        Self { count, ..self }
    }
}

/// Something that a session needs and that is there or is not, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Whether it is there.
    pub is_there: bool,
    /// What is there, or what is missing.
    pub words: String,
    /// The page within its language where it is seen or made; may be empty.
    pub address: String,
}

/// One figure of the county.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountyFigure {
    /// The key of its word.
    pub key: &'static str,
    /// How many.
    pub count: i64,
    /// How many of them came since the last session.
    pub since_then: i64,
    /// The shape of its mark where there are any.
    pub shape: &'static str,
    /// The page within its language that has them.
    pub address: &'static str,
}

/// What waits.
pub trait Waits: Sync {
    /// The tables that one's own work rests on, for it is told on every page by its number.
    fn own_rests_on(&self) -> &'static [&'static str] {
        &[]
    }

    /// The work of whoever looks, the most pressing first: of their role, their duties and, where `heads` says for whose head they act,
    /// of that agency.
    fn own<'a>(&'a self, _asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        nothing()
    }

    /// What waits before the council, the longest first. `heads` is the agency for whose head the visitor acts.
    fn waiting<'a>(&'a self, _asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        nothing()
    }

    /// What a session that is called has of what it needs.
    fn needed<'a>(&'a self, _asked: Asked<'a>, _sitting: &'a Sitting) -> Answered<'a, Vec<Needed>> {
        nothing()
    }

    /// Figures of the county, each with how many came since the beginning of a day.
    fn of_county<'a>(&'a self, _asked: Asked<'a>, _since: &'a str) -> Answered<'a, Vec<CountyFigure>> {
        nothing()
    }
}
