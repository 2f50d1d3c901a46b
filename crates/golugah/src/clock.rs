//! The one place that asks what day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use golugah_desk::clock::{Clock, Moment};
use golugah_records::Timestamp;

use crate::failure::Failure;

/// The clock the county goes by.
#[expect(
    clippy::disallowed_methods,
    reason = "the program reads the clock here, so that no library has to"
)]
pub(crate) fn county() -> Clock {
    Clock::new(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}

/// Today in UTC, as YYYY-MM-DD.
#[expect(
    clippy::disallowed_methods,
    reason = "the program reads the clock here, so that no library has to"
)]
pub(crate) fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = Timestamp {
        millis: since.as_millis() as i64,
        offset_minutes: 0,
        date_only: false,
        zone_known: true,
    };
    now.to_rfc3339().chars().take(10).collect()
}

/// A day given on the command line, checked.
pub(crate) fn day(text: &str) -> Result<String, Failure> {
    match Timestamp::parse(text) {
        Some(day) if day.date_only => Ok(text.to_owned()),
        _ => Err(Failure::CouldNotRun(format!(
            "--date {text}: expected a day as YYYY-MM-DD, for example 2026-03-21"
        ))),
    }
}
