//! What pasted minutes offer the house.

use crate::support::seams::{Answered, Asked, Feature, FirstStep, Own, Waits};
use crate::support::web::Routes;

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "pasted"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["pasted"]
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }

    fn first_steps(&self) -> &'static [FirstStep] {
        const STEPS: &[FirstStep] = &[FirstStep {
            rank: 10,
            key: "first-pasted",
            address: "/pasted",
            done_by: &["sessions"],
        }];
        STEPS
    }
}

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["pasted", "text_forgets"]
    }

    /// Minutes that were pasted and not looked through are the secretary's work.
    fn own<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let page = asked.page;
            if !page.has_role("secretary") {
                return Ok(Vec::new());
            }
            let waiting = super::queries::waiting(asked.read()).await?;
            let own = waiting.into_iter().map(|one| Own {
                day: Some(("own-since", one.pasted_on)),
                ..Own::of(
                    12,
                    page.say_of("pasted-waits", "number", page.number(&one.number)),
                    format!("/pasted/{}", one.id),
                )
            });
            Ok(own.collect())
        })
    }
}
