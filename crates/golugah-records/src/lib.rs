//! The words: typed records of what a county's administration publishes.
//!
//! Records borrow from the bytes they were read from, so that a reader can fill the same record again and again
//! without allocating. They know nothing but serde: no file, no clock, no database.

mod event_log;
mod procurement;
mod timestamp;

pub use event_log::*;
pub use procurement::{
    Award, Bid, Counted, CountedFrom, Lot, Money, Nature, Note, NoteFault, Numbers, Organization, Period,
    Range, Release, Standing, Tender, Text,
};
pub use timestamp::Timestamp;
