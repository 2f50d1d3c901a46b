//! The gate: files become typed records, or rejects with a reason.
//!
//! All input is hostile until read: size, depth, line length and compression ratio are limited, and nothing is dropped
//! in silence. A record that cannot be read goes to the rejects with its line and the reason; a file that cannot be
//! read is an [`IntakeError`] that says what was found, where, what was expected and what to do.

mod blocks;
mod currency;
mod error;
mod json;
mod limits;
mod log;
mod ocds;
mod ocel;
mod open;
mod packed;
mod process;
mod table;
#[cfg(test)]
mod tests;
pub mod xes;

pub use currency::{Currencies, FIRST_RELEASES, first_currency};
pub use error::{IntakeError, Passed};
pub use limits::Limits;
pub use log::read_log;
pub use ocds::{merge_releases, read_release};
pub use ocel::{Described, ObjectStore, ObjectType, OnTypes, ReadDatabase, Trait};
pub use open::{Format, Opened, open, open_as, open_unhashed, sha256_of, sha256_of_texts};
pub use process::{Receiver, Reject, read_processes};
pub use table::{
    Guess, Headed, Look, Map, Say, SheetSeen, Tables, Template, fields, guess_map, look, template,
};
