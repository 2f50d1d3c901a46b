//! What places offer the house.

use super::find_queries;
use crate::support::seams::{Feature, Findable};
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

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }
}
