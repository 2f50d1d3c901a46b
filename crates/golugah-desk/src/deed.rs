use std::fmt;

use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Desk;
use super::failure::Failure;
use super::house::House;

/// Whoever does a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person, a row of `people`; `None` for the program itself.
    pub person: Option<i64>,
    /// The role or post in which it was done, one of the glossary's words.
    pub role: String,
}

impl Actor {
    /// The program, where it acts by itself: a late resolution that goes on the agenda, a measurement.
    pub fn program() -> Self {
        Self {
            person: None,
            role: "program".to_owned(),
        }
    }
}

/// An official act: what it writes and its entry in the log are one transaction. An error of the database ends it: a
/// deed that went on after one would write where there is perhaps no transaction any more.
pub trait Deed: Send + Sized + 'static {
    /// The act's name in the log, feature first: `session.call`.
    const NAME: &'static str;

    /// Whether the clock may be behind that of the deed before: only for the deed by which that is set right.
    const MAY_STEP_BACK: bool = false;

    /// What whoever did it learns. It is kept for a while with the form by which the deed was done, so it holds no secret.
    type Done: Serialize + DeserializeOwned + Send + 'static;

    /// Does it at the desk.
    fn perform(self, desk: &mut Desk<'_>) -> impl Future<Output = Result<Self::Done, Refusal>> + Send;
}

/// The program's word that its clock was ahead and is right now: a deed of a moment that had not come was entered, and
/// every deed after it would be refused until that moment comes. It stands in the log, where anybody sees it.
#[derive(Clone, Copy, Debug)]
pub struct SetClockRight;

impl Deed for SetClockRight {
    const NAME: &'static str = "clock.set_right";
    const MAY_STEP_BACK: bool = true;
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule(CLOCK_SET_BACK));
        }
        Ok(())
    }
}

/// The sentence for whoever wants to do a deed before the one that is already done.
pub(super) const CLOCK_SET_BACK: &str = "refusal-clock-set-back";

/// Why a deed was not done. Nothing of it was written.
#[derive(Debug)]
pub enum Refusal {
    /// A rule forbids it; the key of the sentence that says which.
    Rule(&'static str),
    /// Somebody else changed the record first.
    Changed,
    /// There is no such record.
    Missing,
    /// There is no room on the disk, or less than is kept free.
    NoRoom,
    /// The database is locked by others, cut off or failing; what it said.
    Unavailable(String),
    /// The deed itself is wrong: the database refuses a statement of its.
    Broken(DbErr),
}

impl Refusal {
    /// The sentence for people, where there is one: a rule's, or why nothing can be done just now.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Rule(key) => Some(key),
            Self::Changed => Some("refusal-changed"),
            Self::NoRoom => Some(NO_ROOM),
            Self::Unavailable(_) => Some(UNAVAILABLE),
            Self::Missing | Self::Broken(_) => None,
        }
    }

    /// The same for a form that shows again what was typed: a full disk or a locked database in a rule's place.
    #[must_use]
    pub fn in_a_form(self) -> Self {
        match self {
            Self::NoRoom => Self::Rule(NO_ROOM),
            Self::Unavailable(_) => Self::Rule(UNAVAILABLE),
            refusal => refusal,
        }
    }
}

/// The key of the sentence that there is no room.
pub const NO_ROOM: &str = "refusal-no-room";

/// The key of the sentence that nothing can be written just now.
pub const UNAVAILABLE: &str = "refusal-unavailable";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(key) => write!(f, "refused: {key}"),
            Self::Changed => f.write_str("somebody else changed the record first"),
            Self::Missing => f.write_str("there is no such record"),
            Self::NoRoom => f.write_str("there is no room left on the disk"),
            Self::Unavailable(said) => write!(f, "the database cannot be written just now: {said}"),
            Self::Broken(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<DbErr> for Refusal {
    fn from(error: DbErr) -> Self {
        match Failure::of(&error) {
            Some(failure) => failure.into(),
            // Whoever names a record that is not there asked for it.
            None if matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) => {
                Self::Missing
            }
            None => Self::Broken(error),
        }
    }
}

impl Refusal {
    /// The same, where a violated constraint is what its sentence says.
    pub(crate) fn in_words(self, house: &House) -> Self {
        match self {
            Self::Broken(error) => match house.refusal(&error.to_string()) {
                Some(key) => Self::Rule(key),
                None => Self::Broken(error),
            },
            refusal => refusal,
        }
    }
}
