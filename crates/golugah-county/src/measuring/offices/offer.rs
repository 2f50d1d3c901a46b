//! What the offices of the data offer the house.

use crate::support::seams::Feature;
use crate::support::web::Routes;

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "offices"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["office"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }
}
