//! What waits on the page of the day: claims to which no answer came, for their own head and for the secretary.

use std::collections::BTreeMap;

use sea_orm::DbErr;

use super::model::DAYS_TO_ANSWER;
use super::queries::{self, Claim};
use super::{Offer, actions};
use crate::support::seams::{Answered, Asked, Waiting, Waits, Weight};

/// The heading under which the secretary finds them.
const HEADING: Weight = Weight::Behind("/claims", "today-claims");

/// The claims unanswered for longer than a directorate has, with the working days since and the day they were asked.
pub(super) async fn overdue(asked: Asked<'_>) -> Result<Vec<(Claim, i64, String)>, DbErr> {
    let waiting = queries::unanswered(asked.read(), asked.day).await?;
    let late = waiting.into_iter().filter_map(|one| {
        let days = asked.calendar.working_days_between(&one.asked_on, asked.day);
        (days > DAYS_TO_ANSWER).then_some((one.claim_id, days, one.asked_on))
    });
    let late: Vec<(i64, i64, String)> = late.collect();
    let ids: Vec<i64> = late.iter().map(|(claim, ..)| *claim).collect();
    let claims = queries::of_ids(asked.read(), &ids).await?.into_iter();
    let mut claims: BTreeMap<i64, Claim> = claims.map(|claim| (claim.id, claim)).collect();
    let rows = late
        .into_iter()
        .filter_map(|(claim, days, since)| Some((claims.remove(&claim)?, days, since)));
    Ok(rows.collect())
}

impl Waits for Offer {
    fn waiting<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            let is_secretary = page.has_role("secretary");
            if heads.is_none() && !is_secretary {
                return Ok(Vec::new());
            }
            let late = overdue(asked).await?.into_iter();
            let late = late.filter(|(claim, ..)| is_secretary || heads == Some(claim.agency_id));
            let waiting = late.map(|(claim, days, since)| Waiting {
                weight: if is_secretary { HEADING } else { Weight::Own },
                matter: Some(actions::case(claim.id)),
                address: format!("/claims/{}", claim.id),
                what: format!(
                    "{}{} {}",
                    claim.title,
                    page.say("site-comma"),
                    page.say_of("claim-unanswered", "count", page.number(&days))
                ),
                who: page.either(&claim.name_fa, &claim.name_en).to_owned(),
                status: None,
                since: Some(since),
            });
            Ok(waiting.collect())
        })
    }
}
