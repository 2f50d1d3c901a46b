use std::fmt;

use golugah_ledger::Audit;

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
