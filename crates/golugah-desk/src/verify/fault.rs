use std::fmt;

use golugah_ledger::Audit;

use super::Misshapen;

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
    /// A row of a table of the log's own that no deed wrote.
    RowInserted {
        /// The table.
        table: &'static str,
        /// By what it is known.
        row: String,
    },
    /// A table has more or fewer rows than were found by their numbers.
    Miscounted {
        /// The table.
        table: String,
        /// How many there are.
        counted: u64,
        /// How many were found.
        found: u64,
    },
    /// A table cannot be read as the migrations make it.
    Unreadable {
        /// The table.
        table: String,
        /// What the engine said.
        because: String,
    },
    /// An entry is older than the one before it: the clock was set back.
    StepBack {
        /// The entry's number.
        seq: u64,
        /// When the deed before it was done.
        from: String,
        /// When it was done.
        to: String,
    },
    /// A part of the database's shape is not what the migrations make.
    Shape {
        /// Table, view, index, trigger …
        kind: String,
        /// Its name.
        name: String,
        /// What is wrong with it.
        how: Misshapen,
    },
    /// A row that migrations alone write is not as they wrote it.
    Seed {
        /// The table.
        table: String,
        /// What it says.
        row: String,
        /// What is wrong with it.
        how: Misshapen,
    },
    /// What the migrations make could not be made anew, so that the shape was held against nothing.
    ShapeUnknown {
        /// What the engine said.
        because: String,
    },
    /// The engine's file is not whole, or an index does not say what its table says.
    File {
        /// What the engine said.
        said: String,
    },
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
            Self::RowInserted { table, row } => write!(f, "{table} {row} was written by no deed"),
            Self::Miscounted {
                table,
                counted,
                found,
            } => {
                write!(
                    f,
                    "{table} has {counted} rows, and {found} are found by their numbers"
                )
            }
            Self::Unreadable { table, because } => write!(f, "{table} cannot be read: {because}"),
            Self::StepBack { seq, from, to } => write!(
                f,
                "log entry {seq} is of {to}, the one before it of {from}: the clock was set back"
            ),
            Self::Shape { kind, name, how } => write!(f, "the {kind} {name} {how}"),
            Self::Seed { table, row, how } => write!(f, "{table}: the row {row} {how}"),
            Self::ShapeUnknown { because } => write!(
                f,
                "the database's shape was not checked, for what it should be could not be made: {because}"
            ),
            Self::File { said } => write!(f, "the database's file is not whole: {said}"),
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
