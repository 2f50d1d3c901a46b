//! Agencies: the county's executive offices, whose heads sit on the council by their post.

pub mod actions;
mod queries;

pub use queries::{Agency, agencies};
