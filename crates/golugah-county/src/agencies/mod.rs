//! Agencies: the county's executive offices, whose heads sit on the council by their post.

pub mod actions;
mod funnel;
mod funnel_pages;
mod queries;

pub use queries::{Agency, agencies};

use crate::support::web::{Routes, Who};

/// The pages that show what became of what an agency was given.
pub(crate) fn funnel_routes() -> Routes {
    Routes::new()
        .page("/agencies/funnel", Who::Staff, funnel_pages::funnel)
        .page("/agencies/{id}", Who::Staff, funnel_pages::show)
}
