//! What resolutions lay before a session: those that are late.

use super::queries::{self, Resolution};
use super::{Offer, actions};
use crate::support::seams::{
    Agenda, Answered, Asked, Called, Done, InPublic, Laid, Placed, Proposals, Proposed, Worded,
};
use golugah_desk::{Desk, Matter, Read, Refusal};

/// How many late resolutions are proposed at once.
const MOST: usize = 50;

/// Why a late resolution stands on an agenda.
const LATE: &str = "late_resolution";

fn laid(resolution: &Resolution) -> Laid {
    Laid {
        agency: Some(resolution.agency_id),
        about: Matter::stored(resolution.about.as_deref()),
        ..Laid::of(LATE, actions::case(resolution.id))
    }
}

impl Agenda for Offer {
    fn rank(&self) -> u8 {
        10
    }

    fn standing<'a>(&'a self, read: Read<'a>, day: &'a str) -> Answered<'a, Vec<Laid>> {
        Box::pin(async move {
            let late = queries::late(read, day).await?;
            Ok(late.iter().map(laid).collect())
        })
    }

    fn proposed<'a>(
        &'a self,
        asked: Asked<'a>,
        _session: i64,
        there: &'a [Placed],
    ) -> Answered<'a, Proposals> {
        Box::pin(async move {
            let spoken_of = Placed::ids_of(there, "resolution");
            let late = queries::late_beside(asked.read(), asked.day, &spoken_of, MOST).await?;
            let rows = late.into_iter().map(|late| {
                let until = late.stood_on.as_deref().unwrap_or(asked.day);
                let days = asked.calendar.working_days_between(&late.due, until);
                let days = asked
                    .page
                    .say_of("proposal-late", "days", asked.page.number(&days));
                Proposed {
                    matter: actions::case(late.id),
                    kind: LATE,
                    title: late.text,
                    address: format!("/resolutions/{}", late.id),
                    because: format!("{days} {}", asked.page.say("column-due")),
                    day: Some(late.due),
                }
            });
            Ok(Proposals {
                rows: rows.collect(),
                more: None,
            })
        })
    }

    fn take_up<'a>(&'a self, desk: &'a mut Desk<'_>, _session: i64, matter: &'a Matter) -> Done<'a, Laid> {
        Box::pin(async move {
            let resolution = queries::resolution(desk.read(), matter.id()).await?;
            resolution.as_ref().map(laid).ok_or(Refusal::Missing)
        })
    }

    fn called<'a>(&'a self, asked: Asked<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Called>> {
        Box::pin(async move {
            let found = queries::of_ids(asked.read(), &Matter::ids(matters)).await?;
            let called = found.into_iter().map(|one| Called {
                matter: actions::case(one.id),
                title: one.text,
                status: None,
                owner: Some(one.agency_id),
                proof: Some(one.proof),
            });
            Ok(called.collect())
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &Matter::ids(matters)).await?;
            let worded = found.into_iter().map(|one| Worded {
                matter: actions::case(one.id),
                fa: one.text,
                en: String::new(),
                in_public: InPublic::Alike,
                guarded: true,
                annex: None,
            });
            Ok(worded.collect())
        })
    }
}
