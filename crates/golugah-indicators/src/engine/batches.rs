//! Which observations hang together, and the totals of those that do.

use std::collections::HashMap;

use golugah_findings::{BatchKind, Kind};
use golugah_records::Timestamp;

use super::seen::Row;
use super::tallies::Slot;
use super::{Definition, Id};

/// How many kinds of groups there are.
pub(super) const KINDS: usize = Kind::Procedure as usize + 1;

/// Set in keys that are no identifier's, so that they are nobody's month or day.
pub(super) const NUMBERED: u64 = 1 << 63;

/// What stands in a key for whose it is where that was not published.
pub(super) fn of_nobody() -> u32 {
    Id::NONE.number() & !(1 << 31)
}

/// Set in keys of rounds of purchases without a day. The numbers of texts end before it.
pub(super) const ROUND: u64 = 1 << 62;

/// Stands in the place of the month where no day is known: no month has this number.
const UNDATED: i64 = u32::MAX as i64;

/// Whether a batch is one tender or case.
pub(super) fn is_by_itself(key: u64) -> bool {
    key & NUMBERED != 0
}

/// Whether a batch of tenders stands for an office's month that was not published.
pub(super) fn is_undated(key: u64) -> bool {
    !is_by_itself(key) && (key & ROUND != 0 || key as u32 == UNDATED as u32)
}

/// By which batches an indicator's observations are counted for groups of each kind, as its `indicator.toml` declares.
pub(crate) type Declared = [Option<BatchKind>; KINDS];

/// What an indicator declares.
pub(super) fn declared(definition: &Definition) -> Declared {
    let mut declared = [None; KINDS];
    for (kind, batch) in &definition.batch {
        declared[*kind as usize] = Some(*batch);
    }
    declared
}

/// The batches that an observation lies in, one for each way in which observations can hang together.
///
/// A key is a number that means the same batch on every thread of one scan, and nothing beyond it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BatchOf {
    /// Whose, and when: the office's month, the officer's day. Of a tender without a day its round.
    time: u64,
    /// The same for those who bid. Of tenders without a day all that they did at that office.
    at_office: u64,
    /// The tender or case.
    own: u64,
    /// The applicant or supplier.
    party: u64,
}

impl BatchOf {
    /// Those of a tender. Where the office is not known it hangs together with nothing else.
    ///
    /// Where no day is known nobody can tell two purchases from two lots of one. For the office its rounds are worked out when all
    /// were met ([`Batches::by_round`]); for a tenderer, who takes part in all lots of a round, the whole office is one.
    pub(super) fn of_tender(row: Row, office: Id, day: Option<Timestamp>) -> Self {
        let own = NUMBERED | row.number();
        let office = office.is_some().then(|| office.number());
        let (time, at_office) = match (office, day) {
            (None, _) => (own, own),
            (Some(office), Some(day)) => {
                let (year, month, _) = day.local_date();
                let month = key(office, year * 12 + i64::from(month));
                (month, month)
            }
            (Some(office), None) => (ROUND | row.number(), key(office, UNDATED)),
        };
        Self {
            time,
            at_office,
            own,
            party: own,
        }
    }

    /// Those of an event, in the log of that input: an applicant who is not known has one case.
    pub(super) fn of_event(officer: Id, day: Timestamp, applicant: Id, (input, case): (u32, usize)) -> Self {
        let own = NUMBERED | u64::from(input) << 32 | case as u64;
        let time = key(officer.number(), day.local_day());
        Self {
            time,
            at_office: time,
            own,
            party: if applicant.is_some() {
                key(applicant.number(), 0)
            } else {
                own
            },
        }
    }

    /// Its keys, in a fixed order.
    pub(super) fn keys(self) -> [u64; 4] {
        [self.time, self.at_office, self.own, self.party]
    }

    /// The same from its keys.
    pub(super) fn of_keys([time, at_office, own, party]: [u64; 4]) -> Self {
        Self {
            time,
            at_office,
            own,
            party,
        }
    }

    /// The batch in which an indicator counts for groups of this kind; none where nobody judges them.
    pub(super) fn key(self, declared: &Declared, kind: Kind) -> Option<u64> {
        Some(match declared[kind as usize]? {
            BatchKind::OfficeMonth | BatchKind::Round | BatchKind::Office
                if matches!(kind, Kind::Tenderer | Kind::Supplier) =>
            {
                self.at_office
            }
            BatchKind::OfficeMonth | BatchKind::Round | BatchKind::Office | BatchKind::OfficerDay => {
                self.time
            }
            BatchKind::Tender | BatchKind::Case => self.own,
            BatchKind::Applicant | BatchKind::Supplier => self.party,
        })
    }
}

