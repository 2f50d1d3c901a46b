//! What can be done with the county.

mod name_county;

pub use name_county::NameCounty;
