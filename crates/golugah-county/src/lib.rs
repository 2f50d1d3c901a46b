//! The county: every record and every page, one folder per feature.
//!
//! A feature's folder holds its model (states and what may follow what; pure), its queries, and its deeds, one a file.
//! Start at `resolutions/` for a small one, at `support/db/` for how anything is written at all.

pub mod agencies;
pub mod bottlenecks;
pub mod calendar;
pub mod county;
pub mod duties;
pub mod files;
pub mod imports;
pub mod log;
pub mod papers;
pub mod people;
pub mod places;
mod portal;
pub mod reports;
pub mod resolutions;
pub mod sessions;
pub mod site;
pub mod support;
pub mod terms;
