//! What agencies offer the house.

use super::find_queries;
use crate::support::seams::{Feature, Findable};
use crate::support::web::{Entry, Routes};

/// The feature.
pub struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "agencies"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["agency"]
    }

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/agencies", "site-agencies", 70)];
        MENU
    }
}
