//! Guessing how a table is to be read, and saying what could not be told.

use super::amounts::amount;
use super::candidate::{Candidate, candidate, candidate_at, has, row_is};
use super::doubts::further;
use super::map::{Column, Holds, Map};
use super::money::{Money, is_money};
use super::rows::{Cell, Fault, Kind, Row, letters};
use super::tenders::YEAR_OF;
use super::units::Unit;
use super::values::{Days, Order, moment};
use super::words::{squashed, words};

/// How many rows of a sheet are looked at.
pub(crate) const LOOKED_AT: usize = 300;

/// The beginning of a sheet; the name is empty for a text.
pub(crate) struct Sample {
    pub(crate) sheet: String,
    pub(crate) rows: Vec<Row>,
}

/// A guess.
pub(crate) struct Proposal {
    pub(crate) map: Map,
    /// What was taken for granted.
    pub(crate) assumed: Vec<Fault>,
    /// What somebody has to look at before the table is read.
    pub(crate) doubts: Vec<Fault>,
}

/// Guesses how a table is to be read.
pub(crate) fn propose(samples: &[Sample], name: &str) -> Result<Proposal, Fault> {
    let found = samples
        .iter()
        .filter_map(|sample| Some((sample, candidate(&sample.rows)?)))
        .max_by(|a, b| a.1.score.cmp(&b.1.score).then(std::cmp::Ordering::Greater));
    let Some((sample, best)) = found else {
        return Err(unknown(samples));
    };
    let mut proposal = Proposal::of(&best);
    proposal.sheets(samples, sample, &best);
    proposal.unheaded(&best);
    proposal.all(sample, &best, name);
    Ok(proposal)
}

/// What a table is, whose sheets and rows of headings somebody named.
pub(super) fn propose_at(samples: &[Sample], name: &str, at: &Headed) -> Result<Proposal, Fault> {
    let wanted = at.sheets.first().map_or("", String::as_str);
    let is_it = |sample: &&Sample| wanted.is_empty() || sample.sheet == wanted;
    let none = || {
        let row = at.header.last().copied().unwrap_or_default().to_string();
        Fault::new("tables-no-header", &[("row", &row), ("sheet", wanted)])
    };
    let sample = samples.iter().find(is_it).ok_or_else(none)?;
    let best = candidate_at(&sample.rows, &at.header).ok_or_else(none)?;
    let mut proposal = Proposal::of(&best);
    proposal.map.sheets.clone_from(&at.sheets);
    let squash = |headings: &[String]| headings.iter().map(|one| squashed(one)).collect::<Vec<_>>();
    let others = samples
        .iter()
        .filter(|one| at.sheets.iter().skip(1).any(|sheet| *sheet == one.sheet));
    let others: Vec<&str> = others
        .filter(|one| {
            let theirs = candidate_at(&one.rows, &at.header);
            theirs.is_none_or(|theirs| squash(&theirs.headings) != squash(&best.headings))
        })
        .map(|one| one.sheet.as_str())
        .collect();
    if !others.is_empty() {
        let with = [("sheet", &*others.join("، "))];
        proposal
            .doubts
            .push(Fault::new("tables-doubt-other-sheets", &with));
    }
    proposal.all(sample, &best, name);
    Ok(proposal)
}

/// Where somebody says that the headings stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headed {
    /// The sheets that are read; of a text none.
    pub sheets: Vec<String>,
    /// One or two rows, by their numbers.
    pub header: Vec<u64>,
}

/// How many cells of a row are held against the words for the row to be shown.
const SHOWN: usize = 64;

/// No row of headings makes a table that is known: which one came nearest is shown.
fn unknown(samples: &[Sample]) -> Fault {
    let rows = samples
        .iter()
        .flat_map(|sample| sample.rows.iter().map(move |row| (sample, row)));
    let nearest = rows.max_by_key(|(_, row)| {
        let known = row.filled().take(SHOWN).filter(|cell| {
            cell.kind == Kind::Text
                && (words().of_tenders(cell.text).is_some() || words().of_events(cell.text).is_some())
        });
        (known.count(), std::cmp::Reverse(row.number))
    });
    let Some((sample, row)) = nearest else {
        return Fault::new("tables-no-rows", &[]);
    };
    let found: Vec<&str> = row.filled().map(|cell| cell.text).take(12).collect();
    let (found, number) = (found.join(" | "), row.number.to_string());
    Fault {
        key: if sample.sheet.is_empty() {
            "tables-not-known-text"
        } else {
            "tables-not-known"
        },
        with: vec![
            ("sheet", sample.sheet.clone()),
            ("row", number),
            ("found", found.chars().take(200).collect()),
        ],
    }
}

