//! What people offer the house.

use crate::support::seams::Feature;
use crate::support::web::Routes;

/// The feature.
pub struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "people"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["person"]
    }

    fn routes(&self) -> Routes {
        super::routes()
    }
}
