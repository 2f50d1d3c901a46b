//! One row on its way into its tender.

use std::collections::HashMap;
use std::fmt::Write as _;

use golugah_persian::normalise;
use golugah_records::{Note, NoteFault};

use super::Telling;
use super::amounts::amount;
use super::map::{Places, RowIs};
use super::rows::{Cell, Row};
use super::tenders::{Pending, quoted};
use super::values::{count, moment, name};
use super::words::words;

/// One row on its way into its tender.
pub(super) struct Reading<'r> {
    pub(super) telling: &'r Telling,
    pub(super) places: &'r Places,
    pub(super) sheet: &'r str,
    pub(super) row: &'r Row,
    pub(super) pending: &'r mut Pending,
}

impl Reading<'_> {
    fn cell(&self, field: &str) -> Cell<'_> {
        let placed = self.places.get(field);
        placed.map_or(Cell::default(), |placed| self.row.cell(placed.place))
    }

    fn text(&self, field: &str) -> String {
        let text = name(self.cell(field));
        // A dash stands for nothing.
        if text.chars().any(char::is_alphanumeric) {
            text
        } else {
            String::new()
        }
    }

    fn note(&mut self, field: &str, path: &'static str, key: &'static str) {
        let (letters, found) = (self.places.letters(field), self.cell(field).text.to_owned());
        let found = self
            .telling
            .of_cell(self.sheet, &letters, self.row.number, &found, key);
        self.pending.notes.push(Note {
            field: path,
            fault: NoteFault::Cell,
            found,
        });
    }

    fn moment(&mut self, field: &str, path: &'static str) -> Option<String> {
        let cell = self.cell(field);
        if !cell.text.chars().any(char::is_alphanumeric) {
            return None;
        }
        match moment(cell, self.telling.map.days()) {
            Ok(moment) => Some(quoted(&moment)),
            Err(key) => {
                self.note(field, path, key);
                None
            }
        }
    }

    fn value(&mut self, field: &str, path: &'static str) -> Option<String> {
        let cell = self.cell(field);
        if !cell.text.chars().any(char::is_alphanumeric) {
            return None;
        }
        let unit = self
            .places
            .get(field)
            .map(|placed| placed.unit)
            .unwrap_or_default();
        match amount(cell, unit) {
            Ok(amount) => {
                let own = self.text("currency");
                let currency = if own.len() == 3 && own.is_ascii() {
                    own.to_uppercase()
                } else {
                    self.telling.map.currency.clone()
                };
                Some(format!(
                    "{{\"amount\":{amount},\"currency\":{}}}",
                    quoted(&currency)
                ))
            }
            Err(key) => {
                self.note(field, path, key);
                None
            }
        }
    }

    /// The standard's code of a word; a word that has none is noted.
    fn code(&mut self, field: &'static str, path: &'static str) -> Option<&'static str> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let code = words().code(field, &text);
        if code.is_none() {
            self.note(field, path, "tables-cell-code");
        }
        code
    }

    fn organization(&self, id: &str, called: &str) -> String {
        let own = normalise(if id.is_empty() { called } else { id });
        format!("{{\"id\":{},\"name\":{}}}", quoted(&own), quoted(called))
    }

    pub(super) fn read(mut self, buyer: &str) {
        if !buyer.is_empty() {
            let json = self.organization("", buyer);
            self.pending.head("buyer", json.clone());
            let unit = self.text("unit");
            let entity = if unit.is_empty() {
                json
            } else {
                let both = format!("{buyer}||{unit}");
                self.organization("", &both)
            };
            self.pending.head("tender/procuringEntity", entity);
        }
        let title = self.text("title");
        if !title.is_empty() {
            self.pending.head("tender/title", quoted(&title));
        }
        let method = self.text("method");
        if !method.is_empty() {
            self.pending
                .head("tender/procurementMethodDetails", quoted(&method));
        }
        for (field, path) in [
            ("method", "tender/procurementMethod"),
            ("category", "tender/mainProcurementCategory"),
            ("status", "tender/status"),
        ] {
            if let Some(code) = self.code(field, path) {
                self.pending.head(path, quoted(code));
            }
        }
        let published = self.moment("published", "tender/datePublished");
        if let Some(day) = &published {
            self.pending.head("tender/datePublished", day.clone());
        }
        // Where no column says when the time for bids begins, it begins with the publication.
        let start = match self.places.get("start") {
            Some(_) => self.moment("start", "tender/tenderPeriod/startDate"),
            None => published.filter(|_| self.places.get("deadline").is_some()),
        };
        let end = self.moment("deadline", "tender/tenderPeriod/endDate");
        if start.is_some() || end.is_some() {
            let start = start.map(|day| format!("\"startDate\":{day}"));
            let end = end.map(|day| format!("\"endDate\":{day}"));
            let both: Vec<String> = start.into_iter().chain(end).collect();
            self.pending
                .head("tender/tenderPeriod", format!("{{{}}}", both.join(",")));
        }
        if let Some(value) = self.value("estimate", "tender/value") {
            self.pending.head("tender/value", value);
        }
        if !self.text("bidders").is_empty() {
            match count(self.cell("bidders")) {
                Ok(number) => self.pending.head("tender/numberOfTenderers", number.to_string()),
                Err(key) => self.note("bidders", "tender/numberOfTenderers", key),
            }
        }
        self.bid();
        self.award();
    }

    fn bid(&mut self) {
        let bidder = self.text("bidder");
        if self.telling.map.row != RowIs::Bid || bidder.is_empty() {
            return;
        }
        let said = self.text("bid_status");
        let won = words().is_winner(&said);
        let status = match words().code("bid_status", &said) {
            Some(code) => code.to_owned(),
            None if said.is_empty() => "pending".to_owned(),
            // The reader of releases says that it is no code.
            None => said,
        };
        let organization = self.organization(&self.text("bidder_id"), &bidder);
        let value = self.value("bid_amount", "bids/details/value");
        let day = self.moment("bid_date", "bids/details/date");
        let says = [Some(organization.as_str()), value.as_deref(), day.as_deref()];
        let id = self.pending.bid_ids.of(says);
        let mut bid = format!(
            "{{\"id\":{id},\"status\":{},\"tenderers\":[{organization}]",
            quoted(&status)
        );
        if let Some(value) = &value {
            let _ = write!(bid, ",\"value\":{value}");
        }
        if let Some(day) = day {
            let _ = write!(bid, ",\"date\":{day}");
        }
        self.pending.bids.push(bid + "}");
        // A list that says who won needs no column of winners beside it.
        if won && self.places.get("winner").is_none() {
            let day = self.moment("award_date", "awards/date");
            self.push_award(Some(&organization), value, day);
        }
    }

    fn award(&mut self) {
        let winner = self.text("winner");
        let value = self.value("award_amount", "awards/value");
        if winner.is_empty() && value.is_none() {
            return;
        }
        // In a list of bids the winner of a tender may stand beside each of them.
        if winner.is_empty() && self.telling.map.row == RowIs::Bid {
            return;
        }
        let organization = (!winner.is_empty()).then(|| self.organization(&self.text("winner_id"), &winner));
        let day = self.moment("award_date", "awards/date");
        if self.pending.awards.is_empty() || self.telling.map.row != RowIs::Bid {
            self.push_award(organization.as_deref(), value, day);
        }
    }

    fn push_award(&mut self, supplier: Option<&str>, value: Option<String>, day: Option<String>) {
        let id = self
            .pending
            .award_ids
            .of([supplier, value.as_deref(), day.as_deref()]);
        self.pending.awards.push(award(&id, supplier, value, day));
    }
}

/// Identifiers made of what bids or awards say: the same one in two files is one, and two of one tender are two.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, usize>);

impl Ids {
    fn of(&mut self, says: [Option<&str>; 3]) -> String {
        let own = says.map(Option::unwrap_or_default).join(" ");
        let own = crate::sha256_of_texts(&[&own]);
        let own = own.get(..16).unwrap_or_default();
        let number = self.0.entry(own.to_owned()).or_default();
        *number += 1;
        match number {
            1 => quoted(own),
            number => quoted(&format!("{own}-{number}")),
        }
    }
}

fn award(id: &str, supplier: Option<&str>, value: Option<String>, day: Option<String>) -> String {
    let mut award = format!("{{\"id\":{id},\"status\":\"active\"");
    if let Some(supplier) = supplier {
        let _ = write!(award, ",\"suppliers\":[{supplier}]");
    }
    if let Some(value) = value {
        let _ = write!(award, ",\"value\":{value}");
    }
    if let Some(day) = day {
        let _ = write!(award, ",\"date\":{day}");
    }
    award + "}"
}
