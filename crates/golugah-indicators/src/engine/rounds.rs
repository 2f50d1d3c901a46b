//! Purchases without a day: which of an office's are lots of one round.
//!
//! Where a month was published the office's month is the batch. Where none was, what one round bought in several lots, a process
//! each, shows it by who bid: nearly the same tenderers, under identifiers that stand beside each other.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use golugah_records::Release;

use super::seen::Row;
use super::{AllSeen, In, Out, read::opened};
use crate::measures;

/// So many of an office's purchases before one, in order of identifier, may be of its round. Portals number one round's lots one after
/// the other; and whoever writes a file with a million purchases of one office makes them compared fifty times each.
const NEIGHBOURS: usize = 50;

/// A purchase without a day.
#[derive(Debug)]
pub(super) struct Undated {
    row: Row,
    /// Whose, as a hash.
    office: u64,
    /// Who took part, as hashes of how their names begin, in order: one firm has many spellings, and some write the lot behind it.
    firms: Box<[u64]>,
}

impl Undated {
    /// What is to be known of a release; nothing where its day was published, or its office was not.
    pub(super) fn of(release: &Release<'_>, row: Row) -> Option<Self> {
        let office = [&release.tender.procuring_entity.id, &release.buyer.id];
        let office = office.into_iter().find(|id| !id.is_empty())?;
        if opened(release).is_some() {
            return None;
        }
        let all = release.organizations.iter();
        let mut firms: Vec<u64> = all
            .filter_map(|firm| match measures::beginning(&firm.name) {
                Some(beginning) => Some(hashed(&beginning)),
                None => (!firm.id.is_empty()).then(|| hashed(&*firm.id)),
            })
            .collect();
        firms.sort_unstable();
        firms.dedup();
        Some(Self {
            row,
            office: hashed(&**office),
            firms: firms.into(),
        })
    }

    pub(super) fn write(&self, out: &mut Out) {
        self.row.write(out);
        out.number(self.office);
        out.number(self.firms.len() as u64);
        self.firms.iter().for_each(|firm| out.number(*firm));
    }

    pub(super) fn read(read: &mut In<'_>) -> Option<Self> {
        Some(Self {
            row: Row::read(read)?,
            office: read.number()?,
            firms: (0..read.count()?).map(|_| read.number()).collect::<Option<_>>()?,
        })
    }

    /// Whether half of those who took part in the smaller of the two took part in both.
    fn is_of_one_round_with(&self, other: &Self) -> bool {
        let (few, many) = if self.firms.len() <= other.firms.len() {
            (&self.firms, &other.firms)
        } else {
            (&other.firms, &self.firms)
        };
        let both = few.iter().filter(|firm| many.binary_search(firm).is_ok()).count();
        both > 0 && 2 * both >= few.len()
    }
}

/// For each purchase without a day, by the number of its row, the number that its round has: the same for all purchases of one
/// round, in whatever order the files were read.
pub(super) fn rounds(undated: Vec<Undated>, seen: &AllSeen) -> HashMap<u64, u64> {
    let mut offices: BTreeMap<u64, Vec<Undated>> = BTreeMap::new();
    for one in undated {
        offices.entry(one.office).or_default().push(one);
    }
    let mut rounds = HashMap::new();
    for (_, mut own) in offices {
        own.sort_by(|a, b| seen.ocid(a.row).cmp(seen.ocid(b.row)));
        let mut first: Vec<usize> = (0..own.len()).collect();
        for at in 1..own.len() {
            for before in at.saturating_sub(NEIGHBOURS)..at {
                if own[at].is_of_one_round_with(&own[before]) {
                    let (one, other) = (root(&mut first, at), root(&mut first, before));
                    first[one.max(other)] = one.min(other);
                }
            }
        }
        for at in 0..own.len() {
            let begins = root(&mut first, at);
            rounds.insert(own[at].row.number(), own[begins].row.number());
        }
    }
    rounds
}

/// The first of those that hang together with this one.
fn root(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

fn hashed(what: &(impl Hash + ?Sized)) -> u64 {
    let mut hash = DefaultHasher::new();
    what.hash(&mut hash);
    hash.finish()
}
