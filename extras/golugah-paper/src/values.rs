//! A paper as values for the template. Text goes in as text and is never read as markup.

use std::collections::BTreeSet;

use typst::foundations::{Array, Dict, IntoValue, Str, Value};
use typst::layout::Fr;

use crate::columns::{Width, rooms, stays_whole, widths};
use crate::runs::runs;
use crate::{Field, Kind, Language, Paper, Part, Receipt, Signature, Table};

/// The running head is one line.
const LONGEST_RUNNING: usize = 90;

/// Letters of a word that surely fits on a line across the paper.
const LINE: usize = 64;
/// Letters of a line of the letterhead that is as wide as what it says.
const LONGEST_LETTERHEAD: usize = 36;
/// Letters of the facts that stand side by side.
const LONGEST_FACTS: usize = 88;

/// Makes values of a paper's texts and notes the letters that the fonts do not have.
pub(crate) struct Values<'a> {
    has_letter: &'a dyn Fn(char) -> bool,
    right_to_left: bool,
    missing: BTreeSet<char>,
}

impl<'a> Values<'a> {
    /// The paper's values, and the characters that stand on it as their numbers because the fonts have no letter for them.
    pub(crate) fn of(paper: &Paper, has_letter: &'a dyn Fn(char) -> bool) -> (Dict, BTreeSet<char>) {
        let mut values = Self {
            has_letter,
            right_to_left: paper.language == Language::Persian,
            missing: BTreeSet::new(),
        };
        let dict = values.paper(paper);
        (dict, values.missing)
    }

    fn paper(&mut self, paper: &Paper) -> Dict {
        let (language, numbering) = match paper.language {
            Language::Persian => ("fa", "۱"),
            Language::English => ("en", "1"),
        };
        entries([
            ("language", language.into_value()),
            ("numbering", numbering.into_value()),
            ("is-letter", (paper.kind == Kind::Invitation).into_value()),
            ("name", self.lettered(&paper.title).into_value()),
            ("author", self.lettered(&paper.county).into_value()),
            ("running", self.running(paper)),
            ("title", self.text(&paper.title)),
            ("invocation", self.text(&paper.invocation)),
            ("county", self.text(&paper.county)),
            ("letterhead", self.fields(&paper.letterhead)),
            ("letterhead-is-long", is_long(&paper.letterhead).into_value()),
            ("facts", self.fields(&paper.facts)),
            ("facts-in-a-row", facts_in_a_row(&paper.facts).into_value()),
            ("parts", each(&paper.parts, |part| self.part(part))),
            (
                "signatures",
                each(&paper.signatures, |signature| self.signature(signature)),
            ),
            (
                "receipt",
                paper
                    .receipt
                    .as_ref()
                    .map_or(Value::None, |receipt| self.receipt(receipt)),
            ),
        ])
    }

    fn running(&mut self, paper: &Paper) -> Value {
        let whole = [paper.county.as_str(), paper.title.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let mut short: String = whole.chars().take(LONGEST_RUNNING).collect();
        if short.len() < whole.len() {
            short.push('…');
        }
        self.text(&short)
    }

    fn fields(&mut self, fields: &[Field]) -> Value {
        each(fields, |field| {
            entries([
                ("label", self.text(&field.label)),
                ("value", self.text(&field.value)),
            ])
            .into_value()
        })
    }

    fn part(&mut self, part: &Part) -> Value {
        entries([
            ("title", self.text(&part.title)),
            (
                "paragraphs",
                self.texts(part.paragraphs.as_deref().unwrap_or_default()),
            ),
            ("list", self.texts(part.list.as_deref().unwrap_or_default())),
            (
                "table",
                part.table.as_ref().map_or(Value::None, |table| self.table(table)),
            ),
        ])
        .into_value()
    }

    fn table(&mut self, table: &Table) -> Value {
        let widths = widths(table);
        let rooms = rooms(&widths);
        let rows = each(&table.rows, |row| {
            entries([
                ("breakable", (!stays_whole(row, &rooms)).into_value()),
                ("cells", self.cells(row, &rooms)),
            ])
            .into_value()
        });
        let shares = each(&widths, |width| match width {
            Width::Content => Value::Auto,
            // Shares are small numbers: far below where a float would round them.
            Width::Share(share) => Value::Fraction(Fr::new(*share as f64)),
        });
        entries([
            ("columns", self.cells(&table.columns, &rooms)),
            ("widths", shares),
            ("rows", rows),
        ])
        .into_value()
    }

    fn signature(&mut self, signature: &Signature) -> Value {
        entries([
            ("name", self.text(&signature.name)),
            ("post", self.text(&signature.post)),
        ])
        .into_value()
    }

    fn receipt(&mut self, receipt: &Receipt) -> Value {
        let whole = stays_whole(&[receipt.lines.join("\n")], &[LINE]);
        entries([
            ("title", self.text(&receipt.title)),
            ("lines", self.texts(&receipt.lines)),
            ("breakable", (!whole).into_value()),
        ])
        .into_value()
    }

    fn texts(&mut self, texts: &[String]) -> Value {
        each(texts, |text| self.text(text))
    }

    fn cells(&mut self, row: &[String], rooms: &[usize]) -> Value {
        let cells = row.iter().zip(rooms);
        cells
            .map(|(cell, &room)| self.lines(cell, room))
            .collect::<Array>()
            .into_value()
    }

    fn text(&mut self, text: &str) -> Value {
        self.lines(text, LINE)
    }

    /// A text as lines of runs, each run with whether it is written against the paper's direction.
    fn lines(&mut self, text: &str, room: usize) -> Value {
        let lettered = self.lettered(text);
        let lines: Vec<&str> = lettered.lines().collect();
        each(&lines, |line| {
            each(&runs(line, self.right_to_left, room), |run| {
                entries([
                    ("text", run.text.as_str().into_value()),
                    ("foreign", run.foreign.into_value()),
                ])
                .into_value()
            })
        })
    }

    /// The text with what the fonts have no letter for as its number: shown, not dropped.
    fn lettered(&mut self, text: &str) -> String {
        let mut lettered = String::with_capacity(text.len());
        for c in text.chars() {
            let needs_none = matches!(c, ' ' | '\n' | '\u{200C}' | '\u{200D}');
            if needs_none || (self.has_letter)(c) {
                lettered.push(c);
            } else {
                self.missing.insert(c);
                lettered.push_str(&format!("[U+{:04X}]", u32::from(c)));
            }
        }
        lettered
    }
}

/// Whether a letterhead needs a width of its own, not to leave the county none.
fn is_long(letterhead: &[Field]) -> bool {
    let letters = |field: &Field| field.label.chars().count() + field.value.chars().count();
    letterhead.iter().any(|field| letters(field) > LONGEST_LETTERHEAD)
}

/// How many facts stand side by side: so many that each fits on its line, and no row is left almost empty.
fn facts_in_a_row(facts: &[Field]) -> usize {
    let longest = facts
        .iter()
        .map(|fact| fact.value.chars().count())
        .max()
        .unwrap_or(0);
    let fit = (LONGEST_FACTS / longest.max(1)).clamp(2, 4);
    match facts.len() {
        4 if fit == 3 => 2,
        5 | 6 => fit.min(3),
        count => count.clamp(1, fit),
    }
}

fn each<T>(items: &[T], value: impl FnMut(&T) -> Value) -> Value {
    items.iter().map(value).collect::<Array>().into_value()
}

fn entries<const N: usize>(entries: [(&str, Value); N]) -> Dict {
    entries
        .into_iter()
        .map(|(key, value)| (Str::from(key), value))
        .collect()
}
