//! What the page of the day offers the house.

use super::pages;
use crate::support::seams::Feature;
use crate::support::web::{Entry, Routes, Who};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "today"
    }

    fn routes(&self) -> Routes {
        Routes::new().page("/today", Who::Staff, pages::show)
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/today", "site-today", 10).counting()];
        MENU
    }
}
