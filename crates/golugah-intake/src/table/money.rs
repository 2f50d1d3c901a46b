//! In what unit the amounts of a table stand: what a heading, a line over the table or the cells themselves say, and no guess.

use super::amounts::unit_of_cell;
use super::candidate::Candidate;
use super::propose::Sample;
use super::rows::{Fault, letters};
use super::units::Unit;
use super::words::{SHORT, words};

/// Whether a field is an amount.
pub(super) fn is_money(field: &str) -> bool {
    field.ends_with("amount") || field == "estimate"
}

/// What is said of units.
pub(super) struct Money {
    /// What a line over the table announces for all amounts.
    announced: Option<Unit>,
    /// A line over the table that names a unit without saying whose it is.
    named_over: Option<String>,
    columns: Vec<OfColumn>,
}

/// What is said of the unit of one column.
struct OfColumn {
    place: usize,
    heading: String,
    own: Option<Unit>,
    /// Whether some cells name a currency, and whether some do not.
    cells: [bool; 2],
}

impl Money {
    pub(super) fn of(sample: &Sample, best: &Candidate) -> Self {
        let first = best.header.first().copied().unwrap_or_default();
        let over: Vec<&str> = sample
            .rows
            .iter()
            .filter(|row| row.number < first)
            .flat_map(|row| row.filled().map(|cell| cell.text))
            .filter(|text| text.len() <= SHORT)
            .collect();
        let announced = over.iter().find_map(|text| words().announced(text));
        let names = |text: &&&str| words().unit_in(text).0.is_some() && words().announced(text).is_none();
        let named_over = over.iter().find(names).map(|text| (*text).to_owned());
        let columns = best.fields.iter().zip(&best.headings).enumerate();
        let columns = columns.filter_map(|(place, (meaning, heading))| {
            let meaning = meaning.as_ref()?;
            (meaning.whole && is_money(&meaning.field)).then(|| {
                let mut cells = [false; 2];
                for row in sample.rows.iter().skip(best.data) {
                    let text = row.cell(place).text;
                    if text.chars().any(|sign| sign.is_numeric()) {
                        let names = unit_of_cell(text).is_some_and(|unit| unit.currency.is_some());
                        cells[usize::from(!names)] = true;
                    }
                }
                OfColumn {
                    place,
                    heading: heading.clone(),
                    own: words().unit_in(heading).0,
                    cells,
                }
            })
        });
        Self {
            announced,
            named_over,
            columns: columns.collect(),
        }
    }

    /// The unit of a column, in words that a mapping takes.
    pub(super) fn unit(&self, place: usize, heading: &str) -> String {
        let own = words().unit_in(heading).0;
        let column = self.columns.iter().find(|one| one.place == place);
        // Where every cell says its own, no other is needed.
        let all_say = column.is_some_and(|one| one.cells == [true, false]);
        let unit = own.or(if all_say { None } else { self.announced });
        unit.map_or_else(String::new, |unit| words().unit_named(unit))
    }

    /// What was taken for granted, and what somebody has to look at.
    pub(super) fn say(&self, assumed: &mut Vec<Fault>, doubts: &mut Vec<Fault>) {
        let unsaid = |one: &&OfColumn| one.own.is_none() && one.cells[1];
        if self.announced.is_some() {
            return;
        }
        let said = self
            .columns
            .iter()
            .find(|one| one.own.is_some_and(|unit| unit.zeros() > 0));
        for one in self.columns.iter().filter(unsaid) {
            let cell = letters(one.place);
            let with = |found: &str| {
                Fault::new(
                    "tables-doubt-unit",
                    &[("cell", &cell), ("heading", &one.heading), ("found", found)],
                )
            };
            if let Some(other) = said {
                doubts.push(with(&other.heading));
            } else if let Some(line) = &self.named_over {
                doubts.push(with(line));
            } else if one.cells[0] {
                doubts.push(Fault::new(
                    "tables-doubt-unit-cells",
                    &[("cell", &cell), ("heading", &one.heading)],
                ));
            }
        }
        let in_doubt = said.is_some() || self.named_over.is_some();
        if !in_doubt && self.columns.iter().any(|one| unsaid(&one) && !one.cells[0]) {
            assumed.push(Fault::new("tables-says-rial", &[]));
        }
    }
}
