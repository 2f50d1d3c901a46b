//! The database: one code base on SQLite and PostgreSQL, one writer, and no way to write but a logged deed.
//!
//! [`Db::perform`] hands a deed to the writer, a task with a connection of its own. It takes all deeds that wait, up to
//! [`MOST_DEEDS_IN_A_COMMIT`], into one transaction, each behind a savepoint of its own: a refused deed takes nothing
//! with it, and nobody is told "done" before the commit is on disk and a reader has seen it there. After any failure the
//! writer's connection is closed and another one opened; where nobody can say whether a commit holds, the process ends.
//! Decisions 0014 and 0026 have what was measured.

mod analyze;
pub mod clock;
mod connect;
mod copy;
mod deed;
mod desk;
mod export;
mod failure;
mod head;
pub mod heard;
mod house;
mod line;
pub mod log;
mod made;
mod making;
mod mark;
mod matter;
mod migrations;
mod once;
mod open;
mod opened;
pub mod private;
mod public;
mod read;
pub mod room;
mod salt;
mod schema;
mod scrub;
mod standing;
pub mod store;
mod verify;
mod versions;
mod writer;

pub use connect::is_read_only;
pub use copy::copy_sqlite;
pub use deed::{Actor, Deed, NO_ROOM, Refusal, SetClockRight, UNAVAILABLE};
pub(crate) use desk::kind_and_record;
pub use desk::{Desk, LONGEST_ENTRY, MOST_ROWS};
pub use export::Record;
pub use failure::Failure;
pub use head::hex;
pub use house::{Derives, House, Migration};
pub use making::Making;
pub use matter::{Matter, NoMatter};
pub use once::{Doer, Done, Sending};
pub use open::{Db, OpenError};
pub use public::PublicRead;
pub use read::{Read, Row};
pub use standing::Standing;
pub use verify::{Fault, Misshapen, Verification, VerifyError};
pub use versions::{NewestVersion, Versions};
pub use writer::MOST_DEEDS_IN_A_COMMIT;
