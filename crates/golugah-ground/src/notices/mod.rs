//! Notices: what of one's own work is new since one last looked. The head of every page says how much, and a page of its own what.
//!
//! What is new is told from what waits ([`Waits`](crate::support::seams::Waits)) and what somebody has seen of it; no deed makes a
//! notice, so none can be forgotten, and what was done meanwhile is told to nobody (decision 0061).

mod model;
mod offer;
mod pages;
mod queries;

pub use offer::Offer;
pub(crate) use queries::how_many_new;

use crate::support::web::{Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/notices", Who::Staff, pages::show)
        .deed("/notices/seen", Who::Staff, pages::seen)
}
