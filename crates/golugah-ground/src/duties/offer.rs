//! What duties offer the house.

use crate::support::seams::Feature;
use crate::support::web::Routes;

/// The feature.
pub struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "duties"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["duty"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }
}
