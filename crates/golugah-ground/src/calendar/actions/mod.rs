//! What can be done with the calendar.

mod close_day;
mod open_day;

pub use close_day::CloseDay;
pub use open_day::OpenDay;

use golugah_desk::Matter;

/// The case of a closure in the log.
fn case(closure: i64) -> Matter {
    Matter::of("closure", closure)
}
