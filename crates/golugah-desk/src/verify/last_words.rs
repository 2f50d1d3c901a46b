use std::collections::{BTreeMap, HashMap};

use golugah_ledger::Hash;

use super::Fault;
use crate::schema::Salted;

/// The log's last word on every row: which entry wrote it last, and its hash then.
#[derive(Default)]
pub(super) struct LastWords {
    tables: BTreeMap<String, HashMap<i64, Last>>,
    /// Rows by keys that are no numbers as this program writes them. There can be no such row.
    odd: BTreeMap<(String, String), u64>,
}

struct Last {
    seq: u64,
    shape: u32,
    sha256: Option<Hash>,
    seen: bool,
}

impl LastWords {
    /// An entry's word on a row.
    pub(super) fn say(&mut self, table: &str, key: &str, seq: u64, shape: u32, sha256: &str) {
        let Some(id) = number(key) else {
            self.odd.insert((table.to_owned(), key.to_owned()), seq);
            return;
        };
        let last = Last {
            seq,
            shape,
            sha256: Hash::from_hex(sha256).ok(),
            seen: false,
        };
        match self.tables.get_mut(table) {
            Some(rows) => {
                rows.insert(id, last);
            }
            None => {
                self.tables.insert(table.to_owned(), HashMap::from([(id, last)]));
            }
        }
    }

    /// Whether the log vouches for a row with this salt and canonical text in the shape in which rows are written now.
    pub(super) fn vouch(&mut self, table: &str, id: i64, shape: u32, row: Option<&Salted>) -> bool {
        let last = self.tables.get_mut(table).and_then(|rows| rows.get_mut(&id));
        let (Some(last), Some(row)) = (last, row) else {
            return false;
        };
        let holds = last.shape == shape && last.sha256 == Some(row.salt.row(shape, &row.text));
        last.seen |= holds;
        holds
    }

    /// The shape in which a row was last written; 0 for a row that no deed wrote.
    pub(super) fn shape(&self, table: &str, id: i64) -> u32 {
        let last = self.tables.get(table).and_then(|rows| rows.get(&id));
        last.map_or(0, |last| last.shape)
    }

    /// Holds a row by its hash, and says what does not hold. A row without a hash has something in it that no deed
    /// writes: text where a number belongs, bytes, no salt, or something in a column that its shape does not know.
    pub(super) fn hold(&mut self, table: &str, id: i64, sha256: Option<&str>, faults: &mut Vec<Fault>) {
        let last = self.tables.get_mut(table).and_then(|rows| rows.get_mut(&id));
        let (table, id) = (table.to_owned(), id.to_string());
        let Some(last) = last else {
            faults.push(Fault::RecordInserted { table, id });
            return;
        };
        last.seen = true;
        if last.sha256.is_none() || sha256.and_then(|sha256| Hash::from_hex(sha256).ok()) != last.sha256 {
            let seq = last.seq;
            faults.push(Fault::RecordChanged { table, id, seq });
        }
    }

    /// The rows that nobody has seen.
    pub(super) fn gone(&self, faults: &mut Vec<Fault>) {
        let mut gone: Vec<(String, String, u64)> = Vec::new();
        for (table, rows) in &self.tables {
            let unseen = rows.iter().filter(|(_, last)| !last.seen);
            gone.extend(unseen.map(|(id, last)| (table.clone(), id.to_string(), last.seq)));
        }
        let odd = self.odd.iter();
        gone.extend(odd.map(|((table, id), seq)| (table.clone(), id.clone(), *seq)));
        gone.sort_unstable();
        faults.extend(
            gone.into_iter()
                .map(|(table, id, seq)| Fault::RecordDeleted { table, id, seq }),
        );
    }
}

/// A key as the program writes it.
fn number(key: &str) -> Option<i64> {
    let digits = key.strip_prefix('-').unwrap_or(key);
    let plain = key == "0" || digits.starts_with(|c: char| ('1'..='9').contains(&c));
    plain.then(|| key.parse().ok()).flatten()
}
