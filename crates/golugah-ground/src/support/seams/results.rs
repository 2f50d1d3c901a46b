//! What the worker measured.

use golugah_desk::Read;

use super::{Answered, nothing};

/// What the worker measured, as files by their hash.
pub trait Results: Sync {
    /// What it measured of the county's own deeds last, in a language by its tag.
    fn of_own_deeds<'a>(&'a self, _read: Read<'a>, _language: &'a str) -> Answered<'a, Option<String>> {
        nothing()
    }
}
