//! The minutes of a session that was held before the county began with the program: pasted as they are, read line by line, looked
//! through by the secretary, and taken over in one deed, with the agencies they name.
//!
//! What the reading understood stands beside the words it was understood from; what it did not is asked and never guessed.

pub mod actions;
mod offer;
mod page;
mod queries;
pub mod read;
mod show;

pub use queries::{Pasted, pasted};

pub(crate) use offer::Offer;

use self::actions::{CorrectHead, PasteMinutes};
use self::page::Paste;
use self::show::Review;
use crate::support::web::{Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    /// What stands in pasted minutes is nobody else's until it is taken over.
    const SECRETARY: Who = Who::Only(&[Role::Secretary]);
    Routes::new()
        .form_page::<Paste>("/pasted", SECRETARY)
        .form_deed::<Paste, PasteMinutes>("/pasted", SECRETARY)
        .page("/pasted/{id}", SECRETARY, show::show)
        .deed("/pasted/{id}", SECRETARY, show::take)
        .form_deed::<Review, CorrectHead>("/pasted/{id}/head", SECRETARY)
}