/// Whose and when. The numbers of texts end before bit 31, but for the one of what was not published, and of that only
/// its lower bits are needed: nothing else has them.
fn key(whose: u32, when: i64) -> u64 {
    u64::from(whose & !(1 << 31)) << 32 | u64::from(when as u32)
}

/// The batches of one indicator's totals on one thread.
///
/// They are a list, and brought together only when it has doubled: most batches of tenderers are of one observation, and
/// a place in a map for each would cost more than all other totals.
#[derive(Debug, Default)]
pub(super) struct Batches {
    entries: Vec<Entry>,
    /// How many of them, from the first on, are in order and each once.
    in_order: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    key: u64,
    slot: Slot,
    /// What does not fit into so few bits stands in several entries.
    raised: u16,
    computable: u16,
}

/// Lists shorter than this are not brought together before the end.
const SHORT: usize = 4096;

impl Batches {
    pub(super) fn add(&mut self, slot: Slot, key: u64, raised: u64, computable: u64) {
        let (mut raised, mut computable) = (raised, computable);
        while computable > 0 {
            let part = u16::try_from(computable).unwrap_or(u16::MAX);
            let hit = u16::try_from(raised).unwrap_or(u16::MAX).min(part);
            self.entries.push(Entry {
                key,
                slot,
                raised: hit,
                computable: part,
            });
            raised -= u64::from(hit);
            computable -= u64::from(part);
        }
        self.gather_if_doubled();
    }

    /// There may be a hundred lists to merge, and sorting the whole after each would cost more than all else.
    fn gather_if_doubled(&mut self) {
        if self.entries.len() >= SHORT.max(2 * self.in_order) {
            self.gather();
        }
    }

    /// Gives what was met of a round without a day the key of the round.
    pub(super) fn by_round(&mut self, rounds: &HashMap<u64, u64>) {
        for entry in &mut self.entries {
            if !is_by_itself(entry.key)
                && entry.key & ROUND != 0
                && let Some(round) = rounds.get(&(entry.key & !ROUND))
            {
                entry.key = ROUND | round;
                self.in_order = 0;
            }
        }
    }

    /// Brings the entries of one batch together.
    fn gather(&mut self) {
        // Stable sorting finds the part that is in order already.
        self.entries.sort_by_key(|entry| (entry.slot, entry.key));
        self.entries.dedup_by(|next, first| {
            let fits = (next.slot, next.key) == (first.slot, first.key)
                && first.computable.checked_add(next.computable).is_some();
            if fits {
                first.raised += next.raised;
                first.computable += next.computable;
            }
            fits
        });
        self.in_order = self.entries.len();
    }

    /// Adds the batches of another thread, whose rows stand where `rows` says.
    pub(super) fn merge(&mut self, other: &Self, rows: &[Slot]) {
        self.entries.extend(other.entries.iter().map(|entry| Entry {
            slot: rows[entry.slot.index()],
            ..*entry
        }));
        self.gather_if_doubled();
    }

    /// The batches as they stand, in parts and in no order that means anything, as (row, key, raised, computable).
    pub(super) fn entries(&self) -> impl Iterator<Item = (Slot, u64, u64, u64)> {
        let entries = self.entries.iter();
        entries.map(|one| {
            (
                one.slot,
                one.key,
                u64::from(one.raised),
                u64::from(one.computable),
            )
        })
    }

    /// At most how many batches there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All batches, those of one row one behind the other, as (row, key, raised, computable).
    pub(super) fn into_rows(mut self) -> impl Iterator<Item = (Slot, u64, u64, u64)> {
        self.gather();
        let mut entries = self.entries.into_iter().peekable();
        std::iter::from_fn(move || {
            let first = entries.next()?;
            let (mut raised, mut computable) = (u64::from(first.raised), u64::from(first.computable));
            while let Some(more) = entries.next_if(|next| (next.slot, next.key) == (first.slot, first.key)) {
                raised += u64::from(more.raised);
                computable += u64::from(more.computable);
            }
            Some((first.slot, first.key, raised, computable))
        })
    }
}
