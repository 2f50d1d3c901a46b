//! What the names of firms offer the house.

use crate::support::seams::Feature;
use crate::support::web::Routes;

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "firms"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["firm_pair"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }
}
