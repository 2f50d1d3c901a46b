//! What claims lay before a session: those to which the directorate has not answered.

use super::queries::{self, Claim};
use super::waits::overdue;
use super::{Offer, actions};
use crate::support::seams::{Agenda, Answered, Asked, Called, Done, Laid, Placed, Proposals, Proposed, Worded};
use golugah_desk::{Desk, Matter, Read, Refusal};

/// Why a claim stands on an agenda.
const KIND: &str = "claim";

/// How many claims are proposed at once.
const MOST: usize = 5;

fn called(asked: Asked<'_>, claim: &Claim) -> Called {
    Called {
        matter: actions::case(claim.id),
        title: title(asked, claim),
        status: None,
        owner: Some(claim.agency_id),
        proof: None,
    }
}

fn title(asked: Asked<'_>, claim: &Claim) -> String {
    let agency = asked.page.either(&claim.name_fa, &claim.name_en);
    format!("{} – {agency}", claim.title)
}

fn ids(matters: &[Matter]) -> Vec<i64> {
    matters.iter().map(Matter::id).collect()
}

impl Agenda for Offer {
    fn rank(&self) -> u8 {
        60
    }

    fn proposed<'a>(
        &'a self,
        asked: Asked<'a>,
        _session: i64,
        there: &'a [Placed],
    ) -> Answered<'a, Proposals> {
        Box::pin(async move {
            let mut late = overdue(asked).await?;
            late.retain(|(claim, ..)| {
                let own = actions::case(claim.id);
                !there.iter().any(|placed| placed.open && placed.matter == own)
            });
            let more = late.len().saturating_sub(MOST);
            let more = (more > 0).then(|| {
                let count = asked.page.number(&i64::try_from(more).unwrap_or(i64::MAX));
                let sentence = asked.page.say_of("proposals-more", "count", count);
                ("/claims".to_owned(), sentence)
            });
            let rows = late.into_iter().take(MOST).map(|(claim, days, asked_on)| Proposed {
                matter: actions::case(claim.id),
                kind: KIND,
                title: title(asked, &claim),
                address: format!("/claims/{}", claim.id),
                because: asked
                    .page
                    .say_of("claim-unanswered", "count", asked.page.number(&days)),
                day: Some(asked_on),
            });
            Ok(Proposals {
                rows: rows.collect(),
                more,
            })
        })
    }

    fn take_up<'a>(&'a self, desk: &'a mut Desk<'_>, _session: i64, matter: &'a Matter) -> Done<'a, Laid> {
        Box::pin(async move {
            let claim = queries::claim(desk.read(), matter.id()).await?;
            let claim = claim.ok_or(Refusal::Missing)?;
            Ok(Laid {
                agency: Some(claim.agency_id),
                ..Laid::of(KIND, actions::case(claim.id))
            })
        })
    }

    fn called<'a>(&'a self, asked: Asked<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Called>> {
        Box::pin(async move {
            let found = queries::of_ids(asked.read(), &ids(matters)).await?;
            Ok(found.iter().map(|claim| called(asked, claim)).collect())
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &ids(matters)).await?;
            let worded = found.into_iter().map(|claim| Worded {
                matter: actions::case(claim.id),
                fa: format!("{} – {}", claim.title, claim.name_fa),
                en: String::new(),
                guarded: true,
            });
            Ok(worded.collect())
        })
    }

    fn takes_decision<'a>(&'a self, read: Read<'a>, matter: &'a Matter) -> Answered<'a, bool> {
        Box::pin(async move { Ok(queries::claim(read, matter.id()).await?.is_some()) })
    }
}
