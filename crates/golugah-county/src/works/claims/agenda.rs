//! What claims lay before a session: those that wait for their directorate for too long.

use super::queries::{self, Claim};
use super::waits::{ALL, overdue, pending, reason};
use super::{Offer, actions};
use crate::support::seams::{
    Agenda, Answered, Asked, Called, Done, InPublic, Laid, Placed, Proposals, Proposed, Worded,
};
use golugah_desk::{Desk, Matter, Read, Refusal};

/// Why a claim stands on an agenda.
const KIND: &str = "claim";

/// How many claims are proposed at once.
const MOST: usize = 5;

fn title(asked: Asked<'_>, claim: &Claim) -> String {
    let agency = asked.page.either(&claim.name_fa, &claim.name_en);
    format!("{} – {agency}", claim.title)
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
            let page = asked.page;
            let pending = pending(asked.site, page).await?;
            let mut late = overdue(&pending, asked.calendar, asked.day, None);
            late.retain(|one| {
                let own = actions::case(one.claim_id);
                !there.iter().any(|placed| placed.open && placed.matter == own)
            });
            let more = i64::try_from(late.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
            let more = (more > 0).then(|| {
                let sentence = page.say_of("claims-more-waiting", "count", page.number(&more));
                (ALL.to_owned(), sentence)
            });
            late.truncate(MOST);
            let ids: Vec<i64> = late.iter().map(|one| one.claim_id).collect();
            let claims = queries::of_ids(asked.read(), &ids).await?;
            let rows = late.into_iter().filter_map(|one| {
                let claim = claims.get(&one.claim_id)?;
                Some(Proposed {
                    matter: actions::case(claim.id),
                    kind: KIND,
                    title: title(asked, claim),
                    address: format!("/claims/{}", claim.id),
                    because: reason(page, "because", asked.calendar, asked.day, &one),
                    day: Some(one.since),
                })
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
            let found = queries::of_ids(asked.read(), &Matter::ids(matters)).await?;
            let called = found.values().map(|claim| Called {
                matter: actions::case(claim.id),
                title: title(asked, claim),
                status: None,
                owner: Some(claim.agency_id),
                proof: None,
            });
            Ok(called.collect())
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &Matter::ids(matters)).await?;
            let worded = found.into_values().map(|claim| Worded {
                matter: actions::case(claim.id),
                fa: format!("{} – {}", claim.title, claim.name_fa),
                en: String::new(),
                in_public: InPublic::Alike,
                guarded: true,
                annex: None,
            });
            Ok(worded.collect())
        })
    }

    fn takes_decision<'a>(&'a self, read: Read<'a>, matter: &'a Matter) -> Answered<'a, bool> {
        Box::pin(async move { Ok(queries::claim(read, matter.id()).await?.is_some()) })
    }
}
