//! Rows of tenders, winners or bids, made into the standard's own form: from there on they are read as every other file.

use std::fmt::Write as _;
use std::io;

use golugah_persian::normalise;
use golugah_records::{Note, NoteFault};

use super::map::{Places, RowIs};
use super::rows::{Cell, Fault, Row};
use super::values::{amount, count, moment, name};
use super::words::words;
use super::{SheetChain, Telling};
use crate::blocks::{Block, Blocks, Records};
use crate::{Limits, Reject};

/// Bytes of a block.
const BLOCK_BYTES: usize = 1 << 20;

/// A number of so many signs is one that nobody else gives.
const OWN_NUMBER: usize = 8;

/// Blocks of releases made from rows.
pub(crate) struct Tenders {
    chain: SheetChain,
    telling: Telling,
    pending: Option<Pending>,
    done: bool,
    stem: String,
}

/// A tender of which more rows may follow.
#[derive(Default)]
struct Pending {
    key: String,
    line: u64,
    /// Fields of the tender, each with its JSON.
    head: Vec<(&'static str, String)>,
    bids: Vec<String>,
    awards: Vec<String>,
    notes: Vec<Note>,
}

impl Pending {
    /// Takes a field of the tender; what an earlier row said of it stands.
    fn head(&mut self, path: &'static str, json: String) {
        if !self.head.iter().any(|(known, _)| *known == path) {
            self.head.push((path, json));
        }
    }
}

/// A JSON text.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl Tenders {
    pub(super) fn new(chain: SheetChain, telling: Telling, stem: &str) -> Self {
        Self {
            chain,
            telling,
            pending: None,
            done: false,
            stem: stem.to_owned(),
        }
    }

    /// The key by which rows are one tender.
    fn key(&self, places: &Places, row: &Row, buyer: &str) -> Result<String, Fault> {
        let Some(placed) = places.get("number") else {
            return Ok(format!("{}/{}", self.stem, row.number));
        };
        let number = name(row.cell(placed.place));
        if number.chars().any(char::is_alphanumeric) {
            let number = golugah_persian::latin_digits(&number);
            let own = number.chars().filter(|sign| sign.is_alphanumeric()).count() >= OWN_NUMBER;
            return Ok(match buyer {
                _ if own => number,
                "" => format!("{}/{number}", self.stem),
                buyer => format!("{buyer}/{number}"),
            });
        }
        // A merged cell stands in its first row alone.
        match &self.pending {
            Some(pending) if self.telling.map.row == RowIs::Bid => Ok(pending.key.clone()),
            _ => {
                let cell = format!("{}{}", places.letters("number"), row.number);
                Err(Fault::new("tables-row-no-number", &[("cell", &cell)]))
            }
        }
    }

    fn take(
        &mut self,
        row: &Row,
        block: &mut Block,
        listed: &mut Vec<(usize, usize, u64)>,
    ) -> io::Result<()> {
        let places = self.chain.places().clone();
        let sheet = self.chain.sheet().to_owned();
        if let Some(fault) = &row.fault {
            return self.reject(block, row, &sheet, fault);
        }
        if row.cells().any(|cell| words().is_total(cell.text)) && is_mostly_empty(row, &places) {
            return self.reject(block, row, &sheet, &Fault::new("tables-row-total", &[]));
        }
        let buyer = match places.get("buyer").map(|placed| name(row.cell(placed.place))) {
            Some(buyer) if !buyer.is_empty() => buyer,
            _ => self.telling.map.buyer.clone(),
        };
        let key = match self.key(&places, row, &normalise(&buyer)) {
            Ok(key) => key,
            Err(fault) => return self.reject(block, row, &sheet, &fault),
        };
        if self.pending.as_ref().is_none_or(|pending| pending.key != key) {
            self.flush(block, listed);
            self.pending = Some(Pending {
                key,
                line: row.number,
                ..Pending::default()
            });
        }
        let Some(mut pending) = self.pending.take() else {
            return Ok(());
        };
        Reading {
            telling: &self.telling,
            places: &places,
            sheet: &sheet,
            row,
            pending: &mut pending,
        }
        .read(&buyer);
        self.pending = Some(pending);
        Ok(())
    }

    fn reject(&self, block: &mut Block, row: &Row, sheet: &str, fault: &Fault) -> io::Result<()> {
        block.rejects.push(Reject {
            line: row.number,
            reason: self.telling.of_row(sheet, row.number, fault),
        });
        Ok(())
    }

