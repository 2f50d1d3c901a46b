//! How a table is to be read: a file that people edit.

use serde::Deserialize;

use super::rows::{Fault, Row, column, letters};
use super::units::Unit;
use super::values::{Days, Order};
use super::words::{squashed, words};

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Holds {
    Tenders,
    Events,
    /// OCDS laid flat, its paths as headings.
    Ocds,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RowIs {
    /// A tender with who won it; a tender that stands in several rows has several winners.
    Tender,
    /// One bid of a tender.
    Bid,
    /// One event of a case.
    Event,
    /// A case, with a day in a column for each step.
    Case,
}

/// A mapping.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    pub(crate) holds: Holds,
    pub(crate) row: RowIs,
    /// The sheets that are read, which have the same columns; of a text none.
    #[serde(default)]
    pub(crate) sheets: Vec<String>,
    /// The rows that the headings stand in, one or two.
    pub(crate) header: Vec<u64>,
    #[serde(default = "rial")]
    pub(crate) currency: String,
    /// What is added to years of two digits.
    #[serde(default)]
    century: i32,
    /// Which stands first in days such as 02/08/2024.
    #[serde(default)]
    first: First,
    /// The office whose tenders these are, where no column says it.
    #[serde(default)]
    pub(crate) buyer: String,
    /// The procedure's name, of a log.
    #[serde(default)]
    pub(crate) procedure: String,
    #[serde(default, rename = "column")]
    pub(crate) columns: Vec<Column>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum First {
    #[default]
    #[serde(rename = "")]
    Unknown,
    Day,
    Month,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Column {
    /// Its letters.
    pub(crate) at: String,
    pub(crate) heading: String,
    /// The field that it fills, `step` or `ignored`.
    pub(crate) is: String,
    /// The unit of its amounts, in words.
    #[serde(default)]
    pub(crate) unit: String,
}

fn rial() -> String {
    "IRR".to_owned()
}

impl Map {
    pub(crate) fn new(holds: Holds, row: RowIs) -> Self {
        Self {
            holds,
            row,
            sheets: Vec::new(),
            header: Vec::new(),
            currency: rial(),
            century: 0,
            first: First::Unknown,
            buyer: String::new(),
            procedure: String::new(),
            columns: Vec::new(),
        }
    }

    /// Reads a mapping.
    ///
    /// # Errors
    /// A fault where the text is no mapping, names a field that there is not, or the same one twice.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let map: Self = toml::from_str(text)
            .map_err(|error| Fault::new("tables-map-broken", &[("what", error.to_string().trim())]))?;
        let fields = words().fields(map.holds == Holds::Tenders);
        let mut seen = Vec::new();
        for one in &map.columns {
            let is = one.is.as_str();
            let known = map.holds == Holds::Ocds || fields.contains(&is) || matches!(is, "step" | "ignored");
            if !known {
                let all = fields.join(", ");
                return Err(Fault::new(
                    "tables-map-field",
                    &[("cell", &one.at), ("field", is), ("all", &all)],
                ));
            }
            if column(&one.at).is_none() {
                return Err(Fault::new("tables-map-column", &[("cell", &one.at)]));
            }
            if !matches!(is, "step" | "ignored") {
                if seen.contains(&is) {
                    return Err(Fault::new("tables-map-twice", &[("field", is)]));
                }
                seen.push(is);
            }
            if !one.unit.is_empty()
                && words()
                    .unit_in(&golugah_persian::normalise(&one.unit))
                    .0
                    .is_none()
            {
                return Err(Fault::new(
                    "tables-map-unit",
                    &[("cell", &one.at), ("found", &one.unit)],
                ));
            }
        }
        let header = &map.header;
        if !matches!(header.len(), 1 | 2) || header.contains(&0) || !header.is_sorted() {
            return Err(Fault::new("tables-map-header", &[]));
        }
        Ok(map)
    }

    /// The mapping as a file that can be edited.
    pub(crate) fn written(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let list = |texts: &[String]| {
            texts
                .iter()
                .map(|text| quoted(text))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let holds = match self.holds {
            Holds::Tenders => "tenders",
            Holds::Events => "events",
            Holds::Ocds => "ocds",
        };
        let row = match self.row {
            RowIs::Tender => "tender",
            RowIs::Bid => "bid",
            RowIs::Event => "event",
            RowIs::Case => "case",
        };
        let first = match self.first {
            First::Unknown => "",
            First::Day => "day",
            First::Month => "month",
        };
        let header: Vec<String> = self.header.iter().map(u64::to_string).collect();
        let mut text = format!("holds = \"{holds}\"\nrow = \"{row}\"\n");
        if !self.sheets.is_empty() {
            text += &format!("sheets = [{}]\n", list(&self.sheets));
        }
        text += &format!("header = [{}]\n", header.join(", "));
        match self.holds {
            Holds::Events => text += &format!("procedure = {}\n", quoted(&self.procedure)),
            _ => {
                text += &format!(
                    "currency = {}\nbuyer = {}\n",
                    quoted(&self.currency),
                    quoted(&self.buyer)
                );
            }
        }
        text += &format!("century = {}\nfirst = \"{first}\"\n", self.century);
        for one in &self.columns {
            let (at, heading, is) = (quoted(&one.at), quoted(&one.heading), quoted(&one.is));
            text += &format!("\n[[column]]\nat = {at}\nheading = {heading}\nis = {is}\n");
            if !one.unit.is_empty() {
                text += &format!("unit = {}\n", quoted(&one.unit));
            }
        }
        text
    }

    pub(crate) fn days(&self) -> Days {
        Days {
            century: self.century,
            order: match self.first {
                First::Unknown => Order::Unknown,
                First::Day => Order::DayFirst,
                First::Month => Order::MonthFirst,
            },
            local: true,
        }
    }

    pub(crate) fn set_days(&mut self, days: Days) {
        self.century = days.century;
        self.first = match days.order {
            Order::Unknown => First::Unknown,
            Order::DayFirst => First::Day,
            Order::MonthFirst => First::Month,
        };
    }

    /// Where each column stands in a sheet with these headings: in its place, or where its heading went. In its place one of
    /// two rows of headings says enough, for whoever writes a mapping reads them one by one: `rows` are these rows.
    pub(crate) fn places(&self, headings: &[String], rows: &[&Row]) -> Result<Places, Fault> {
        let mut places = Places::default();
        for one in self.columns.iter().filter(|one| one.is != "ignored") {
            let wanted = squashed(&one.heading);
            let is_it = |place: usize| headings.get(place).is_some_and(|found| squashed(found) == wanted);
            let in_a_row = |place: usize| rows.iter().any(|row| squashed(row.cell(place).text) == wanted);
            let own = column(&one.at).filter(|place| wanted.is_empty() || is_it(*place) || in_a_row(*place));
            let found = own.or_else(|| (0..headings.len()).find(|place| is_it(*place)));
            let place = found.ok_or_else(|| {
                let all = headings.iter().filter(|heading| !heading.is_empty());
                let all: Vec<&str> = all.map(String::as_str).collect();
                let with = [
                    ("cell", one.at.as_str()),
                    ("heading", &one.heading),
                    ("all", &all.join(" | ")),
                ];
                Fault::new("tables-no-heading", &with)
            })?;
            let unit = words().unit_in(&golugah_persian::normalise(&one.unit)).0;
            places.of.push(Placed {
                field: one.is.clone(),
                place,
                unit: unit.unwrap_or_default(),
                heading: one.heading.clone(),
            });
        }
        Ok(places)
    }
}

/// Where the fields stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) of: Vec<Placed>,
}

/// Where a field stands.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) field: String,
    pub(crate) place: usize,
    pub(crate) unit: Unit,
    pub(crate) heading: String,
}

