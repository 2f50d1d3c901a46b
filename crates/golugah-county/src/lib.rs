//! The county: every record and every page, one folder per feature, in wings.
//!
//! A feature's folder holds its model (states and what may follow what; pure), its queries, and its deeds, one a file.
//! `build.rs` finds the folders: a feature is registered nowhere. Start at `measuring/imports` for a small one, at the crate
//! `golugah-ground` for what they all stand on, at `golugah-desk` for how anything is written at all.

pub mod files;
pub mod site;

// The ground's rooms are called as if they stood here: `crate::people`, `crate::support::web`.
pub use golugah_ground::*;

use golugah_ground::support::seams::Features;

include!(concat!(env!("OUT_DIR"), "/features.rs"));
include!(concat!(env!("OUT_DIR"), "/house.rs"));
