//! What can be done with duties.

mod end_duty;
mod give_duty;

pub use end_duty::EndDuty;
pub use give_duty::GiveDuty;

use golugah_desk::Matter;

/// The case of a duty in the log, from its giving to its end.
fn case(duty: i64) -> Matter {
    Matter::of("duty", duty)
}
