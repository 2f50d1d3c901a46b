//! What imports offer the house.

use crate::support::seams::Feature;
use crate::support::web::{Entry, Routes};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "imports"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["import"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/imports", "site-imports", 60)];
        MENU
    }
}
