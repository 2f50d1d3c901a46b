//! What pasted minutes offer the house.

use crate::support::seams::{Answered, Asked, Feature, FirstStep, Waiting, Waits, Weight};
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
    /// Minutes that were pasted and not looked through wait for the secretary.
    fn waiting<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            // Nothing was ever pasted, or it is somebody else's work.
            if page.versions.of(&["pasted"]) == 0 || !page.has_role("secretary") {
                return Ok(Vec::new());
            }
            let waiting = super::queries::waiting(asked.read()).await?;
            let waiting = waiting.into_iter().map(|one| Waiting {
                weight: Weight::Own,
                matter: None,
                address: format!("/pasted/{}", one.id),
                what: page.say_of("pasted-waits", "number", page.number(&one.number)),
                who: String::new(),
                status: None,
                since: Some(one.pasted_on),
            });
            Ok(waiting.collect())
        })
    }
}
