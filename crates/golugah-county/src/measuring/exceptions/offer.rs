//! What cases against a rule offer the house.

use crate::support::seams::{Agenda, Feature, Lines, Waits};
use crate::support::web::{Entry, Routes};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "exceptions"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["exception"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/exceptions", "site-exceptions", 48)];
        MENU
    }

    fn agenda(&self) -> Option<&dyn Agenda> {
        Some(self)
    }

    fn lines(&self) -> Option<&dyn Lines> {
        Some(self)
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }
}
