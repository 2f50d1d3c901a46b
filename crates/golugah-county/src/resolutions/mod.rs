//! Resolutions: what the council decided, who owes it by when, and what will count as proof.
//!
//! The owner reports with evidence; only the secretary accepts it, never whoever gave it. A resolution that is late
//! goes on the next agenda by itself.

pub mod actions;
mod model;
mod queries;

pub use model::ResolutionState;
pub use queries::{Resolution, late, resolution};
