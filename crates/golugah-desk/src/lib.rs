//! The database: one code base on SQLite and PostgreSQL, one writer, and no way to write but a logged deed.
//!
//! [`Db::perform`] hands a deed to the writer, a task with a connection of its own. It takes all deeds that wait, up to
//! [`MOST_DEEDS_IN_A_COMMIT`], into one transaction, each behind a savepoint of its own: a refused deed takes nothing
//! with it, and nobody is told "done" before the commit is on disk. Decision 0014 has what was measured.

pub mod clock;
mod copy;
mod deed;
mod desk;
mod export;
pub mod log;
mod made;
mod migrations;
mod open;
pub mod private;
mod public;
mod read;
mod salt;
mod schema;
pub mod store;
mod verify;
mod writer;

pub use copy::copy_sqlite;
pub use deed::{Actor, Deed, Refusal, SetClockRight};
pub(crate) use desk::kind_and_record;
pub use desk::{Desk, LONGEST_ENTRY, MOST_ROWS};
pub use export::Record;
pub use open::{Db, OpenError};
pub use public::PublicRead;
pub use read::Read;
pub use verify::{Fault, Misshapen, Verification, VerifyError};
pub use writer::MOST_DEEDS_IN_A_COMMIT;
