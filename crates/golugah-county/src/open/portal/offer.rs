//! What portal offer the house.

use crate::support::seams::Feature;
use crate::support::web::{Entry, Routes};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "portal"
    }

    fn routes(&self) -> Routes {
        super::public_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[
            Entry::public("/portal/sessions", "site-sessions", 10),
            Entry::public("/portal/resolutions", "site-resolutions", 20),
            Entry::public("/portal/bottlenecks", "site-bottlenecks", 30),
        ];
        MENU
    }
}
