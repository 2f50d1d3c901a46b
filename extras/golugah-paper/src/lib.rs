//! The paper: minutes and invitations as accessible PDF, set by Typst.
//!
//! A [`Paper`] is read from JSON, [`typeset`] makes a PDF of it and [`plain_text`] the text that is archived beside it.
//! The same paper gives the same bytes: no clock, no network, no fonts but the two that are compiled in.

mod clean;
mod columns;
mod paper;
mod plain;
mod refusal;
mod runs;
mod typeset;
mod values;

pub use paper::{Field, Kind, Language, MOST_BYTES, Paper, Part, Receipt, Signature, Table};
pub use plain::plain_text;
pub use refusal::Refusal;
pub use typeset::{Fault, Typeset, typeset};
