//! What can be done with agencies.

mod change_agency;
mod found_agency;

pub use change_agency::ChangeAgency;
pub use found_agency::FoundAgency;

use golugah_desk::Matter;

/// The case of an agency in the log.
fn case(agency: i64) -> Matter {
    Matter::of("agency", agency)
}
