//! What places offer the house.

use crate::support::seams::Feature;
use crate::support::web::Routes;

/// The feature.
pub struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "places"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["place"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }
}
