//! The menu: what features hang in it, in one order for everybody.

use std::fmt;
use std::pin::Pin;

use golugah_desk::clock::Moment;
use golugah_desk::{Read, Versions};
use sea_orm::DbErr;

use super::Known;

/// One entry of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// Where it stands: the lower comes first.
    pub rank: u8,
    /// Whether it is for who is signed in; else for who is not.
    pub staff: bool,
    /// Whether it bears the number of what is late.
    pub counts: bool,
}

impl Entry {
    /// An entry for whoever is signed in.
    pub const fn staff(path: &'static str, key: &'static str, rank: u8) -> Self {
        Self {
            path,
            key,
            rank,
            staff: true,
            counts: false,
        }
    }

    /// An entry for whoever is not.
    pub const fn public(path: &'static str, key: &'static str, rank: u8) -> Self {
        Self {
            path,
            key,
            rank,
            staff: false,
            counts: false,
        }
    }

    /// The same, with the number of what is late beside it.
    #[must_use]
    pub const fn counting(self) -> Self {
        Self { counts: true, ..self }
    }
}

/// A number that somebody else counts.
pub type Count<'a> = Pin<Box<dyn Future<Output = Result<i64, DbErr>> + Send + 'a>>;

/// The menu of a site, and who counts what is late. A site without features has neither.
#[derive(Default)]
pub struct Menu {
    entries: Vec<Entry>,
    /// The tables that the count rests on.
    rests_on: Vec<&'static str>,
    last: Known<i64>,
    late: Option<for<'a> fn(Read<'a>, Moment) -> Count<'a>>,
}

impl Menu {
    /// These entries, and what is late by this count, which rests on these tables.
    pub fn new(
        mut entries: Vec<Entry>,
        rests_on: Vec<&'static str>,
        late: for<'a> fn(Read<'a>, Moment) -> Count<'a>,
    ) -> Self {
        entries.sort_by_key(|entry| (entry.rank, entry.path));
        Self {
            entries,
            rests_on,
            last: Known::default(),
            late: Some(late),
        }
    }

    /// The entries for who is signed in, or who is not, in their order.
    pub fn entries(&self, staff: bool) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.staff == staff)
    }

    /// How much is late at a moment, counted anew when one of its tables has changed and every minute: what runs in hours is
    /// late at its minute.
    pub async fn late(&self, read: Read<'_>, versions: &Versions, at: Moment) -> Result<i64, DbErr> {
        let Some(late) = self.late else {
            return Ok(0);
        };
        let stamp = (versions.of(&self.rests_on), at.minute());
        self.last.at(stamp, async || late(read, at).await).await
    }
}

impl fmt::Debug for Menu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.entries).finish()
    }
}
