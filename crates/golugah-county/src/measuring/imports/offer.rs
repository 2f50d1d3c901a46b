//! What imports offer the house.

use super::queries;
use crate::support::seams::{Answered, Feature, FirstStep, Results, Waits};
use crate::support::web::{Entry, Routes};
use golugah_desk::Read;

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "imports"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["import"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/imports", "site-imports", 60)];
        MENU
    }

    fn first_steps(&self) -> &'static [FirstStep] {
        const STEPS: &[FirstStep] = &[FirstStep {
            rank: 50,
            key: "first-data",
            address: "/imports",
            done_by: &["imports"],
        }];
        STEPS
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }

    fn results(&self) -> Option<&dyn Results> {
        Some(self)
    }
}

impl Results for Offer {
    fn of_own_deeds<'a>(&'a self, read: Read<'a>, language: &'a str) -> Answered<'a, Option<String>> {
        Box::pin(queries::own_report(read, language))
    }
}
