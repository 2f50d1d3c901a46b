//! What resolutions offer the house.

use std::sync::Arc;

use super::{actions, delivery, find_queries, queries};
use crate::support::seams::{
    Agenda, Answered, Asked, Decision, Delivery, Feature, Figures, Findable, FirstStep, Life, Lines, Sitting,
    Waits,
};
use crate::support::web::{Entry, Routes};
use golugah_desk::{Matter, Read};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "resolutions"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["resolution"]
    }

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/resolutions", "site-resolutions", 30)];
        MENU
    }

    fn first_steps(&self) -> &'static [FirstStep] {
        const STEPS: &[FirstStep] = &[FirstStep {
            rank: 30,
            key: "first-replies",
            address: "/resolutions",
            done_by: &["replies", "evidence"],
        }];
        STEPS
    }

    fn agenda(&self) -> Option<&dyn Agenda> {
        Some(self)
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }

    fn life(&self) -> Option<&dyn Life> {
        Some(self)
    }

    fn figures(&self) -> Option<&dyn Figures> {
        Some(self)
    }

    fn lines(&self) -> Option<&dyn Lines> {
        Some(self)
    }
}

impl Life for Offer {
    fn decisions<'a>(&'a self, read: Read<'a>, matter: &'a Matter) -> Answered<'a, Vec<Decision>> {
        Box::pin(async move {
            let decided = queries::remedies_of(read, matter).await?;
            let decided = decided.into_iter().map(|one| Decision {
                matter: actions::case(one.id),
                text: one.text,
                due: one.due,
                due_at: one.due_at,
                stood_at: one.stood_at,
                closed_on: one.closed_on,
                reported_on: one.reported_on,
                at: Sitting {
                    matter: Matter::of("session", one.session_id),
                    number: one.session_number,
                    day: one.session_day,
                },
                name_fa: one.name_fa,
                name_en: one.name_en,
            });
            Ok(decided.collect())
        })
    }
}

impl Figures for Offer {
    fn deliveries<'a>(&'a self, asked: Asked<'a>) -> Answered<'a, Arc<Vec<Delivery>>> {
        Box::pin(delivery::deliveries(asked))
    }
}
