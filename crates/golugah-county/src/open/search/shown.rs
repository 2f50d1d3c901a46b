//! What was asked, and what is shown of what was found.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use askama::Template;
use serde::Deserialize;

use crate::find::Shown;
use crate::support::paged::Paged;
use crate::support::seams::Findable;
use crate::support::web::{Page, Pager, Span};

/// How many of a kind stand beside those of other kinds.
const FEW: usize = 5;

/// How many letters of what was typed are looked at.
const LONGEST: usize = 200;

/// How much of a long text is shown, in letters.
const LABEL: usize = 160;

/// What an address asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    kind: String,
    after: String,
    before: String,
}

impl Wanted {
    /// What was typed, as far as it is looked at.
    pub(super) fn typed(&self) -> String {
        self.q.trim().chars().take(LONGEST).collect()
    }

    /// Whether records of this kind are wanted: of one kind alone, or of all.
    pub(super) fn wants(&self, kind: &str) -> bool {
        self.kind.is_empty() || self.kind == kind
    }

    /// Which part of one kind's list is wanted.
    pub(super) fn span(&self) -> Span {
        match self.kind.is_empty() {
            true => Span::default(),
            false => Span::of(&self.after, &self.before),
        }
    }

    /// The records of a kind that this page shows, and where the others are.
    pub(super) fn part(&self, kind: &str, mut found: Paged<i64>) -> (Vec<i64>, Rest) {
        let also = format!("&kind={kind}&q={}", encoded(&self.typed()));
        if !self.kind.is_empty() {
            let pager = found.pager(&also);
            return (found.rows, Rest::Pages(pager));
        }
        let goes_on = found.rows.len() > FEW;
        found.rows.truncate(FEW);
        let rest = goes_on.then(|| also.replacen('&', "?", 1));
        (found.rows, Rest::List(rest))
    }

    /// The address of the same search over all kinds; `None` where that is the one that was asked.
    pub(super) fn over_all(&self) -> Option<String> {
        (!self.kind.is_empty()).then(|| format!("?q={}", encoded(&self.typed())))
    }
}

/// Where the records of a kind are that a page does not show.
pub(super) enum Rest {
    /// In the list of that kind alone, where there are more.
    List(Option<String>),
    /// On the pages before and after this one.
    Pages(Pager),
}

/// A text as an address carries it.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A record that was found.
pub(super) struct Row {
    pub(super) address: String,
    label: String,
    state: String,
    day: String,
}

/// What was found of one kind.
pub(super) struct Part {
    kind: &'static str,
    rows: Vec<Row>,
    /// The list of this kind alone, where it has more.
    more: Option<String>,
    pager: Option<Pager>,
}

impl Part {
    /// What was found of a kind, in the order of its numbers; `address` gives each record's page. `None` where nothing was.
    pub(super) fn of(
        page: &Page,
        findable: &'static Findable,
        (records, rest): (Vec<i64>, Rest),
        mut shown: BTreeMap<i64, Shown>,
        address: impl Fn(&Shown) -> String,
    ) -> Option<Self> {
        let rows = records.iter().filter_map(|record| shown.remove(record));
        let rows = rows.map(|one| Row {
            address: page.link(&address(&one)),
            label: label(page, findable.kind, &one),
            state: match findable.family.is_empty() || one.state.is_empty() {
                true => String::new(),
                false => page.word(findable.family, &one.state),
            },
            day: one.day,
        });
        let rows: Vec<Row> = rows.collect();
        let (more, pager) = match rest {
            Rest::List(more) => (more, None),
            Rest::Pages(pager) => (None, Some(pager)),
        };
        (!rows.is_empty()).then_some(Self {
            kind: findable.kind,
            rows,
            more,
            pager,
        })
    }
}

/// What a record is called: a session by its number, whatever else by its words.
fn label(page: &Page, kind: &str, one: &Shown) -> String {
    let label = page.either(&one.label_fa, &one.label_en);
    if kind == "session" {
        return page.say_of("search-session", "number", page.digits(label));
    }
    let mut short: String = label.chars().take(LABEL).collect();
    if short.len() < label.len() {
        short.push('…');
    }
    short
}

/// The page of the search, of whoever is signed in and of anybody.
#[derive(Template)]
#[template(path = "search/templates/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    /// What was typed.
    pub(super) typed: String,
    /// Whether it has a word that can be looked for.
    pub(super) says_anything: bool,
    /// The same search over all kinds, where this is of one alone.
    pub(super) over_all: Option<String>,
    pub(super) parts: Vec<Part>,
    /// What can be found, by kinds.
    pub(super) kinds: Vec<&'static str>,
    /// Where the form leads, within the language.
    pub(super) path: &'static str,
}
