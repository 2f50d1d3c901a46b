//! What was seen of one input, written down and read back: a later scan of the same input by the same program need not look at it again.
//!
//! Texts stand in it once and are numbered; a scan that reads it numbers them anew. Whoever keeps it sees to it that it is what
//! was written and that the same program reads it: there is no version in it, and what does not fit together is refused.

mod worker;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use golugah_findings::{Datum, Kind};
use golugah_records::Timestamp;

use super::batches::{NUMBERED, ROUND, of_nobody};
use super::{BatchOf, Id, Place};

pub use worker::{bearers_in, published_in, told_in};

/// More different words of rules than this were written by no program.
const MOST_WORDS: usize = 10_000;

const KINDS: [Kind; 11] = [
    Kind::Tender,
    Kind::Bid,
    Kind::Buyer,
    Kind::ProcuringEntity,
    Kind::Tenderer,
    Kind::Supplier,
    Kind::Case,
    Kind::Step,
    Kind::Officer,
    Kind::Applicant,
    Kind::Procedure,
];

/// What a rule must know of all processes, as it is written down and read back.
pub(crate) trait Written: Default {
    /// Writes all of it.
    fn write(&self, out: &mut Out);

    /// Reads what was written; `None` where it was not.
    fn read(read: &mut In<'_>) -> Option<Self>;
}

impl Written for () {
    fn write(&self, _: &mut Out) {}

    fn read(_: &mut In<'_>) -> Option<Self> {
        Some(())
    }
}

/// What is being written.
#[derive(Default)]
pub(crate) struct Out {
    bytes: Vec<u8>,
    numbers: HashMap<Id, u64>,
    texts: Vec<Id>,
}

impl Out {
    pub(crate) fn number(&mut self, number: u64) {
        let mut left = number;
        while left >= 0x80 {
            self.bytes.push(left as u8 | 0x80);
            left >>= 7;
        }
        self.bytes.push(left as u8);
    }

    pub(crate) fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    fn wide(&mut self, number: i128) {
        self.bytes.extend(number.to_le_bytes());
    }