    fn flush(&mut self, block: &mut Block, listed: &mut Vec<(usize, usize, u64)>) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        let start = block.bytes.len();
        block.bytes.extend_from_slice(pending.json().as_bytes());
        listed.push((start, block.bytes.len(), pending.line));
        let number = listed.len() - 1;
        block
            .notes
            .extend(pending.notes.into_iter().map(|note| (number, note)));
        block.bytes.push(b'\n');
    }
}

/// Whether less than half of the columns that are read are filled, as in a row that sums others up.
fn is_mostly_empty(row: &Row, places: &Places) -> bool {
    let filled = places
        .of
        .iter()
        .filter(|placed| !row.cell(placed.place).is_empty())
        .count();
    filled * 2 <= places.of.len()
}

impl Pending {
    /// The release. It says of itself that it is a part, for further rows of its tender may stand elsewhere.
    fn json(&self) -> String {
        let mut tender = String::new();
        let mut outer = String::new();
        for (path, json) in &self.head {
            let (to, field) = match path.strip_prefix("tender/") {
                Some(field) => (&mut tender, field),
                None => (&mut outer, *path),
            };
            // Writing into a text cannot fail.
            let _ = write!(to, ",\"{field}\":{json}");
        }
        let mut json = format!("{{\"ocid\":{},\"tag\":[\"tender\"]{outer}", quoted(&self.key));
        let _ = write!(json, ",\"tender\":{{\"id\":{}{tender}}}", quoted(&self.key));
        if !self.bids.is_empty() {
            let _ = write!(json, ",\"bids\":{{\"details\":[{}]}}", self.bids.join(","));
        }
        if !self.awards.is_empty() {
            let _ = write!(json, ",\"awards\":[{}]", self.awards.join(","));
        }
        json + "}"
    }
}

impl Blocks for Tenders {
    fn next(&mut self, mut spare: Vec<u8>) -> io::Result<Option<Block>> {
        spare.clear();
        let mut block = Block {
            bytes: spare,
            records: Records::Lines(0),
            rejects: Vec::new(),
            notes: Vec::new(),
            limit: Limits::default().record_bytes,
        };
        let mut listed = Vec::new();
        let mut row = Row::default();
        while !self.done && block.bytes.len() < BLOCK_BYTES && block.rejects.len() < 10_000 {
            if self.chain.next(&mut row)? {
                self.take(&row, &mut block, &mut listed)?;
            } else {
                self.done = true;
                self.flush(&mut block, &mut listed);
            }
        }
        if listed.is_empty() && block.rejects.is_empty() && self.done {
            return Ok(None);
        }
        block.records = Records::Listed(listed);
        Ok(Some(block))
    }
}

/// One row on its way into its tender.
struct Reading<'r> {
    telling: &'r Telling,
    places: &'r Places,
    sheet: &'r str,
    row: &'r Row,
    pending: &'r mut Pending,
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

    fn read(mut self, buyer: &str) {
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
        if let Some(day) = self.moment("published", "tender/datePublished") {
            self.pending.head("tender/datePublished", day);
        }
        let start = self.moment("start", "tender/tenderPeriod/startDate");
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
        if self.text("bidders") != "" {
            match count(self.cell("bidders")) {
                Ok(number) => self.pending.head("tender/numberOfTenderers", number.to_string()),
                Err(key) => self.note("bidders", "tender/numberOfTenderers", key),
            }
        }
        self.bid();
        self.award();
    }

    /// An identifier made of what a bid or an award says: the same one in two files is one, and two of one tender are two.
    fn id(organization: &str, value: Option<&str>, day: Option<&str>, known: &[String]) -> String {
        let begins = |id: &str| {
            known
                .iter()
                .any(|one| one.starts_with(&format!("{{\"id\":{id},")))
        };
        let own = format!(
            "{organization} {} {}",
            value.unwrap_or_default(),
            day.unwrap_or_default()
        );
        let own = crate::sha256_of_texts(&[&own]);
        let own = own.get(..16).unwrap_or_default();
        let numbered = |number: usize| match number {
            1 => quoted(own),
            _ => quoted(&format!("{own}-{number}")),
        };
        (1..).map(numbered).find(|id| !begins(id)).unwrap_or_default()
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
        let id = Self::id(
            &organization,
            value.as_deref(),
            day.as_deref(),
            &self.pending.bids,
        );
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
        let known = &self.pending.awards;
        let id = Self::id(
            supplier.unwrap_or_default(),
            value.as_deref(),
            day.as_deref(),
            known,
        );
        self.pending.awards.push(award(&id, supplier, value, day));
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
