//! Finding: which records have the words that somebody types. Words are folded, are kept within the deed that writes a record, and
//! are made again where they are missing (decision 0060). What a feature is found by it says as a `Findable`.

mod kept;
mod queries;

pub use kept::fill_in;
pub use queries::{Shown, found, found_in_public, shown, shown_in_public};
