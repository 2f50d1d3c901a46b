//! Which rows are headings, and what each column is.

use super::amounts::amount;
use super::map::{Holds, RowIs};
use super::rows::{Cell, Kind, Row};
use super::units::Unit;
use super::values::{Days, moment};
use super::words::{Meaning, words};

/// How far down headings may begin.
const HEADINGS_WITHIN: usize = 40;

/// How many headings are looked up; each is held against every phrase, and no office has so many.
const HEADINGS: usize = 1_000;

/// Headings that were found, and what each column is.
pub(super) struct Candidate {
    pub(super) holds: Holds,
    pub(super) header: Vec<u64>,
    pub(super) headings: Vec<String>,
    pub(super) fields: Vec<Option<Meaning>>,
    pub(super) score: usize,
    /// The first row below.
    pub(super) data: usize,
    /// Columns that hold something below and have no heading.
    pub(super) unheaded: Vec<usize>,
}

/// The headings of a row, or of two rows of which the upper stands over several columns.
pub(crate) fn headings(upper: Option<&Row>, lower: &Row) -> Vec<String> {
    let mut over = "";
    let width = lower.len().max(upper.map_or(0, Row::len));
    let joined = (0..width).map(|place| {
        let below = lower.cell(place).text;
        let Some(upper) = upper else {
            return below.to_owned();
        };
        let above = upper.cell(place).text;
        if !above.is_empty() {
            over = above;
        }
        match (above, below) {
            ("", "") => String::new(),
            (above, "") => above.to_owned(),
            // An upper heading reaches over the columns behind it as long as they have lower ones.
            // The lower one goes first, as in «نام برنده».
            (_, below) => format!("{below} {over}").trim().to_owned(),
        }
    });
    let mut joined: Vec<String> = joined.collect();
    while joined.last().is_some_and(String::is_empty) {
        joined.pop();
    }
    joined
}

/// The guess with the most headings that are known and make a whole.
pub(super) fn candidate(rows: &[Row]) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    // One row goes before two that say no more: what stands over it is a title, or a unit that somebody has to look at.
    for of_two in [false, true] {
        for at in 0..rows.len().min(HEADINGS_WITHIN) {
            let (upper, lower, data) = match (of_two, rows.get(at + 1)) {
                (false, _) => (None, &rows[at], at + 1),
                (true, Some(below)) => (Some(&rows[at]), below, at + 2),
                (true, None) => continue,
            };
            if [Some(lower), upper]
                .into_iter()
                .flatten()
                .any(|row| row.filled().count() > HEADINGS)
            {
                continue;
            }
            // Two rows are headings together only where the lower one is no row of data.
            if upper.is_some() && lower.filled().any(is_data) {
                continue;
            }
            for candidate in read_as(rows, upper, lower, data) {
                let better = best.as_ref().is_none_or(|best| candidate.score > best.score);
                if better && is_whole(&candidate) {
                    best = Some(candidate);
                }
            }
        }
    }
    best
}

/// The better reading of rows whose headings somebody named, whether they make a whole or not; `None` where there is no such row.
pub(super) fn candidate_at(rows: &[Row], header: &[u64]) -> Option<Candidate> {
    let at = |number: &u64| rows.iter().position(|row| row.number == *number);
    let lower = at(header.last()?)?;
    let upper = match header {
        [first, _] => Some(&rows[at(first)?]),
        _ => None,
    };
    if rows[lower].filled().count() > HEADINGS {
        return None;
    }
    let read = read_as(rows, upper, &rows[lower], lower + 1);
    // What could be both is tenders, as in a guess.
    let rank = |one: &Candidate| (is_whole(one), one.score, one.holds == Holds::Tenders);
    read.into_iter().max_by_key(rank)
}

/// What rows of headings say, taken for those of tenders and for those of events.
fn read_as(rows: &[Row], upper: Option<&Row>, lower: &Row, data: usize) -> [Candidate; 2] {
    let headings = headings(upper, lower);
    [Holds::Tenders, Holds::Events].map(|holds| {
        let (fields, score) = assign(&headings, upper.map(|_| lower), holds, rows, data);
        // Where headings are missing, another row has them.
        let unheaded = unheaded(&headings, rows, data);
        Candidate {
            holds,
            header: upper
                .map(|row| row.number)
                .into_iter()
                .chain([lower.number])
                .collect(),
            headings: headings.clone(),
            fields,
            score: score.saturating_sub(UNHEADED * unheaded.len()),
            data,
            unheaded,
        }
    })
}

/// What a column without a heading takes from a guess: as much as one with a known heading gives.
const UNHEADED: usize = 3;

/// How many rows below the headings are looked at for columns without one.
const BELOW: usize = 20;

/// The columns without a heading that most of the first rows below fill.
fn unheaded(headings: &[String], rows: &[Row], data: usize) -> Vec<usize> {
    let below = &rows[data.min(rows.len())..rows.len().min(data + BELOW)];
    let has_none = |place: &usize| headings.get(*place).is_none_or(String::is_empty);
    let filled = |place: &usize| below.iter().filter(|row| !row.cell(*place).is_empty()).count();
    // What lies far beyond the headings is a note beside the table.
    (0..=headings.len())
        .filter(has_none)
        .filter(|place| filled(place) >= 2 && filled(place) * 2 > below.len())
        .collect()
}

