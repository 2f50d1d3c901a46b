//! What waits for a directorate for too long: on the page of the day for its own head and for the secretary, and for the list.

use std::sync::Arc;

use golugah_persian::{Workday, WorkingCalendar, plus_days};
use sea_orm::DbErr;

use super::model::DAYS_TO_ANSWER;
use super::queries::{self, Claim, Pending};
use super::{Offer, actions};
use crate::support::seams::{Answered, Asked, Own, Status, Waiting, Waits, Weight};
use crate::support::web::{Known, Page, Site, say};

/// Where all of them are listed.
pub(super) const ALL: &str = "/claims?waiting=true";

/// The heading under which the secretary finds them.
const HEADING: Weight = Weight::Behind(ALL, "today-claims");

/// How many stand on the secretary's page of the day; the list has them all.
const SHOWN: usize = 10;

/// How many stand on a head's, where each is a notice.
const SHOWN_OF_OWN: usize = 3;

/// As they were last read.
#[derive(Debug, Default)]
struct LastRead(Known<Arc<Vec<Pending>>>);

/// The claims that wait for their directorate, the one that waits longest first; kept until a claim or a move is written.
pub(super) async fn pending(site: &Site, page: &Page) -> Result<Arc<Vec<Pending>>, DbErr> {
    let version = page.versions.of(&["claims", "credit_moves"]);
    let make = async || queries::pending(site.db.read()).await.map(Arc::new);
    site.memory::<LastRead>()
        .0
        .at((version, String::new()), make)
        .await
}

/// Those of them that wait for longer than a directorate has, of one agency or of all.
pub(super) fn overdue(
    pending: &[Pending],
    calendar: &WorkingCalendar,
    day: &str,
    agency: Option<i64>,
) -> Vec<Pending> {
    let Some(before) = last_day_in_time(calendar, day) else {
        return Vec::new();
    };
    let late = pending.iter().filter(|one| one.since < before);
    late.filter(|one| agency.is_none_or(|agency| one.agency_id == agency))
        .cloned()
        .collect()
}

/// The first day whose letters are not late yet: counted back once, so that no claim needs a count of its own.
fn last_day_in_time(calendar: &WorkingCalendar, day: &str) -> Option<String> {
    let mut counted = 0;
    (0..400).find_map(|back| {
        let then = plus_days(day, -back)?;
        counted += u32::from(!matches!(calendar.workday(&then), Some(Workday::Rests(_))));
        (counted > DAYS_TO_ANSWER).then_some(then)
    })
}

/// How long it has waited, and for what, in few words.
pub(super) fn words(page: &Page, calendar: &WorkingCalendar, day: &str, one: &Pending) -> String {
    reason(page, "words", calendar, day, one)
}

/// The same as the sentence of a family: `late` for its own page, `because` for an agenda, `reminder` for the letter.
pub(super) fn reason(
    page: &Page,
    family: &str,
    calendar: &WorkingCalendar,
    day: &str,
    one: &Pending,
) -> String {
    let days = calendar.working_days_between(&one.since, day);
    let key = format!("claim-{family}-{}", one.step.word());
    let said = page.say_of(&key, "count", page.number(&days));
    if one.received == 0 {
        return said;
    }
    let rest = page.rials(&one.rest);
    say(page.language, "claim-rest", &[("rest", &rest), ("said", &said)])
}

/// Those that have waited for too long, of one agency or of all, the longest first, and how many more there are than are named.
async fn named(
    asked: Asked<'_>,
    of: Option<i64>,
    most: usize,
) -> Result<(Vec<(Pending, Claim)>, i64), DbErr> {
    let pending = pending(asked.site, asked.page).await?;
    let mut late = overdue(&pending, asked.calendar, asked.day, of);
    let more = late.len().saturating_sub(most);
    late.truncate(most);
    let ids: Vec<i64> = late.iter().map(|one| one.claim_id).collect();
    let mut claims = queries::of_ids(asked.read(), &ids).await?;
    let named = late.into_iter().filter_map(|one| {
        let claim = claims.remove(&one.claim_id)?;
        Some((one, claim))
    });
    Ok((named.collect(), i64::try_from(more).unwrap_or(i64::MAX)))
}

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["claims", "credit_moves", "closures"]
    }

    /// A head asks the directorate anew; what others of the county asked for is their heads' work.
    fn own<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let (page, Some(agency)) = (asked.page, heads) else {
                return Ok(Vec::new());
            };
            let (named, more) = named(asked, Some(agency), SHOWN_OF_OWN).await?;
            let own = named.into_iter().map(|(one, claim)| Own {
                what: claim.title,
                status: Some(Status {
                    words: words(page, asked.calendar, asked.day, &one),
                    shape: "late",
                }),
                day: Some(("own-since", one.since)),
                ..Own::of(40, page.say("own-ask-again"), format!("/claims/{}", claim.id))
            });
            let mut own: Vec<Own> = own.collect();
            if more > 0 {
                let words = page.say_of("claims-more-waiting", "count", page.number(&more));
                own.push(Own::of(40, words, format!("{ALL}&agency={agency}")).for_each_of(more));
            }
            Ok(own)
        })
    }

    fn waiting<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            // Who follows all of them up, and who asks the province.
            let sees_all = page.has_role("secretary") || page.has_role("governor");
            if heads.is_some() || !sees_all {
                return Ok(Vec::new());
            }
            let (named, _) = named(asked, None, SHOWN).await?;
            let waiting = named.into_iter().map(|(one, claim)| Waiting {
                weight: HEADING,
                matter: Some(actions::case(claim.id)),
                address: format!("/claims/{}", claim.id),
                who: page.either(&claim.name_fa, &claim.name_en).to_owned(),
                status: Some(Status {
                    words: words(page, asked.calendar, asked.day, &one),
                    shape: "late",
                }),
                what: claim.title,
                since: Some(one.since),
            });
            Ok(waiting.collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_late_on_the_day_its_working_days_say() {
        let calendar = WorkingCalendar::iran();
        let day = "2026-11-24";
        let before = last_day_in_time(&calendar, day).unwrap();
        for back in 1..120 {
            let since = plus_days(day, -back).unwrap();
            let days = calendar.working_days_between(&since, day);
            assert_eq!(
                since < before,
                days > i64::from(DAYS_TO_ANSWER),
                "{since}: {days}"
            );
        }
        assert_eq!(last_day_in_time(&calendar, "someday"), None);
    }
}
