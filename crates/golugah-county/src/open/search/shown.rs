//! What was asked, and what is shown of what was found.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::find::Shown;
use crate::support::paged::Paged;
use crate::support::seams::Findable;
use crate::support::web::{Page, PageError, Pager, Span, percent_coded};

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

    /// The words to look for.
    pub(super) fn words(&self) -> Vec<String> {
        golugah_persian::asked_for(&self.typed())
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
        let also = format!("&kind={kind}&q={}", percent_coded(&self.typed()));
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
        (!self.kind.is_empty()).then(|| format!("?q={}", percent_coded(&self.typed())))
    }
}

/// Where the records of a kind are that a page does not show.
pub(super) enum Rest {
    /// In the list of that kind alone, where there are more.
    List(Option<String>),
    /// On the pages before and after this one.
    Pages(Pager),
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
            label: label(page, findable, &one),
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

/// What a record is called, by its number or by its name.
fn label(page: &Page, findable: &Findable, one: &Shown) -> String {
    let label = page.either(&one.label_fa, &one.label_en);
    if !findable.numbered.is_empty() {
        return page.say_of(findable.numbered, "number", page.digits(label));
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
    page: Page,
    /// What was typed.
    typed: String,
    /// Whether it has a word that can be looked for.
    says_anything: bool,
    /// The same search over all kinds, where this is of one alone.
    over_all: Option<String>,
    parts: Vec<Part>,
    /// What can be found, by kinds.
    kinds: Vec<&'static str>,
    /// Where the form leads, within the language.
    path: &'static str,
}

impl Show {
    /// What was found of these kinds, as an answer.
    pub(super) fn answer(
        page: Page,
        path: &'static str,
        wanted: &Wanted,
        kinds: &[&'static Findable],
        parts: Vec<Part>,
    ) -> Result<Response, PageError> {
        let html = Self {
            page,
            typed: wanted.typed(),
            says_anything: !wanted.words().is_empty(),
            over_all: wanted.over_all(),
            parts,
            kinds: kinds.iter().map(|findable| findable.kind).collect(),
            path,
        };
        Ok(Html(html.render()?).into_response())
    }
}
