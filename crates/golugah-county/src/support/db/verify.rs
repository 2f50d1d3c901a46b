use std::collections::BTreeMap;
use std::fmt;

use golugah_ledger::{Audit, Checkpoint, Hash, audit, leaf_hash, root_of};
use sea_orm::{DbErr, Value};
use serde::Deserialize;

use super::Db;

/// How many rows are held in memory at once.
const PAGE: i64 = 10_000;

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

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The log's numbering has a gap or a double.
    EntryMissing {
        /// The number that was expected.
        seq: u64,
    },
    /// An entry is not one that this program writes, or bears another number.
    EntryUnreadable {
        /// The entry's number.
        seq: u64,
    },
    /// A row is not as its latest deed left it.
    RecordChanged {
        /// The table.
        table: String,
        /// The row.
        id: String,
        /// The entry of the deed that last wrote it.
        seq: u64,
    },
    /// A row that a deed wrote is gone.
    RecordDeleted {
        /// The table.
        table: String,
        /// The row.
        id: String,
        /// The entry of the deed that last wrote it.
        seq: u64,
    },
    /// No deed wrote this row.
    RecordInserted {
        /// The table.
        table: String,
        /// The row.
        id: String,
    },
    /// The tree kept beside the log is not that of its entries.
    HeadDiffers,
    /// The log beside a checkpoint kept elsewhere.
    Checkpoint(Audit),
}

/// Why a comparison could not be made.
pub type VerifyError = DbErr;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EntryMissing { seq } => write!(f, "log entry {seq} is missing"),
            Self::EntryUnreadable { seq } => {
                write!(f, "log entry {seq} is not as the program writes entries")
            }
            Self::RecordChanged { table, id, seq } => {
                write!(
                    f,
                    "{table} {id} is not as its last deed (log entry {seq}) left it"
                )
            }
            Self::RecordDeleted { table, id, seq } => {
                write!(f, "{table} {id}, last written by log entry {seq}, is gone")
            }
            Self::RecordInserted { table, id } => write!(f, "{table} {id} was written by no deed"),
            Self::HeadDiffers => f.write_str("log_head is not the tree of the log's entries"),
            Self::Checkpoint(Audit::Holds) => f.write_str("the checkpoint holds"),
            Self::Checkpoint(Audit::RolledBack { have, expected }) => {
                write!(
                    f,
                    "the log has {have} entries, the checkpoint vouches for {expected}: the newest are gone"
                )
            }
            Self::Checkpoint(Audit::Rewritten {
                size,
                expected,
                found,
            }) => write!(
                f,
                "the log's first {size} entries are not those of the checkpoint: root {}, expected {}",
                found.to_base64(),
                expected.to_base64()
            ),
        }
    }
}

#[derive(Deserialize)]
struct Entry {
    seq: u64,
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    table: String,
    key: String,
    sha256: String,
}

/// The last word of the log on a row.
struct Last {
    seq: u64,
    sha256: String,
    seen: bool,
}

impl Db {
    /// Holds every official row against the log, and the log against checkpoints that were kept elsewhere.
    pub async fn verify(&self, checkpoints: &[Checkpoint]) -> Result<Verification, VerifyError> {
        let mut faults = Vec::new();
        let mut leaves = Vec::new();
        let mut rows: BTreeMap<(String, String), Last> = BTreeMap::new();
        let mut after = -1;
        loop {
            let sql = "SELECT seq, entry FROM log_entries WHERE seq > $1 ORDER BY seq LIMIT $2";
            let page = self
                .read()
                .rows(sql, vec![Value::from(after), Value::from(PAGE)])
                .await?;
            for row in &page {
                after = row.try_get("", "seq")?;
                let entry: String = row.try_get("", "entry")?;
                let expected = leaves.len() as u64;
                if after != i64::try_from(expected).unwrap_or(i64::MAX) {
                    faults.push(Fault::EntryMissing { seq: expected });
                }
                leaves.push(leaf_hash(entry.as_bytes()));
                match serde_json::from_str::<Entry>(&entry) {
                    Ok(entry) if entry.seq == expected => {
                        for record in entry.records {
                            let last = Last {
                                seq: entry.seq,
                                sha256: record.sha256,
                                seen: false,
                            };
                            rows.insert((record.table, record.key), last);
                        }
                    }
                    _ => faults.push(Fault::EntryUnreadable { seq: expected }),
                }
            }
            if page.is_empty() {
                break;
            }
        }
        let records = self.compare_rows(&mut rows, &mut faults).await?;
        let root = root_of(&leaves);
        let mut tree = golugah_ledger::Tree::new();
        leaves.iter().for_each(|leaf| tree.push(*leaf));
        let head = self
            .read()
            .rows("SELECT tree FROM log_head WHERE id = 1", Vec::new())
            .await?;
        let head: Option<String> = head.first().map(|row| row.try_get("", "tree")).transpose()?;
        let expected: String = tree.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        if head.as_deref() != Some(expected.as_str()) {
            faults.push(Fault::HeadDiffers);
        }
        for checkpoint in checkpoints {
            match audit(leaves.iter().copied(), checkpoint) {
                Audit::Holds => {}
                broken => faults.push(Fault::Checkpoint(broken)),
            }
        }
        Ok(Verification {
            entries: leaves.len() as u64,
            records,
            root,
            faults,
        })
    }

    /// Compares every official row with the log's last word on it; gives how many rows there are.
    async fn compare_rows(
        &self,
        rows: &mut BTreeMap<(String, String), Last>,
        faults: &mut Vec<Fault>,
    ) -> Result<u64, DbErr> {
        let mut records = 0;
        for table in self.schema().tables() {
            let mut after = i64::MIN;
            loop {
                let page = self.schema().row_hashes(self.read(), table, after, PAGE).await?;
                let Some((last_id, _)) = page.last() else { break };
                after = *last_id;
                for (id, sha256) in page {
                    records += 1;
                    let id = id.to_string();
                    match rows.get_mut(&(table.to_owned(), id.clone())) {
                        Some(last) => {
                            last.seen = true;
                            if last.sha256 != sha256 {
                                faults.push(Fault::RecordChanged {
                                    table: table.to_owned(),
                                    id,
                                    seq: last.seq,
                                });
                            }
                        }
                        None => faults.push(Fault::RecordInserted {
                            table: table.to_owned(),
                            id,
                        }),
                    }
                }
            }
        }
        for ((table, id), last) in rows {
            if !last.seen {
                faults.push(Fault::RecordDeleted {
                    table: table.clone(),
                    id: id.clone(),
                    seq: last.seq,
                });
            }
        }
        Ok(records)
    }
}
