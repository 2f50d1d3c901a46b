//! What can be done with agencies.

mod found_agency;

pub use found_agency::FoundAgency;
