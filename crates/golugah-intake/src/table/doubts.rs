//! What else somebody has to look at before a table is read: headings that stand several times, headings that are cut short, and
//! amounts of which some rows are in another unit than the others.

use super::amounts::amount;
use super::candidate::Candidate;
use super::money::is_money;
use super::propose::Sample;
use super::rows::{Fault, Kind, Row, letters};
use super::units::Unit;
use super::words::{squashed, words};

/// How many rows have to be on either side before some are said to be in another unit.
const FEW: usize = 3;

/// By how many powers of ten two neighbouring amounts of a column have to differ to part it in two. Contracts of one office
/// differ as much from the smallest to the largest, but not between one and the next.
const GAP: f64 = 1.8;

/// What there is to look at.
pub(super) fn further(sample: &Sample, best: &Candidate) -> Vec<Fault> {
    let mut doubts = same_headings(best);
    doubts.extend(cut_short(sample, best));
    doubts.extend(mixed_units(sample, best));
    doubts
}

/// A heading that is taken for a field and stands over several columns: which of them is meant is not said.
fn same_headings(best: &Candidate) -> Vec<Fault> {
    let squashed: Vec<String> = best.headings.iter().map(|heading| squashed(heading)).collect();
    let taken = best.fields.iter().enumerate().filter(|(_, meaning)| {
        meaning
            .as_ref()
            .is_some_and(|meaning| meaning.whole && meaning.field != "step")
    });
    taken
        .filter_map(|(place, _)| {
            let same: Vec<String> = (0..squashed.len())
                .filter(|other| squashed[*other] == squashed[place])
                .map(letters)
                .collect();
            (same.len() > 1).then(|| {
                let with = [("cell", &*same.join("، ")), ("heading", &best.headings[place])];
                Fault::new("tables-doubt-same", &with)
            })
        })
        .collect()
}

/// Headings with a word of one letter, as in «ت. قرارداد», that nobody knows and below which something stands.
fn cut_short(sample: &Sample, best: &Candidate) -> Vec<Fault> {
    let unknown = best.headings.iter().zip(&best.fields).enumerate();
    let short = unknown.filter(|(place, (heading, meaning))| {
        let is_short = words().expanded(heading).split_whitespace().any(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() && !word.is_ascii()
        });
        let is_filled = || {
            sample
                .rows
                .iter()
                .skip(best.data)
                .any(|row| !row.cell(*place).is_empty())
        };
        meaning.is_none() && is_short && !words().is_ignored(heading) && is_filled()
    });
    short
        .map(|(place, (heading, _))| {
            let cell = letters(place);
            Fault::new("tables-doubt-short", &[("cell", &cell), ("heading", heading)])
        })
        .collect()
}

/// Columns of amounts in which some rows are in another unit than the others: a thousand times as much with nothing between, or
/// ten or a thousand times what another column of the same row says while most rows agree.
fn mixed_units(sample: &Sample, best: &Candidate) -> Vec<Fault> {
    let columns = best.fields.iter().enumerate().filter_map(|(place, meaning)| {
        let is_amount = meaning
            .as_ref()
            .is_some_and(|meaning| meaning.whole && is_money(&meaning.field));
        is_amount.then_some(place)
    });
    let columns: Vec<(usize, Vec<(u64, f64)>)> = columns
        .map(|place| {
            (
                place,
                magnitudes(&sample.rows[best.data.min(sample.rows.len())..], place),
            )
        })
        .collect();
    let mut doubts = Vec::new();
    for (at, (place, own)) in columns.iter().enumerate() {
        let others = columns.iter().enumerate().filter(|(other, _)| *other != at);
        // Of two columns that contradict each other the later one is named, with the row that shows it.
        let beside = others
            .filter(|(other, _)| *other < at)
            .find_map(|(_, (_, theirs))| apart_from(own, theirs));
        if let Some((row, other)) = apart(own).or(beside) {
            let (cell, row, other) = (letters(*place), row.to_string(), other.to_string());
            let with = [
                ("cell", cell.as_str()),
                ("heading", &best.headings[*place]),
                ("row", &row),
                ("other", &other),
            ];
            doubts.push(Fault::new("tables-doubt-mixed", &with));
        }
    }
    doubts
}

