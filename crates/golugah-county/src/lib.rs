//! The county: every record and every page, one folder per feature.

pub mod support;
