//! What the outbox offers the house.

use crate::support::seams::Feature;
use crate::support::web::Routes;

/// The feature.
pub struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "outbox"
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }
}
