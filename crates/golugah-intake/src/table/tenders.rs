//! Rows of tenders, winners or bids, made into the standard's own form: from there on they are read as every other file.

use std::fmt::Write as _;
use std::io;

use golugah_persian::{JalaliDate, normalise};
use golugah_records::Note;

use super::map::{Places, RowIs};
use super::rows::{Fault, Row};
use super::tender::{Ids, Reading};
use super::values::{moment, name};
use super::words::words;
use super::{SheetChain, Telling};
use crate::blocks::{Block, Blocks, Records};
use crate::{Limits, Reject};

/// Bytes of a block.
const BLOCK_BYTES: usize = 1 << 20;

/// A number of so many signs is one that nobody else gives.
const OWN_NUMBER: usize = 8;

/// The days that say the year of a tender, the first one that is there.
pub(super) const YEAR_OF: [&str; 4] = ["published", "start", "deadline", "award_date"];

/// Blocks of releases made from rows.
pub(crate) struct Tenders {
    chain: SheetChain,
    telling: Telling,
    pending: Option<Pending>,
    done: bool,
    file: String,
    sheet: String,
}

/// By what rows are one tender.
#[derive(Clone, Default)]
struct Key {
    own: String,
    /// The office and the number as the row has them.
    buyer: String,
    number: String,
}

/// A tender of which more rows may follow.
#[derive(Default)]
pub(super) struct Pending {
    key: Key,
    line: u64,
    /// Fields of the tender, each with its JSON.
    head: Vec<(&'static str, String)>,
    pub(super) bids: Vec<String>,
    pub(super) bid_ids: Ids,
    pub(super) awards: Vec<String>,
    pub(super) award_ids: Ids,
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
    pub(super) fn new(chain: SheetChain, telling: Telling, file: &str) -> Self {
        Self {
            chain,
            telling,
            pending: None,
            done: false,
            file: file.to_owned(),
            sheet: String::new(),
        }
    }

    /// The key by which rows are one tender; what that of the row before was is known.
    fn key(&self, places: &Places, row: &Row, buyer: &str) -> Result<Key, Fault> {
        let sheet = self.chain.sheet();
        let of_file = |parts: &[&str]| {
            let all: Vec<&str> = [self.file.as_str(), sheet]
                .into_iter()
                .chain(parts.iter().copied())
                .collect();
            let all: Vec<&str> = all.into_iter().filter(|part| !part.is_empty()).collect();
            all.join("/")
        };
        let Some(placed) = places.get("number") else {
            let own = of_file(&[&row.number.to_string()]);
            return Ok(Key {
                own,
                ..Key::default()
            });
        };
        let before = self.pending.as_ref().map(|pending| &pending.key);
        let number = normalise(&name(row.cell(placed.place))).replace(' ', "");
        if !number.chars().any(char::is_alphanumeric) {
            // A merged cell stands in its first row alone.
            return match before {
                Some(before) if self.telling.map.row == RowIs::Bid => Ok(before.clone()),
                _ => {
                    let cell = format!("{}{}", places.letters("number"), row.number);
                    Err(Fault::new("tables-row-no-number", &[("cell", &cell)]))
                }
            };
        }
        let year = self.year(places, row);
        if let Some(before) = before
            && year.is_none()
            && (before.number.as_str(), before.buyer.as_str()) == (number.as_str(), buyer)
        {
            return Ok(before.clone());
        }
        let signs = number.chars().filter(|sign| sign.is_alphanumeric()).count();
        let year = year.filter(|_| !names_year(&number));
        let own = match (buyer, &year) {
            _ if signs >= OWN_NUMBER => number.clone(),
            ("", _) => of_file(&[year.as_deref().unwrap_or_default(), &number]),
            (buyer, Some(year)) => format!("{buyer}/{year}/{number}"),
            (buyer, None) if names_year(&number) => format!("{buyer}/{number}"),
            (buyer, None) => of_file(&[buyer, &number]),
        };
        Ok(Key {
            own,
            buyer: buyer.to_owned(),
            number,
        })
    }

    /// The year that a row's own days say, for every office's numbers begin anew with it.
    fn year(&self, places: &Places, row: &Row) -> Option<String> {
        let days = self.telling.map.days();
        YEAR_OF.into_iter().find_map(|field| {
            let day = moment(row.cell(places.get(field)?.place), days).ok()?;
            Some(JalaliDate::from_rfc3339(&day)?.year.to_string())
        })
    }

    fn take(
        &mut self,
        row: &Row,
        block: &mut Block,
        listed: &mut Vec<(usize, usize, u64)>,
    ) -> io::Result<()> {
        let places = self.chain.places().clone();
        let sheet = self.chain.sheet().to_owned();
        if self.sheet != sheet {
            self.flush(block, listed);
            self.sheet.clone_from(&sheet);
        }
        let fault = match &row.fault {
            Some(fault) => Some(fault.clone()),
            None => is_total(row, &places).then(|| Fault::new("tables-row-total", &[])),
        };
        if let Some(fault) = fault {
            // Rows without a number that follow belong to this one, and not to the tender before it.
            self.flush(block, listed);
            return self.reject(block, row, &sheet, &fault);
        }
        let buyer = match places.get("buyer").map(|placed| name(row.cell(placed.place))) {
            Some(buyer) if !buyer.is_empty() => buyer,
            _ => self.telling.map.buyer.clone(),
        };
        let key = match self.key(&places, row, &normalise(&buyer)) {
            Ok(key) => key,
            Err(fault) => return self.reject(block, row, &sheet, &fault),
        };
        if self
            .pending
            .as_ref()
            .is_none_or(|pending| pending.key.own != key.own)
        {
            self.flush(block, listed);
            self.pending = Some(Pending {
                key,
                line: self.chain.place(row.number),
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
            line: self.chain.place(row.number),
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

/// Whether a number names its year beside what it counts, as `12/1403` does.
fn names_year(number: &str) -> bool {
    let runs: Vec<&str> = number
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let is_year = |run: &&str| {
        let year: u32 = run.parse().unwrap_or_default();
        run.len() == 4 && (matches!(year, 1300..=1499) || matches!(year, 1990..=2099))
    };
    runs.len() > 1 && runs.iter().any(is_year)
}

/// Whether a row sums others up: a cell says so, and it has no number of its own or hardly anything else.
fn is_total(row: &Row, places: &Places) -> bool {
    let says = |text: &str| words().is_total(text);
    if !row.filled().any(|cell| says(cell.text)) {
        return false;
    }
    let number = places.get("number").map(|placed| row.cell(placed.place));
    number.is_none_or(|number| number.is_empty() || says(number.text)) || is_mostly_empty(row, places)
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
        let mut json = format!("{{\"ocid\":{},\"tag\":[\"tender\"]{outer}", quoted(&self.key.own));
        let _ = write!(json, ",\"tender\":{{\"id\":{}{tender}}}", quoted(&self.key.own));
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
