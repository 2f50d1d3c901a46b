//! Where features meet: what one offers the house, and what the house asks of all.
//!
//! A feature knows the ground and no feature of another wing. What features have in common goes over a seam: a small trait
//! whose default is *nothing*, so that a feature implements what it has. A record that is not one's own is a
//! [`Matter`](golugah_desk::Matter); whoever keeps it is asked for the rest.

mod agenda;
mod features;
mod figures;
mod findable;
mod first;
mod life;
mod lines;
mod results;
mod story;
mod waits;

pub use super::open_list::{OpenColumn, OpenList};
pub use agenda::{Agenda, Called, Fate, InPublic, Laid, Placed, Proposals, Proposed, Worded};
pub use features::Features;
pub use figures::{Counted, Delivery, Figures};
pub use findable::Findable;
pub use first::{FirstStep, begun};
pub use life::{Decision, Happened, Life, OnAgenda, Sitting, What};
pub use lines::{Line, Lines, Section};
pub use results::Results;
pub use story::{Played, Stage, Story};
pub use waits::{CountyFigure, Needed, Own, Waiting, Waits, Weight};

use std::pin::Pin;

use golugah_desk::{Read, Refusal};
use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;

use super::web::{Entry, Page, Routes, Site};

/// What a question to a feature comes to.
pub type Answered<'a, T> = Pin<Box<dyn Future<Output = Result<T, DbErr>> + Send + 'a>>;

/// What a feature does within somebody else's deed; a refusal takes the whole deed back.
pub type Done<'a, T = ()> = Pin<Box<dyn Future<Output = Result<T, Refusal>> + Send + 'a>>;

/// The answer of who has nothing to say.
pub fn nothing<'a, T: Default + Send + 'a, E: Send + 'a>()
-> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>> {
    Box::pin(std::future::ready(Ok(T::default())))
}

/// What a feature offers the house. `build.rs` finds each by its `offer.rs`.
pub trait Feature: Sync {
    /// Its folder's name: address, words and tables begin with it.
    fn name(&self) -> &'static str;

    /// The kinds of records it keeps, as the log calls them: `resolution`.
    fn matters(&self) -> &'static [&'static str] {
        &[]
    }

    /// Its pages and deeds, and who may ask for each.
    fn routes(&self) -> Routes {
        Routes::new()
    }

    /// What it hangs in the menu.
    fn menu(&self) -> &'static [Entry] {
        &[]
    }

    /// What it lays before a session.
    fn agenda(&self) -> Option<&dyn Agenda> {
        None
    }

    /// What waits for whoever looks.
    fn waits(&self) -> Option<&dyn Waits> {
        None
    }

    /// What it does and knows about others' records.
    fn life(&self) -> Option<&dyn Life> {
        None
    }

    /// An agency in numbers.
    fn figures(&self) -> Option<&dyn Figures> {
        None
    }

    /// What the worker measured.
    fn results(&self) -> Option<&dyn Results> {
        None
    }

    /// What anybody may read of it as a list.
    fn open_lists(&self) -> &'static [&'static OpenList] {
        &[]
    }

    /// Its records as the site's search finds them.
    fn findable(&self) -> Option<&'static Findable> {
        None
    }

    /// What it does in the demonstration.
    fn story(&self) -> Option<&dyn Story> {
        None
    }

    /// The steps of a county that begins which lead to it.
    fn first_steps(&self) -> &'static [FirstStep] {
        &[]
    }

    /// What an agency has to answer for, line by line.
    fn lines(&self) -> Option<&dyn Lines> {
        None
    }
}

/// What a question for a page comes with.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The site.
    pub site: &'a Site,
    /// The page: its language, and how it writes days and figures.
    pub page: &'a Page,
    /// The county's calendar.
    pub calendar: &'a WorkingCalendar,
    /// The day as of which is asked, `YYYY-MM-DD`.
    pub day: &'a str,
}

impl<'a> Asked<'a> {
    /// What can be read.
    pub fn read(&self) -> Read<'a> {
        self.site.db.read()
    }
}

/// How a record stands, in words and in the shape of the mark beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// In the language of the page.
    pub words: String,
    /// `done`, `waits`, `late`, `open`, `reopened` or `dismissed`.
    pub shape: &'static str,
}
