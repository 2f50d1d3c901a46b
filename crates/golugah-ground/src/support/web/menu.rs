//! The menu: what features hang in it, in one order for everybody.

use std::fmt;
use std::sync::Arc;

use golugah_persian::Language;
use sea_orm::DbErr;

use super::{KnownBy, Page, Site};
use crate::calendar;
use crate::support::seams::{Answered, Asked, Own};

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
    /// Whether it bears the number of what whoever looks has to do.
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

    /// The same, with the number of what whoever looks has to do beside it.
    #[must_use]
    pub const fn counting(self) -> Self {
        Self { counts: true, ..self }
    }
}

/// The work of whoever looks, told by the features.
pub type OwnWork<'a> = Answered<'a, Vec<Own>>;

/// Who has the same work: the language, the role, the duties, and the agency for whose head somebody acts.
type Eyes = (bool, &'static str, Vec<&'static str>, Option<i64>);

/// The menu of a site, and who tells what anybody's work is. A site without features has neither.
#[derive(Default)]
pub struct Menu {
    entries: Vec<Entry>,
    /// The tables that anybody's work rests on.
    rests_on: Vec<&'static str>,
    last: KnownBy<Eyes, Arc<[Own]>>,
    own: Option<for<'a> fn(Asked<'a>, Option<i64>) -> OwnWork<'a>>,
}

impl Menu {
    /// These entries, and what anybody's work is, which rests on these tables.
    pub fn new(
        mut entries: Vec<Entry>,
        rests_on: Vec<&'static str>,
        own: for<'a> fn(Asked<'a>, Option<i64>) -> OwnWork<'a>,
    ) -> Self {
        entries.sort_by_key(|entry| (entry.rank, entry.path));
        Self {
            entries,
            rests_on,
            last: KnownBy::default(),
            own: Some(own),
        }
    }

    /// The entries for who is signed in, or who is not, in their order.
    pub fn entries(&self, staff: bool) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.staff == staff)
    }

    /// The work of whoever looks at a page, looked up anew when one of its tables has changed and every minute: what runs in hours
    /// is late at its minute.
    pub(crate) async fn own(
        &self,
        site: &Site,
        page: &Page,
        heads: Option<i64>,
    ) -> Result<Arc<[Own]>, DbErr> {
        let Some(own) = self.own else {
            return Ok(Arc::default());
        };
        let now = site.db.clock().now();
        let eyes = (
            page.language == Language::English,
            page.visitor.as_ref().map_or("", |(_, role)| *role),
            page.duties.clone(),
            heads,
        );
        let look = async || {
            let calendar = calendar::of(site, &page.versions).await?;
            let asked = Asked {
                site,
                page,
                calendar: &calendar,
                day: &now.day(),
            };
            Ok(own(asked, heads).await?.into())
        };
        let stamp = (page.versions.of(&self.rests_on), now.minute());
        self.last.at(eyes, stamp, look).await
    }
}

impl fmt::Debug for Menu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.entries).finish()
    }
}