/// The power of ten of each amount of a column whose unit is not said in the cell, with its row.
fn magnitudes(rows: &[Row], place: usize) -> Vec<(u64, f64)> {
    let of = |row: &Row| {
        let cell = row.cell(place);
        // A cell that names its unit contradicts nobody.
        let is_bare = cell.kind == Kind::Number || super::amounts::unit_of_cell(cell.text).is_none();
        let amount: f64 = amount(cell, Unit::default()).ok()?.parse().ok()?;
        let is_total = row
            .filled()
            .any(|cell| cell.kind == Kind::Text && words().is_total(cell.text));
        (is_bare && amount > 0.0 && !is_total).then(|| (row.number, amount.log10()))
    };
    rows.iter().filter_map(of).collect()
}

/// A row of the few and one of the many, where a column falls in two parts about a thousand or a million times apart.
fn apart(own: &[(u64, f64)]) -> Option<(u64, u64)> {
    let mut sorted = own.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let cut = (1..sorted.len())
        .filter(|at| *at >= FEW && sorted.len() - at >= FEW)
        .max_by(|a, b| {
            let gap = |at: usize| sorted[at].1 - sorted[at - 1].1;
            gap(*a).total_cmp(&gap(*b))
        })?;
    if sorted[cut].1 - sorted[cut - 1].1 < GAP {
        return None;
    }
    let (low, high) = sorted.split_at(cut);
    let (few, many) = if low.len() <= high.len() {
        (low, high)
    } else {
        (high, low)
    };
    Some((first(few), first(many)))
}

/// A row in which a column is ten or a thousand times what another one says of it, while most rows agree; and one that agrees.
fn apart_from(own: &[(u64, f64)], other: &[(u64, f64)]) -> Option<(u64, u64)> {
    let beside = |row: u64| other.binary_search_by_key(&row, |one| one.0).ok();
    let mut differ: Vec<(u64, f64)> = own
        .iter()
        .filter_map(|(row, size)| Some((*row, size - other[beside(*row)?].1)))
        .collect();
    if differ.len() < FEW * 2 {
        return None;
    }
    differ.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let usual = differ[differ.len() / 2].1;
    let agrees = |one: &&(u64, f64)| (one.1 - usual).abs() < 0.4;
    let slips = |one: &&(u64, f64)| {
        let by = (one.1 - usual).abs();
        [1.0, 3.0, 4.0, 6.0, 7.0]
            .iter()
            .any(|power| (by - power).abs() < 0.2)
    };
    let (many, few): (Vec<_>, Vec<_>) = (
        differ.iter().filter(agrees).collect(),
        differ.iter().filter(slips).collect(),
    );
    // What differs in no pattern are prices far from their estimates, and no units.
    let is_pattern = few.len() >= FEW && (many.len() + few.len()) * 10 >= differ.len() * 9;
    is_pattern.then(|| {
        let least = |rows: &[&(u64, f64)]| rows.iter().map(|one| one.0).min().unwrap_or_default();
        (least(&few), least(&many))
    })
}

fn first(rows: &[(u64, f64)]) -> u64 {
    rows.iter().map(|one| one.0).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{apart, apart_from};

    fn rows(amounts: &[f64]) -> Vec<(u64, f64)> {
        (2..).zip(amounts.iter().map(|amount| amount.log10())).collect()
    }

    #[test]
    fn a_column_that_falls_in_two_is_told_by_a_row_of_each() {
        let mixed = rows(&[2e9, 3e9, 5e9, 4e9, 2e3, 3e3, 6e3]);
        assert_eq!(apart(&mixed), Some((6, 2)));
        // Contracts of every size differ as much, with others between them.
        assert_eq!(apart(&rows(&[1e6, 8e6, 5e7, 3e8, 2e9, 9e9, 6e10, 3e11])), None);
        assert_eq!(apart(&rows(&[2e9, 3e9, 2e3])), None);
    }

    #[test]
    fn rows_that_are_ten_times_their_estimate_are_told_where_the_others_agree() {
        let estimates = rows(&[1e9, 2e9, 3e9, 4e9, 5e9, 6e9, 7e9]);
        let awards = rows(&[9e8, 2e9, 3.1e9, 4e8, 5.2e8, 6e8, 7e9]);
        assert_eq!(apart_from(&awards, &estimates), Some((5, 2)));
        let wild = rows(&[9e8, 9e9, 1e9, 2e10, 9e8, 4e9, 1e8]);
        assert_eq!(apart_from(&wild, &estimates), None);
    }
}
