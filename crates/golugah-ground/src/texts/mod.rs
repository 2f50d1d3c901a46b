//! Texts that may have to go: a person's name, the words of a proof. They stand outside the official rows.
//!
//! The official row holds what the text commits to, `SHA-256(salt ‖ text)`, and the log vouches for that. The text and its salt
//! lie in a table that the log knows nothing of, so that both can be emptied: by a deed, with a reason, which stands in the log
//! for ever. Whoever reads such a row afterwards is told that its text was withdrawn, and by which entry.
//!
//! What was forgotten is also named, by its commitment, in a list outside the database ([`Forgotten`]): a backup of a day
//! before forgets again before anybody reads it, by a deed of the program.

pub mod actions;
mod commitment;
mod forgotten;
mod gone;
mod offer;
mod page;
mod queries;
mod recheck;

pub use commitment::{discard, matches, write};
pub use forgotten::{Forgotten, ForgottenError, Listed};
pub(crate) use gone::remains;
pub use gone::{Again, clear_at_start, clear_away, forget_again};
pub use page::WITHDRAWN;
pub use queries::{named, read_text};
pub use recheck::{Fault, Note, Rechecked, Wrong, recheck};

pub use offer::Offer;

use crate::support::web::{Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    Routes::new().deed(
        "/texts/forget",
        Who::Only(&[Role::Secretary, Role::Administrator]),
        page::forget,
    )
}

/// Why a text is forgotten: words of the family `forget`.
pub const REASONS: [&str; 4] = ["consent", "private", "mistake", "order"];

/// Why the program itself forgets a text: it was forgotten before, and a backup that still had it was put back.
pub const RESTORED: &str = "restored";
