//! The comparison of records, log and checkpoints: read in pages, the next one while this one is looked at.

mod beside;
mod fault;
mod last_words;
mod pages;

use std::collections::VecDeque;

use golugah_ledger::{Audit, Checkpoint, Hash, Tree, leaf_hash};
use sea_orm::DbErr;
use serde::Deserialize;

use self::last_words::LastWords;
use self::pages::Records;
use super::Db;

pub use fault::Fault;

/// What the comparison of records, log and checkpoint came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Entries in the log.
    pub entries: u64,
    /// Rows in the official tables.
    pub records: u64,
    /// The root over the entries.
    pub root: Hash,
    /// What does not hold, in the order it was met.
    pub faults: Vec<Fault>,
}

/// Why a comparison could not be made.
pub type VerifyError = DbErr;

/// As much of an entry as the comparison needs.
#[derive(Deserialize)]
struct Entry<'text> {
    seq: u64,
    #[serde(borrow)]
    actor: Option<std::borrow::Cow<'text, str>>,
    #[serde(borrow)]
    deed: std::borrow::Cow<'text, str>,
    #[serde(borrow)]
    case: Option<std::borrow::Cow<'text, str>>,
    #[serde(borrow)]
    records: Vec<Vouched<'text>>,
}

/// A row that an entry vouches for.
#[derive(Deserialize)]
struct Vouched<'text> {
    #[serde(borrow)]
    table: std::borrow::Cow<'text, str>,
    #[serde(borrow)]
    key: std::borrow::Cow<'text, str>,
    shape: u32,
    #[serde(borrow)]
    sha256: std::borrow::Cow<'text, str>,
}

/// The log as far as it was read, beside the checkpoints it is held against.
struct Log<'c> {
    tree: Tree,
    words: LastWords,
    /// With their places as they were given; by size, the smallest first; those that were passed are gone.
    checkpoints: VecDeque<(usize, &'c Checkpoint)>,
    faults: Vec<Fault>,
    audits: Vec<(usize, Audit)>,
}

impl Db {
    /// Holds every official row against the log, and the log against checkpoints that were kept elsewhere.
    ///
    /// # Errors
    /// Where the database cannot be read. What is in it and should not be is no error, but a fault.
    pub async fn verify(&self, checkpoints: &[Checkpoint]) -> Result<Verification, VerifyError> {
        let mut log = Log::new(checkpoints);
        let mut page = self.entries_after(-1).await?;
        let mut first = 0;
        while !page.is_empty() {
            let last = page.last_seq();
            if last == i64::MAX {
                // A place that is no number sorts behind all that are; behind it there is nothing to ask for.
                log.take(&page);
                break;
            }
            // The next page is on its way, in the database's own thread, while this one is looked at.
            let (next, said) = tokio::join!(self.entries_after(last), async { log.take(&page) });
            self.compare_beside(&said, first, last, &mut log.faults).await?;
            first = last.saturating_add(1);
            page = next?;
        }
        log.hold_against_checkpoints(true);
        self.compare_beyond(first, &mut log.faults).await?;
        let mut records = 0;
        for table in self.schema().tables() {
            records += self.compare_rows(table, &mut log).await?;
        }
        log.words.gone(&mut log.faults);
        let head = self
            .read()
            .rows("SELECT tree FROM log_head WHERE id = 1", Vec::new())
            .await?;
        let head: Option<String> = head.first().map(|row| row.try_get("", "tree")).transpose()?;
        let bytes = log.tree.to_bytes();
        let expected: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if head.as_deref() != Some(expected.as_str()) {
            log.faults.push(Fault::HeadDiffers);
        }
        // In the order in which they were given.
        let mut audits = log.audits;
        audits.sort_unstable_by_key(|(place, _)| *place);
        let broken = audits.into_iter().filter(|(_, audit)| *audit != Audit::Holds);
        log.faults
            .extend(broken.map(|(_, audit)| Fault::Checkpoint(audit)));
        Ok(Verification {
            entries: log.tree.size(),
            records,
            root: log.tree.root(),
            faults: log.faults,
        })
    }

