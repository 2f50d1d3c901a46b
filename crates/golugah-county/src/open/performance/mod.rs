//! Performance: what agencies were given to do and how far it came, and all that one of them has to answer for. It composes
//! what features tell it, and knows none.

mod funnel;
mod offer;
mod pages;
mod workbook;

pub(crate) use offer::Offer;
