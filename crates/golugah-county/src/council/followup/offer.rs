//! What follow-up offers the house.

use crate::support::seams::{Feature, FirstStep};
use crate::support::web::{Entry, Routes};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "followup"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["followup"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/followup", "site-followup", 35)];
        MENU
    }

    fn first_steps(&self) -> &'static [FirstStep] {
        const STEPS: &[FirstStep] = &[FirstStep {
            rank: 20,
            key: "first-letters",
            address: "/followup",
            done_by: &["followup_letters", "replies", "evidence"],
        }];
        STEPS
    }
}
