//! What can be done with duties.

mod end_duty;
mod give_duty;

pub use end_duty::EndDuty;
pub use give_duty::GiveDuty;

use golugah_desk::Matter;

/// The case of a person's duties in the log: the person.
fn case(person: i64) -> Matter {
    Matter::of("person", person)
}
