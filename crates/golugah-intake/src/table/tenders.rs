//! Rows of tenders, winners or bids, made into the standard's own form: from there on they are read as every other file.

use std::fmt::Write as _;
use std::io;

use golugah_persian::normalise;
use golugah_records::Note;

use super::map::{Places, RowIs};
use super::rows::{Fault, Row};
use super::tender::Reading;
use super::values::name;
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
pub(super) struct Pending {
    key: String,
    line: u64,
    /// Fields of the tender, each with its JSON.
    head: Vec<(&'static str, String)>,
    pub(super) bids: Vec<String>,
    pub(super) awards: Vec<String>,
    pub(super) notes: Vec<Note>,
}

impl Pending {
    /// Takes a field of the tender; what an earlier row said of it stands.
    pub(super) fn head(&mut self, path: &'static str, json: String) {
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
