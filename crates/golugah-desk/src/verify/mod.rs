//! The comparison of records, log and checkpoints: read in pages, the next one while this one is looked at.

mod beside;
mod fault;
mod file;
mod last_words;
mod numbering;
mod pages;
mod shape;

use std::collections::VecDeque;

use golugah_ledger::{Audit, Checkpoint, Hash, Tree, leaf_hash};
use sea_orm::DbErr;
use serde::Deserialize;

use self::last_words::LastWords;
use self::pages::Records;
use super::Db;
use super::schema::Schema;
use crate::clock::Moment;
use crate::{Deed, SetClockRight, hex};

pub use fault::Fault;
pub use shape::Misshapen;

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
    time: std::borrow::Cow<'text, str>,
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
    /// When the last deed was done.
    time: String,
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
        let made = self.made_or_told(&mut log.faults).await;
        log.faults.extend(self.verify_file(&[]));
        let found = match self.found().await {
            Ok(found) => Some(found),
            Err(error) => {
                log.unreadable("the database's shape", &error);
                None
            }
        };
        if let (Some(made), Some(found)) = (&made, &found) {
            shape::compare(&made.shape, found, &mut log.faults);
        }
        // The tables and columns that there should be; what the database under test says of itself counts for nothing. One
        // that has grown beyond this program, which was named above, is read with what it has more.
        let schema = match &made {
            Some(made) if !self.schema().covers(&made.schema) => &made.schema,
            _ => self.schema(),
        };
        // Where it cannot be read which tables there are, each is asked for.
        let is_table = |name: &str| {
            let key = ("table".to_owned(), name.to_owned());
            found
                .as_ref()
                .is_none_or(|found| found.objects.contains_key(&key))
        };
        if is_table("log_entries")
            && let Err(error) = self.compare_entries(&mut log).await
        {
            log.unreadable("log_entries", &error);
        }
        log.hold_against_checkpoints(true);
        let mut records = 0;
        for table in schema.tables().filter(|table| is_table(table)) {
            match self.compare_rows(schema, table, &mut log).await {
                Ok(rows) => records += rows,
                Err(error) => log.unreadable(table, &error),
            }
        }
        log.words.gone(&mut log.faults);
        if is_table("log_head")
            && let Err(error) = self.compare_head(&mut log).await
        {
            log.unreadable("log_head", &error);
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

    /// Reads the whole log, entry by entry.
    async fn compare_entries(&self, log: &mut Log<'_>) -> Result<(), DbErr> {
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
            self.compare_beside(&said, first, last, &mut log.faults).await;
            first = last.saturating_add(1);
            page = next?;
        }
        let (counted, found) = (self.counted("log_entries").await?, log.tree.size());
        if counted != found {
            let odd = self.odd_rows("log_entries", "seq", 0).await?;
            log.miscounted("log_entries", counted, found + odd.len() as u64);
            log.faults.extend(odd.into_iter().map(|row| Fault::RowInserted {
                table: "log_entries",
                row,
            }));
        }
        self.compare_beyond(first, &mut log.faults).await
    }

    /// Compares every row of a table with the log's last word on it; gives how many rows there are.
    async fn compare_rows(&self, schema: &Schema, table: &str, log: &mut Log<'_>) -> Result<u64, DbErr> {
        let first_fault = log.faults.len();
        let mut found = 0;
        let mut page = self.records_after(schema, table, 0).await?;
        while let Some(last) = page.last_id() {
            found += page.len();
            let (next, doubtful) = tokio::join!(self.records_after(schema, table, last), async {
                log.doubtful(table, schema.newest(table), &page)
            });
            for id in doubtful {
                // The database's own way of writing JSON may differ from ours in a letter; what counts is ours.
                let shape = log.words.shape(table, id);
                let hash = schema.found_hash(self.read(), table, id, shape).await?;
                log.words.hold(table, id, hash.as_deref(), &mut log.faults);
            }
            page = next?;
        }
        let counted = self.counted(table).await?;
        if counted != found {
            // They come first: whoever looks for what is wrong begins with what the program never writes.
            let odd = self.odd_rows(table, "id", 1).await?;
            found += odd.len() as u64;
            let table_name = || table.to_owned();
            let odd = odd.into_iter().map(|id| Fault::RecordInserted {
                table: table_name(),
                id,
            });
            log.faults.splice(first_fault..first_fault, odd);
            log.miscounted(table, counted, found);
        }
        Ok(counted)
    }

    /// Holds the tree kept beside the log against that of its entries.
    async fn compare_head(&self, log: &mut Log<'_>) -> Result<(), DbErr> {
        let sql = "SELECT COALESCE(CAST(id AS TEXT), 'NULL') AS id, tree FROM log_head ORDER BY 1";
        let expected = hex(&log.tree.to_bytes());
        let mut holds = false;
        for row in self.read().rows(sql, Vec::new()).await? {
            let id: String = row.get("id").unwrap_or_else(|_| "?".to_owned());
            let tree: Option<String> = row.get("tree").ok();
            if id == "1" {
                holds = tree.as_deref() == Some(expected.as_str());
            } else {
                log.faults.push(Fault::RowInserted {
                    table: "log_head",
                    row: id,
                });
            }
        }
        if !holds {
            log.faults.push(Fault::HeadDiffers);
        }
        Ok(())
    }
}

impl<'c> Log<'c> {
    fn new(checkpoints: &'c [Checkpoint]) -> Self {
        let mut by_size: Vec<_> = checkpoints.iter().enumerate().collect();
        by_size.sort_by_key(|(_, checkpoint)| checkpoint.size);
        let mut log = Self {
            tree: Tree::new(),
            time: String::new(),
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
                    self.step_to(expected, &entry.time, entry.deed == SetClockRight::NAME);
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
            .filter(|(id, row)| !words.vouch(table, *id, shape, *row))
            .map(|(id, _)| id)
            .collect()
    }

    /// Goes on to the time of the next entry, and says where it lies before that of the last one.
    fn step_to(&mut self, seq: u64, time: &str, is_set_right: bool) {
        // Times are written so that they sort as texts; only one that sorts before is read.
        if *time < *self.time && !is_set_right {
            let back = Moment::parse(&self.time).zip(Moment::parse(time));
            if back.is_none_or(|(from, to)| to.is_set_back_from(from)) {
                self.faults.push(Fault::StepBack {
                    seq,
                    from: self.time.clone(),
                    to: time.to_owned(),
                });
            }
        }
        self.time.clear();
        self.time.push_str(time);
    }

    fn miscounted(&mut self, table: &str, counted: u64, found: u64) {
        if counted != found {
            self.faults.push(Fault::Miscounted {
                table: table.to_owned(),
                counted,
                found,
            });
        }
    }

    fn unreadable(&mut self, table: &str, error: &DbErr) {
        self.faults.push(Fault::Unreadable {
            table: table.to_owned(),
            because: error.to_string(),
        });
    }
}
