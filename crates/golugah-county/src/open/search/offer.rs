//! What the search offers the house.

use super::{pages, public_pages};
use crate::support::seams::Feature;
use crate::support::web::{Routes, Who};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "search"
    }

    fn routes(&self) -> Routes {
        Routes::new().page("/search", Who::Staff, pages::show).page(
            "/portal/search",
            Who::Anybody,
            public_pages::show,
        )
    }
}
