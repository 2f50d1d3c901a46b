//! The county: every record and every page, one folder per feature, in wings.
//!
//! A feature's folder holds its model (states and what may follow what; pure), its queries, and its deeds, one a file.
//! `build.rs` finds the folders: a feature is registered nowhere. Start at `measuring/imports` for a small one, at the crate
//! `golugah-desk` for how anything is written at all.

pub mod agencies;
pub mod calendar;
pub mod county;
pub mod duties;
pub mod files;
pub mod people;
pub mod places;
pub mod site;
pub mod support;
pub mod terms;
pub mod texts;

use support::seams::Features;

include!(concat!(env!("OUT_DIR"), "/features.rs"));
include!(concat!(env!("OUT_DIR"), "/house.rs"));
