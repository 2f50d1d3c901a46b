use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use sea_orm::DbErr;

use crate::people::{fingerprint, new_code, spelled, typed_code};
use golugah_desk::clock::Moment;

/// How long a first code is good, in seconds: half an hour.
pub const GOOD_FOR: i64 = 1800;

/// How many wrong codes are heard before the right one is worth nothing any more.
const MOST_TRIES: u32 = 10;

/// The code for whoever begins a county. It is for a terminal alone: nothing keeps it.
#[derive(Clone)]
pub struct FirstCode(String);

impl FirstCode {
    /// A random one.
    pub fn new() -> Result<Self, DbErr> {
        new_code().map(Self)
    }

    /// As people read it.
    pub fn spelled(&self) -> String {
        spelled(&self.0)
    }
}

/// A code is not to be found in anything that prints what it has.
impl std::fmt::Debug for FirstCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FirstCode")
    }
}

/// Whether a county waits to be begun, and by whom.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    open: AtomicBool,
    code: Mutex<Option<Expected>>,
}

#[derive(Debug)]
struct Expected {
    hash: String,
    until: Moment,
    tries: u32,
}

/// What a typed code is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// It is the one.
    Right,
    /// It is another.
    Wrong,
    /// No code is good any more; starting the program again gives a new one.
    TooLate,
}

impl Beginning {
    /// A county that waits for whoever has this code.
    pub(super) fn with(code: &FirstCode, until: Moment) -> Self {
        let expected = Expected {
            hash: fingerprint(&code.0),
            until,
            tries: 0,
        };
        Self {
            open: AtomicBool::new(true),
            code: Mutex::new(Some(expected)),
        }
    }

    /// Whether it still waits.
    pub(super) fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Whether a code would still be heard.
    pub(super) fn listens(&self, now: Moment) -> bool {
        let mut code = self.code.lock().unwrap_or_else(PoisonError::into_inner);
        if code
            .as_ref()
            .is_some_and(|expected| now >= expected.until || expected.tries >= MOST_TRIES)
        {
            *code = None;
        }
        code.is_some()
    }

    /// Hears a code.
    pub(super) fn hear(&self, typed: &str, now: Moment) -> Worth {
        if !self.listens(now) {
            return Worth::TooLate;
        }
        let mut code = self.code.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(expected) = code.as_mut() else {
            return Worth::TooLate;
        };
        if fingerprint(&typed_code(typed)) == expected.hash {
            return Worth::Right;
        }
        expected.tries += 1;
        Worth::Wrong
    }

    /// The county has begun.
    pub(super) fn close(&self) {
        *self.code.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.open.store(false, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Beginning, FirstCode, MOST_TRIES, Worth};
    use golugah_desk::clock::Moment;

    #[test]
    fn a_code_is_heard_for_a_while_and_a_few_times() {
        let code = FirstCode::new().unwrap();
        assert_eq!(format!("{code:?}"), "FirstCode");
        let begin = || Beginning::with(&code, Moment(1000));
        assert_eq!(begin().hear(&code.spelled(), Moment(999)), Worth::Right);
        assert_eq!(begin().hear(&code.spelled(), Moment(1000)), Worth::TooLate);
        let guessed = begin();
        for _ in 0..MOST_TRIES {
            assert_eq!(guessed.hear("000000000000", Moment(0)), Worth::Wrong);
        }
        assert_eq!(guessed.hear(&code.spelled(), Moment(0)), Worth::TooLate);
        let begun = begin();
        begun.close();
        assert!(!begun.is_open());
        assert_eq!(begun.hear(&code.spelled(), Moment(0)), Worth::TooLate);
        assert!(!Beginning::default().is_open());
    }
}
