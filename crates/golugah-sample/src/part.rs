//! The county in parts: what had ended before a day, and what had not.

use crate::calendar::{DAYS, date};

/// A part of the county's three years. What had ended before a day (a tender decided, a case closed) is in the part
/// before it; what was still open then, and what began later, is in the part from it on, and so are the later releases of a history
/// that had ended, such as what was added to a contract. Together they are the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What had ended before this day, `YYYY-MM-DD`.
    Before(String),
    /// What was open on this day or began later.
    From(String),
}

/// A part, by the number of its day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Span {
    Whole,
    Before(i64),
    From(i64),
}

impl Span {
    /// The span of a part; `None` where its day lies outside the three years.
    pub(crate) fn of(part: &Part) -> Option<Self> {
        match part {
            Part::Before(text) => day(text).map(Self::Before),
            Part::From(text) => day(text).map(Self::From),
        }
    }

    /// Whether it holds what had ended, or not, before a day.
    pub(crate) fn has(self, is_over_by: impl Fn(i64) -> bool) -> bool {
        match self {
            Self::Whole => true,
            Self::Before(day) => is_over_by(day),
            Self::From(day) => !is_over_by(day),
        }
    }
}

/// The number of a day, `YYYY-MM-DD`, within the three years.
pub(crate) fn day(text: &str) -> Option<i64> {
    (0..DAYS).find(|day| date(*day) == text)
}
