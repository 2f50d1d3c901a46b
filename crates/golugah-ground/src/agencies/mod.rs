//! Agencies: the county's executive offices, whose heads sit on the council by their post.
//!
//! A seat belongs to the agency; who sits on it is whoever heads the agency that day.

pub mod actions;
mod find_queries;
mod offer;
mod queries;
mod staff_pages;

pub use queries::{Agency, HeadOf, agencies, exists, heads, named};

pub use offer::Offer;

use crate::support::web::{Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    const ADMINISTRATOR: Who = Who::Only(&[Role::Administrator]);
    Routes::new()
        .page("/agencies", Who::Staff, staff_pages::list)
        .deed("/agencies", ADMINISTRATOR, staff_pages::found)
        .page("/agencies/{id}/edit", ADMINISTRATOR, staff_pages::edit)
        .deed("/agencies/{id}/edit", ADMINISTRATOR, staff_pages::change)
}
