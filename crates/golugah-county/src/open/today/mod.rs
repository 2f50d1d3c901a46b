//! The page of the day: what waits, for whoever looks and for the council. It composes what features tell it, and knows none.

mod offer;
mod pages;

pub(crate) use offer::Offer;