/// Whether a cell holds what headings do not: a number, an amount or a day, which a text may write as a text.
fn is_data(cell: Cell<'_>) -> bool {
    matches!(cell.kind, Kind::Number | Kind::Moment)
        || cell.kind == Kind::Text
            && (amount(cell, Unit::default()).is_ok() || moment(cell, Days::ANY).is_ok())
}

/// What each column is; of several that could be the same the one that says it best.
///
/// `lower` is the lower one of two rows of headings.
fn assign(
    headings: &[String],
    lower: Option<&Row>,
    holds: Holds,
    rows: &[Row],
    data: usize,
) -> (Vec<Option<Meaning>>, usize) {
    let of = |heading: &str| match holds {
        Holds::Events => words().of_events(heading),
        _ => words().of_tenders(heading),
    };
    let mut by_lower = 0;
    let mut fields: Vec<Option<Meaning>> = headings
        .iter()
        .enumerate()
        .map(|(place, heading)| {
            let both = of(heading);
            if both.as_ref().is_some_and(|meaning| meaning.whole) {
                return both;
            }
            // «نام شرکت‌کننده» below «پیشنهاد» says enough by itself; «مبلغ» or «کد ملی» below «تضمین» does not.
            let own = lower.map_or("", |row| row.cell(place).text);
            let enough = |meaning: &Meaning| {
                meaning.whole && own.split_whitespace().count() > 1 && !meaning.field.ends_with("_id")
            };
            let below = of(own).filter(enough);
            by_lower += usize::from(below.is_some());
            below.or(both)
        })
        .collect();
    let rank = |meaning: &Meaning| (meaning.whole, meaning.letters);
    for place in 0..fields.len() {
        let Some(own) = fields[place].clone() else {
            continue;
        };
        let rival = fields
            .iter()
            .enumerate()
            .filter_map(|(other, meaning)| Some((other, meaning.as_ref()?)))
            .any(|(other, meaning)| {
                other != place
                    && meaning.field == own.field
                    && (rank(meaning), std::cmp::Reverse(other)) > (rank(&own), std::cmp::Reverse(place))
            });
        if rival {
            fields[place] = None;
        }
    }
    if holds == Holds::Events && !has(&fields, "activity") && has(&fields, "case") {
        let steps: Vec<usize> = (0..headings.len())
            .filter(|place| !headings[*place].is_empty() && holds_days(rows, data, *place))
            .collect();
        if steps.len() >= 2 {
            for place in steps {
                if fields[place]
                    .as_ref()
                    .is_none_or(|meaning| meaning.field == "time")
                {
                    fields[place] = Some(Meaning {
                        field: "step".to_owned(),
                        letters: 0,
                        whole: true,
                    });
                }
            }
        }
    }
    let score: usize = fields
        .iter()
        .flatten()
        .map(|meaning| if meaning.whole { 3 } else { 2 })
        .sum();
    // A title over the headings must not count as an upper row of them.
    (fields, score.saturating_sub(by_lower))
}

/// Whether a column is this field, or perhaps.
fn may_have(fields: &[Option<Meaning>], field: &str) -> bool {
    fields.iter().flatten().any(|meaning| meaning.field == field)
}

/// Whether a column says that it is this field.
pub(super) fn has(fields: &[Option<Meaning>], field: &str) -> bool {
    let sure = |meaning: &&Meaning| meaning.whole && meaning.field == field;
    fields.iter().flatten().any(|meaning| sure(&meaning))
}

/// Whether most of what stands in a column is days.
fn holds_days(rows: &[Row], data: usize, place: usize) -> bool {
    let (mut filled, mut days) = (0, 0);
    for row in rows.iter().skip(data) {
        let cell = row.cell(place);
        if !cell.is_empty() {
            filled += 1;
            days += usize::from(moment(cell, Days::ANY).is_ok());
        }
    }
    days * 5 >= filled * 3 && days > 0
}

/// Whether there is enough to make records of.
fn is_whole(candidate: &Candidate) -> bool {
    let has = |field: &str| may_have(&candidate.fields, field);
    match candidate.holds {
        Holds::Events => {
            let steps = candidate
                .fields
                .iter()
                .flatten()
                .filter(|meaning| meaning.field == "step")
                .count();
            has("case") && (has("activity") && has("time") || steps >= 2)
        }
        _ => {
            let names = ["number", "title", "buyer"].into_iter().any(has);
            let tells = [
                "winner",
                "bidder",
                "bidders",
                "deadline",
                "published",
                "award_amount",
            ];
            names && tells.into_iter().any(has) && candidate.fields.iter().flatten().count() >= 3
        }
    }
}

pub(super) fn row_is(candidate: &Candidate) -> RowIs {
    let has = |field: &str| has(&candidate.fields, field);
    match candidate.holds {
        Holds::Events if has("activity") => RowIs::Event,
        Holds::Events => RowIs::Case,
        _ if has("bidder") => RowIs::Bid,
        _ => RowIs::Tender,
    }
}
