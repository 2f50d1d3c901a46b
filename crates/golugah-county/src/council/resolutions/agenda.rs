//! What resolutions lay before a session: those that are late, and answers that whoever entered them cannot accept alone.

use super::queries::{self, Resolution};
use super::{Offer, ResolutionState, actions, replies};
use crate::support::seams::{
    Agenda, Answered, Asked, Called, Done, InPublic, Laid, Placed, Proposals, Proposed, Worded,
};
use golugah_desk::{Desk, Matter, Read, Refusal};

/// How many are proposed at once.
const MOST: usize = 50;

/// Why a resolution stands on an agenda whose answer the secretariat entered.
const ANSWERED: &str = "received_answer";

/// Why a late resolution stands on an agenda.
const LATE: &str = "late_resolution";

fn laid(resolution: &Resolution) -> Laid {
    let kind = if resolution.state == ResolutionState::Reported.word() {
        ANSWERED
    } else {
        LATE
    };
    Laid {
        agency: Some(resolution.agency_id),
        about: Matter::stored(resolution.about.as_deref()),
        ..Laid::of(kind, actions::case(resolution.id))
    }
}

impl Agenda for Offer {
    fn rank(&self) -> u8 {
        10
    }

    fn standing<'a>(&'a self, read: Read<'a>, day: &'a str) -> Answered<'a, Vec<Laid>> {
        Box::pin(async move {
            let mut laid_before = queries::late(read, day).await?;
            let spoken_of: Vec<i64> = laid_before.iter().map(|late| late.id).collect();
            laid_before.extend(replies::to_hear(read, &spoken_of, MOST).await?);
            Ok(laid_before.iter().map(laid).collect())
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
            let answered = replies::to_hear(asked.read(), &spoken_of, MOST).await?;
            let answered = answered.into_iter().map(|answered| Proposed {
                matter: actions::case(answered.id),
                kind: ANSWERED,
                title: answered.text,
                address: format!("/resolutions/{}", answered.id),
                because: asked.page.say("proposal-answered"),
                day: answered.stood_on,
            });
            let mut rows: Vec<Proposed> = answered.collect();
            let spoken_of: Vec<i64> = spoken_of
                .into_iter()
                .chain(rows.iter().map(|row| row.matter.id()))
                .collect();
            let late = queries::late_beside(asked.read(), asked.day, &spoken_of, MOST).await?;
            let late = late.into_iter().map(|late| {
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
            rows.extend(late);
            Ok(Proposals { rows, more: None })
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