    /// Compares every row of a table with the log's last word on it; gives how many rows there are.
    async fn compare_rows(&self, table: &str, log: &mut Log<'_>) -> Result<u64, DbErr> {
        let mut records = 0;
        let mut page = self.records_after(table, i64::MIN).await?;
        while !page.is_empty() {
            let Some(last) = page.last_id() else {
                // Rows without a number sort behind all others: no deed wrote them, and there are no pages behind them.
                log.take_odd(table, &page);
                return Ok(records + page.odd().count() as u64);
            };
            records += page.len();
            let (next, doubtful) = tokio::join!(self.records_after(table, last), async {
                log.doubtful(table, self.schema().newest(table), &page)
            });
            for id in doubtful {
                // The database's own way of writing JSON may differ from ours in a letter; what counts is ours.
                let shape = log.words.shape(table, id);
                let hash = self.schema().found_hash(self.read(), table, id, shape).await?;
                log.words.hold(table, id, hash.as_deref(), &mut log.faults);
            }
            page = next?;
        }
        Ok(records)
    }
}

impl<'c> Log<'c> {
    fn new(checkpoints: &'c [Checkpoint]) -> Self {
        let mut by_size: Vec<_> = checkpoints.iter().enumerate().collect();
        by_size.sort_by_key(|(_, checkpoint)| checkpoint.size);
        let mut log = Self {
            tree: Tree::new(),
            words: LastWords::default(),
            checkpoints: by_size.into(),
            faults: Vec::new(),
            audits: Vec::new(),
        };
        log.hold_against_checkpoints(false);
        log
    }

    /// Takes a page of entries in, and gives what they say of what is kept beside them.
    fn take(&mut self, page: &pages::Entries) -> beside::Page {
        let mut said = beside::Page::default();
        for (seq, entry) in page.iter() {
            let expected = self.tree.size();
            if seq != i64::try_from(expected).unwrap_or(i64::MAX) {
                self.faults.push(Fault::EntryMissing { seq: expected });
            }
            self.tree.push(leaf_hash(entry.as_bytes()));
            match serde_json::from_str::<Entry<'_>>(entry) {
                Ok(entry) if entry.seq == expected => {
                    let (actor, case) = (entry.actor.as_deref(), entry.case.as_deref());
                    said.says(seq, actor, case, &entry.deed);
                    for record in entry.records {
                        self.words
                            .say(&record.table, &record.key, expected, record.shape, &record.sha256);
                    }
                }
                _ => {
                    said.is_unreadable(seq);
                    self.faults.push(Fault::EntryUnreadable { seq: expected });
                }
            }
            self.hold_against_checkpoints(false);
        }
        said
    }

    /// Holds the log, as far as it was read, against the checkpoints that vouch for just so much of it; at the end of
    /// the log, those that vouch for more are left over.
    fn hold_against_checkpoints(&mut self, at_end: bool) {
        let size = self.tree.size();
        while let Some(&(place, checkpoint)) = self.checkpoints.front() {
            let audit = if checkpoint.size > size {
                if !at_end {
                    return;
                }
                Audit::RolledBack {
                    have: size,
                    expected: checkpoint.size,
                }
            } else {
                let found = self.tree.root();
                if found == checkpoint.root {
                    Audit::Holds
                } else {
                    Audit::Rewritten {
                        size,
                        expected: checkpoint.root,
                        found,
                    }
                }
            };
            self.audits.push((place, audit));
            self.checkpoints.pop_front();
        }
    }

    /// The rows of a page whose text, as the database writes it, is not what the log vouches for.
    fn doubtful(&mut self, table: &str, shape: u32, page: &Records) -> Vec<i64> {
        let words = &mut self.words;
        page.iter()
            .filter(|(id, text)| !words.vouch(table, *id, shape, *text))
            .map(|(id, _)| id)
            .collect()
    }

    /// Names the rows of a page that have no number.
    fn take_odd(&mut self, table: &str, page: &Records) {
        for id in page.odd() {
            self.faults.push(Fault::RecordInserted {
                table: table.to_owned(),
                id: id.to_owned(),
            });
        }
    }
}
