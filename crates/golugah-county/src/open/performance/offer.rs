//! What performance offers the house.

use super::{pages, workbook};
use crate::support::seams::Feature;
use crate::support::web::{Routes, Who};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "performance"
    }

    fn routes(&self) -> Routes {
        Routes::new()
            .page("/agencies/funnel", Who::Staff, pages::list)
            .page("/agencies/funnel.xlsx", Who::Staff, workbook::all)
            .page("/agencies/{id}", Who::Staff, pages::show)
    }
}