impl Places {
    pub(crate) fn get(&self, field: &str) -> Option<&Placed> {
        self.of.iter().find(|placed| placed.field == field)
    }

    /// Letters of the column of a field.
    pub(crate) fn letters(&self, field: &str) -> String {
        self.get(field)
            .map_or_else(String::new, |placed| letters(placed.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "holds = \"tenders\"\nrow = \"tender\"\nsheets = [\"برگه ۱\"]\nheader = [3, 4]\n\
        currency = \"IRR\"\nbuyer = \"\"\ncentury = 1400\nfirst = \"day\"\n\n\
        [[column]]\nat = \"B\"\nheading = \"شماره\"\nis = \"number\"\n\n\
        [[column]]\nat = \"D\"\nheading = \"مبلغ\"\nis = \"award_amount\"\nunit = \"میلیون ریال\"\n";

    #[test]
    fn a_mapping_is_written_as_it_is_read() {
        let map = Map::parse(WRITTEN).unwrap();
        assert_eq!(map.written(), WRITTEN);
        assert_eq!(map.days().century, 1400);
    }

    #[test]
    fn columns_are_found_by_their_heading_where_they_moved() {
        let map = Map::parse(WRITTEN).unwrap();
        let headings = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>();
        let moved = map
            .places(&headings(&["ردیف", "نام", "شمارهٔ", "مبلغ"]), &[])
            .unwrap();
        assert_eq!(moved.letters("number"), "C");
        assert_eq!(
            moved.get("award_amount").map(|one| (one.place, one.unit.zeros())),
            Some((3, 6))
        );
        let missing = map.places(&headings(&["ردیف", "شماره"]), &[]).unwrap_err();
        assert_eq!(missing.key, "tables-no-heading");
    }

    #[test]
    fn one_of_two_rows_of_headings_says_enough_in_its_place() {
        use super::super::candidate::headings;
        use super::super::rows::Kind;
        let row = |cells: &[&str]| {
            let mut row = Row::default();
            row.begin(1);
            for (place, cell) in cells.iter().enumerate() {
                row.set(place, Kind::Text, cell);
            }
            row
        };
        let map = Map::parse(WRITTEN).unwrap();
        let upper = row(&["", "شماره", "طرف قرارداد", "مشخصات قرارداد"]);
        let lower = row(&["ردیف", "معامله", "نام", "مبلغ"]);
        let joined = headings(Some(&upper), &lower);
        let places = map.places(&joined, &[&upper, &lower]).unwrap();
        assert_eq!(
            (places.letters("number"), places.letters("award_amount")),
            ("B".into(), "D".into())
        );
        assert_eq!(map.places(&joined, &[]).unwrap_err().key, "tables-no-heading");
    }

    #[test]
    fn mistakes_in_a_mapping_are_named() {
        for (from, to, key) in [
            ("is = \"number\"", "is = \"nummer\"", "tables-map-field"),
            ("is = \"number\"", "is = \"award_amount\"", "tables-map-twice"),
            ("at = \"B\"", "at = \"2\"", "tables-map-column"),
            ("میلیون ریال", "سکه", "tables-map-unit"),
            ("[3, 4]", "[]", "tables-map-header"),
            ("[3, 4]", "[4, 3]", "tables-map-header"),
            ("row = \"tender\"", "row = \"x\"", "tables-map-broken"),
            ("century", "centuries", "tables-map-broken"),
        ] {
            let fault = Map::parse(&WRITTEN.replace(from, to)).unwrap_err();
            assert_eq!(fault.key, key, "{to}");
        }
    }
}
