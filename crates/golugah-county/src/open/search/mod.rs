//! The search: one box on every page, and what was found, by kinds. It asks what features are found by, and knows none.
//!
//! Whoever is signed in finds the kinds whose records they may open, by the table that the guard itself asks; anybody finds what public
//! views say. Nothing is counted, so that nothing hidden is.

mod offer;
mod pages;
mod public_pages;
mod shown;

pub(crate) use offer::Offer;
