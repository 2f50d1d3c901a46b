use std::fmt;

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

use super::Refusal;

/// Why the database can do nothing just now. After it the connection is trusted with nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The disk is full.
    NoRoom(String),
    /// Locked, cut off, or broken; what the engine said.
    Unavailable(String),
}

impl Failure {
    /// What an error says of the connection it came over: `None` where the engine answered a statement, refusing it, and
    /// the transaction around it stands as it did.
    pub fn of(error: &DbErr) -> Option<Self> {
        let said = || error.to_string();
        let runtime = match error {
            DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime) => runtime,
            DbErr::ConnectionAcquire(_) => return Some(Self::Unavailable(said())),
            _ => return None,
        };
        let RuntimeErr::SqlxError(cause) = runtime else {
            return Some(Self::Unavailable(said()));
        };
        match cause.as_ref() {
            SqlxError::Database(database) => kind(database.as_ref(), said()),
            // A column that is not there or holds something else: what was asked is wrong, not who answered.
            SqlxError::ColumnDecode { .. }
            | SqlxError::ColumnNotFound(_)
            | SqlxError::ColumnIndexOutOfBounds { .. }
            | SqlxError::Decode(_)
            | SqlxError::Encode(_)
            | SqlxError::RowNotFound
            | SqlxError::TypeNotFound { .. } => None,
            SqlxError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                Some(Self::NoRoom(said()))
            }
            _ => Some(Self::Unavailable(said())),
        }
    }

    /// The failure of what must not fail: of begin, savepoint, commit, rollback. There even a refusal means that the
    /// connection is not in the state in which it is believed to be.
    pub(crate) fn after(error: &DbErr) -> Self {
        Self::of(error).unwrap_or_else(|| Self::Unavailable(error.to_string()))
    }

    pub(crate) fn is_no_room(&self) -> bool {
        matches!(self, Self::NoRoom(_))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::NoRoom(said) | Self::Unavailable(said)) = self;
        f.write_str(said)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoRoom(_) => Self::NoRoom,
            Failure::Unavailable(said) => Self::Unavailable(said),
        }
    }
}

fn kind(error: &(dyn DatabaseError + 'static), said: String) -> Option<Failure> {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<SqliteError>().is_some() {
        return of_sqlite(code.parse().unwrap_or(0), said);
    }
    if error.try_downcast_ref::<PgDatabaseError>().is_some() {
        return of_postgres(&code, said);
    }
    Some(Failure::Unavailable(said))
}

/// SQLite's extended codes. After those that are named as refusals a transaction is as it was; after any other it may
/// have been rolled back by the engine itself, unasked.
pub(crate) fn of_sqlite(code: i32, said: String) -> Option<Failure> {
    const FULL: i32 = 13;
    /// The shared index of the write-ahead log could not grow: there is no room for it.
    const NO_ROOM_FOR_THE_INDEX: i32 = 10 | (19 << 8);
    const REFUSALS: [i32; 4] = [
        1,  // SQLITE_ERROR: the statement is wrong
        18, // SQLITE_TOOBIG
        19, // SQLITE_CONSTRAINT, triggers that abort included
        20, // SQLITE_MISMATCH
    ];
    match (code, code & 0xff) {
        (NO_ROOM_FOR_THE_INDEX, _) | (_, FULL) => Some(Failure::NoRoom(said)),
        (_, primary) if REFUSALS.contains(&primary) => None,
        _ => Some(Failure::Unavailable(said)),
    }
}

/// PostgreSQL's classes. After a refusal the savepoint is rolled back and the connection is as good as before.
fn of_postgres(code: &str, said: String) -> Option<Failure> {
    const DISK_FULL: &str = "53100";
    /// Bad cardinality, bad data, a constraint, a wrong statement, what is not supported, what a trigger raised.
    const REFUSALS: [&str; 6] = ["21", "22", "23", "42", "0A", "P0"];
    if code == DISK_FULL {
        return Some(Failure::NoRoom(said));
    }
    let is_refusal = REFUSALS.iter().any(|class| code.starts_with(class));
    (!is_refusal).then_some(Failure::Unavailable(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_statement_is_no_failure_and_everything_unknown_is() {
        let sqlite = |code| of_sqlite(code, String::new());
        let (room, broken) = (
            Some(Failure::NoRoom(String::new())),
            Some(Failure::Unavailable(String::new())),
        );
        // A unique index, a trigger that aborts, a full disk, a full index, a failed sync, a lock, no memory, unheard of.
        for (code, meant) in [
            (2067, &None),
            (1811, &None),
            (13, &room),
            (4874, &room),
            (1034, &broken),
            (5, &broken),
            (7, &broken),
            (0, &broken),
            (99, &broken),
        ] {
            assert_eq!(&sqlite(code), meant, "{code}");
        }
        let postgres = |code| of_postgres(code, String::new());
        for (code, meant) in [
            ("23505", &None),
            ("22021", &None),
            ("P0001", &None),
            ("53100", &room),
            ("55P03", &broken),
            ("57P01", &broken),
            ("40P01", &broken),
            ("", &broken),
        ] {
            assert_eq!(&postgres(code), meant, "{code}");
        }
        assert_eq!(Failure::of(&DbErr::Custom("ours".to_owned())), None);
        assert!(!Failure::after(&DbErr::Custom("ours".to_owned())).is_no_room());
    }
}
