//! What claims offer the house.

use super::find_queries;
use crate::support::seams::{Agenda, Feature, Findable, Story, Waits};
use crate::support::web::{Entry, Routes};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "claims"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["claim"]
    }

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/claims", "site-claims", 45)];
        MENU
    }

    fn agenda(&self) -> Option<&dyn Agenda> {
        Some(self)
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }

    fn story(&self) -> Option<&dyn Story> {
        Some(self)
    }
}