impl Proposal {
    fn of(best: &Candidate) -> Self {
        let mut map = Map::new(best.holds, row_is(best));
        map.header.clone_from(&best.header);
        Self {
            map,
            assumed: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// What the columns are, and what is doubtful about them.
    fn all(&mut self, sample: &Sample, best: &Candidate, name: &str) {
        self.columns(sample, best);
        if best.holds == Holds::Events {
            name.clone_into(&mut self.map.procedure);
        }
        self.days(sample, best);
        self.doubts.extend(further(sample, best));
    }

    /// Columns without a heading: another row may have it.
    fn unheaded(&mut self, best: &Candidate) {
        if !best.unheaded.is_empty() {
            let cells: Vec<String> = best.unheaded.iter().map(|place| letters(*place)).collect();
            self.doubts.push(Fault::new(
                "tables-doubt-unheaded",
                &[("cell", &cells.join("، "))],
            ));
        }
    }

    /// The sheet, and those that have the same headings in the same rows.
    fn sheets(&mut self, samples: &[Sample], chosen: &Sample, best: &Candidate) {
        if chosen.sheet.is_empty() {
            return;
        }
        let mut left = Vec::new();
        for sample in samples {
            let twin = candidate(&sample.rows).filter(|one| {
                let squash =
                    |headings: &[String]| headings.iter().map(|one| squashed(one)).collect::<Vec<_>>();
                one.header == best.header && squash(&one.headings) == squash(&best.headings)
            });
            if twin.is_some() {
                self.map.sheets.push(sample.sheet.clone());
            } else if candidate(&sample.rows).is_some() {
                left.push(sample.sheet.clone());
            }
        }
        let read = self.map.sheets.join("، ");
        self.assumed
            .push(Fault::new("tables-says-sheets", &[("sheet", &read)]));
        if !left.is_empty() {
            let left = left.join("، ");
            self.doubts
                .push(Fault::new("tables-doubt-sheets", &[("sheet", &left)]));
        }
    }

    fn columns(&mut self, sample: &Sample, best: &Candidate) {
        let money = Money::of(sample, best);
        let mut unused = Vec::new();
        for (place, (heading, meaning)) in best.headings.iter().zip(&best.fields).enumerate() {
            if heading.is_empty() {
                continue;
            }
            let sure = meaning.as_ref().filter(|meaning| meaning.whole);
            let field = sure.map_or("ignored", |meaning| meaning.field.as_str());
            let cell = letters(place);
            let mut unit = String::new();
            if is_money(field) {
                unit = money.unit(place, heading);
                let cells = sample.rows.iter().skip(best.data).map(|row| row.cell(place));
                self.amounts(place, heading, cells);
            }
            if sure.is_some() {
                let with = [
                    ("cell", cell.as_str()),
                    ("heading", heading),
                    ("field", field),
                    ("unit", if unit.is_empty() { "none" } else { &unit }),
                ];
                self.assumed.push(Fault::new("tables-says-column", &with));
            } else if let Some(like) = meaning {
                let with = [
                    ("cell", cell.as_str()),
                    ("heading", heading),
                    ("field", &like.field),
                ];
                self.doubts.push(Fault::new("tables-doubt-column", &with));
            } else {
                unused.push(heading.as_str());
            }
            self.map.columns.push(Column {
                at: cell,
                heading: heading.clone(),
                is: field.to_owned(),
                unit,
            });
        }
        if !unused.is_empty() {
            let unused = unused.join(" | ").chars().take(400).collect::<String>();
            self.assumed.push(Fault {
                key: "tables-says-unused",
                with: vec![("all", unused)],
            });
        }
        money.say(&mut self.assumed, &mut self.doubts);
        if best.holds == Holds::Tenders {
            for (field, key) in [
                ("number", "tables-says-no-number"),
                ("buyer", "tables-says-no-buyer"),
            ] {
                if !has(&best.fields, field) {
                    self.assumed.push(Fault::new(key, &[]));
                }
            }
            let dated = YEAR_OF.into_iter().any(|field| has(&best.fields, field));
            if has(&best.fields, "number") && !(dated && has(&best.fields, "buyer")) {
                self.assumed.push(Fault::new("tables-says-own-numbers", &[]));
            }
        }
    }

    /// A column of amounts in which hardly anything is one was taken for something that it is not.
    fn amounts<'c>(&mut self, place: usize, heading: &str, cells: impl Iterator<Item = Cell<'c>>) {
        let cells = cells.filter(|cell| !cell.is_empty() && cell.text != "-");
        let read: Vec<bool> = cells.map(|cell| amount(cell, Unit::default()).is_ok()).collect();
        let good = read.iter().filter(|good| **good).count();
        if read.len() >= 3 && good * 2 < read.len() {
            let cell = letters(place);
            self.doubts.push(Fault::new(
                "tables-doubt-amounts",
                &[("cell", &cell), ("heading", heading)],
            ));
        }
    }

    /// What has to be known of years of two digits, and of days before or behind their month.
    fn days(&mut self, sample: &Sample, best: &Candidate) {
        const DAYS: [&str; 8] = [
            "published",
            "start",
            "deadline",
            "award_date",
            "bid_date",
            "time",
            "due",
            "step",
        ];
        let mut days = Days::PLAIN;
        let (mut short, mut last) = (Vec::new(), Vec::new());
        for (place, meaning) in best.fields.iter().enumerate() {
            if !meaning
                .as_ref()
                .is_some_and(|meaning| DAYS.contains(&meaning.field.as_str()))
            {
                continue;
            }
            for row in sample.rows.iter().skip(best.data) {
                let text = golugah_persian::latin_digits(row.cell(place).text);
                match moment(row.cell(place), days) {
                    Err("tables-cell-day-short-year") => short.push(text),
                    Err("tables-cell-day-order") => last.push(two_numbers(&text)),
                    _ => {}
                }
            }
        }
        // «12/05/03» may be the year 1412 or 1312, or a day of a year that stands last: nobody but the office knows.
        if let Some(found) = short.first() {
            self.doubts
                .push(Fault::new("tables-doubt-century", &[("found", found)]));
        }
        if !last.is_empty() {
            let day_first = last.iter().flatten().any(|(first, _)| *first > 12);
            let month_first = last.iter().flatten().any(|(_, second)| *second > 12);
            match (day_first, month_first) {
                (true, false) => days.order = Order::DayFirst,
                (false, true) => days.order = Order::MonthFirst,
                _ => self.doubts.push(Fault::new("tables-doubt-order", &[])),
            }
        }
        self.map.set_days(days);
    }
}

fn two_numbers(text: &str) -> Option<(i32, i32)> {
    let mut parts = text
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|part| !part.is_empty());
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