    pub(crate) fn float(&mut self, number: f64) {
        self.bytes.extend(number.to_bits().to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend(text.as_bytes());
    }

    fn kind(&mut self, kind: Kind) {
        self.number(kind as u64);
    }

    /// A text by its number here; nothing is 0.
    pub(crate) fn id(&mut self, id: Id) {
        let number = if id.is_some() {
            let next = self.texts.len() as u64 + 1;
            let number = *self.numbers.entry(id).or_insert(next);
            if number == next {
                self.texts.push(id);
            }
            number
        } else {
            0
        };
        self.number(number);
    }

    pub(crate) fn group(&mut self, (kind, id): (Kind, Id)) {
        self.kind(kind);
        self.id(id);
    }

    fn key(&mut self, key: u64) {
        if key & NUMBERED != 0 {
            self.number(0);
            return self.number(key & u64::from(u32::MAX));
        }
        if key & ROUND != 0 {
            self.number(2);
            return self.number(key & u64::from(u32::MAX));
        }
        self.number(1);
        let whose = (key >> 32) as u32;
        self.id(if whose == of_nobody() {
            Id::NONE
        } else {
            Id::of(whose)
        });
        self.number(key & u64::from(u32::MAX));
    }

    pub(crate) fn batch(&mut self, batch: BatchOf) {
        batch.keys().into_iter().for_each(|key| self.key(key));
    }

    pub(crate) fn date(&mut self, date: Option<Timestamp>) {
        let Some(date) = date else {
            return self.number(0);
        };
        self.number(1 + 2 * u64::from(date.date_only) + 4 * u64::from(date.zone_known));
        self.signed(date.millis);
        self.signed(i64::from(date.offset_minutes));
    }

    /// A place in the one input, or behind all.
    pub(crate) fn place(&mut self, place: Place) {
        self.number(if place == Place::LAST {
            u64::MAX
        } else {
            place.line
        });
    }

    fn datum(&mut self, datum: &Datum) {
        match datum {
            Datum::Money { minor, currency } => {
                self.number(0);
                self.signed(*minor);
                self.text(currency);
            }
            Datum::Flag(flag) => {
                self.number(1);
                self.number(u64::from(*flag));
            }
            Datum::Integer(integer) => {
                self.number(2);
                self.signed(*integer);
            }
            Datum::Number(number) => {
                self.number(3);
                self.float(*number);
            }
            Datum::Text(text) => {
                self.number(4);
                self.text(text);
            }
            Datum::List(all) => {
                self.number(5);
                self.number(all.len() as u64);
                all.iter().for_each(|one| self.datum(one));
            }
        }
    }
}

/// What is being read; whatever does not fit is `None`.
pub(crate) struct In<'b> {
    bytes: &'b [u8],
    ids: Vec<Id>,
    input: u32,
    /// The number of the worker whose rows are read.
    worker: u32,
    /// Whether what hangs together with nothing is a case of a log, and not a release.
    of_log: bool,
}

impl<'b> In<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            ids: Vec::new(),
            input: 0,
            worker: 0,
            of_log: false,
        }
    }

    fn take(&mut self, many: usize) -> Option<&'b [u8]> {
        let (taken, left) = self.bytes.split_at_checked(many)?;
        self.bytes = left;
        Some(taken)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let [byte] = *self.take(1)? else { return None };
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    pub(crate) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn wide(&mut self) -> Option<i128> {
        self.take(16)?
            .first_chunk()
            .map(|bytes| i128::from_le_bytes(*bytes))
    }

    pub(crate) fn float(&mut self) -> Option<f64> {
        let bits = self.take(8)?.first_chunk()?;
        Some(f64::from_bits(u64::from_le_bytes(*bits)))
    }

    /// How many of something follow, each of at least one byte.
    pub(crate) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn kind(&mut self) -> Option<Kind> {
        KINDS.get(usize::try_from(self.number()?).ok()?).copied()
    }

    pub(crate) fn id(&mut self) -> Option<Id> {
        match usize::try_from(self.number()?).ok()?.checked_sub(1) {
            Some(at) => self.ids.get(at).copied(),
            None => Some(Id::NONE),
        }
    }

    pub(crate) fn group(&mut self) -> Option<(Kind, Id)> {
        Some((self.kind()?, self.id()?))
    }

    fn key(&mut self) -> Option<u64> {
        let scope = if self.of_log { self.input } else { self.worker };
        match self.number()? {
            0 => return Some(NUMBERED | u64::from(scope) << 32 | self.number()?),
            2 => return Some(ROUND | u64::from(self.worker) << 32 | self.number()?),
            _ => {}
        }
        let whose = self.id()?;
        let whose = if whose.is_some() {
            whose.number()
        } else {
            of_nobody()
        };
        Some(u64::from(whose) << 32 | self.number()?)
    }

    pub(crate) fn batch(&mut self) -> Option<BatchOf> {
        Some(BatchOf::of_keys([
            self.key()?,
            self.key()?,
            self.key()?,
            self.key()?,
        ]))
    }

    /// A date, of which nothing may have been known.
    pub(crate) fn date(&mut self) -> Option<Option<Timestamp>> {
        let flags = self.number()?;
        if flags == 0 {
            return Some(None);
        }
        Some(Some(Timestamp {
            date_only: flags & 2 != 0,
            zone_known: flags & 4 != 0,
            millis: self.signed()?,
            offset_minutes: i16::try_from(self.signed()?).ok()?,
        }))
    }

    pub(crate) fn place(&mut self) -> Option<Place> {
        let line = self.number()?;
        Some(if line == u64::MAX {
            Place::LAST
        } else {
            Place {
                input: self.input,
                line,
            }
        })
    }

    /// The number of the worker whose rows are read.
    pub(crate) fn worker(&self) -> u32 {
        self.worker
    }

    fn datum(&mut self) -> Option<Datum> {
        Some(match self.number()? {
            0 => Datum::Money {
                minor: self.signed()?,
                currency: self.text()?.to_owned(),
            },
            1 => Datum::Flag(self.number()? != 0),
            2 => Datum::Integer(self.signed()?),
            3 => Datum::Number(self.float()?),
            4 => Datum::Text(self.text()?.to_owned()),
            5 => {
                let many = self.count()?;
                Datum::List((0..many).map(|_| self.datum()).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    /// A word of a rule, which lives as long as the program: there are as many as rules have.
    fn word(&mut self) -> Option<&'static str> {
        static WORDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
        let word = self.text()?;
        let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = words.get(word) {
            return Some(*known);
        }
        if words.len() >= MOST_WORDS {
            return None;
        }
        let kept: &'static str = Box::leak(word.into());
        words.insert(kept);
        Some(kept)
    }
}
