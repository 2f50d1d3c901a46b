//! Lists for everybody. A feature names a `public_…` view with its columns, and anybody reads it as a page, as CSV and as JSON.
//!
//! Such a list never looks at a cookie's rights: what it reads is [`PublicRead`](golugah_desk::PublicRead), which sees nothing but
//! those views.

mod answers;
mod rows;

use crate::support::web::{Routes, Who};

/// A list that anybody may read.
#[derive(Debug)]
pub struct OpenList {
    /// The last word of its address, the name of its files and the beginning of its words: `claims` has `open-claims`,
    /// `open-claims-lede`, `open-claims-none` and one `open-claims-…` a column.
    pub name: &'static str,
    /// The view. It has a whole number `id`, by which the list is paged, the newest first.
    pub view: &'static str,
    /// The official tables that the view reads: an answer is kept until one of them changes.
    pub tables: &'static [&'static str],
    /// What is shown of a row, in this order.
    pub columns: &'static [OpenColumn],
}

/// A column of such a list.
#[derive(Clone, Copy, Debug)]
pub struct OpenColumn {
    name: &'static str,
    of: &'static str,
    shown: Shown,
}

/// How a column is shown to people.
#[derive(Clone, Copy, Debug)]
enum Shown {
    /// As it was written.
    Text,
    /// A whole number.
    Number,
    /// Whole rials.
    Rials,
    /// A day, `YYYY-MM-DD`; in a file its Jalali form stands beside it.
    Day,
    /// The day of a moment.
    Moment,
    /// A name in Persian and, where there is one, in English: the view's `…_fa` and `…_en`.
    Name,
    /// A stored word, said in the words of this family.
    Word(&'static str),
}

impl OpenColumn {
    const fn new(name: &'static str, shown: Shown) -> Self {
        Self {
            name,
            of: name,
            shown,
        }
    }

    /// What somebody wrote.
    pub const fn text(name: &'static str) -> Self {
        Self::new(name, Shown::Text)
    }

    /// A whole number.
    pub const fn number(name: &'static str) -> Self {
        Self::new(name, Shown::Number)
    }

    /// Whole rials.
    pub const fn rials(name: &'static str) -> Self {
        Self::new(name, Shown::Rials)
    }

    /// A day, `YYYY-MM-DD`; in a file its Jalali form stands beside it.
    pub const fn day(name: &'static str) -> Self {
        Self::new(name, Shown::Day)
    }

    /// A moment, of which people are shown the day.
    pub const fn moment(name: &'static str) -> Self {
        Self::new(name, Shown::Moment)
    }

    /// A name, of which the view has `…_fa` and `…_en`.
    pub const fn name(name: &'static str) -> Self {
        Self::new(name, Shown::Name)
    }

    /// A stored word, said as `family-word`.
    pub const fn word(name: &'static str, family: &'static str) -> Self {
        Self::new(name, Shown::Word(family))
    }

    /// What the column is called in files.
    pub fn called(&self) -> &'static str {
        self.name
    }

    /// The same, called otherwise in the view.
    #[must_use]
    pub const fn of(self, column: &'static str) -> Self {
        Self { of: column, ..self }
    }
}

impl Routes {
    /// A list for everybody: the addresses of its page, of its CSV and of its JSON.
    #[must_use]
    pub fn open_list(self, [page, csv, json]: [&'static str; 3], who: Who, list: &'static OpenList) -> Self {
        self.page(page, who, answers::page(list))
            .page(csv, who, answers::csv(list, csv))
            .page(json, who, answers::json(list, json))
    }
}
