//! What waits for a directorate for too long: on the page of the day for its own head and for the secretary, and for the list.

use std::sync::Arc;

use golugah_persian::{Workday, WorkingCalendar, plus_days};
use sea_orm::DbErr;

use super::model::DAYS_TO_ANSWER;
use super::queries::{self, Pending};
use super::{Offer, actions};
use crate::support::seams::{Answered, Asked, Status, Waiting, Waits, Weight};
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

impl Waits for Offer {
    fn waiting<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            // Who follows all of them up, and who asks the province.
            let sees_all = page.has_role("secretary") || page.has_role("governor");
            if heads.is_none() && !sees_all {
                return Ok(Vec::new());
            }
            let of = if sees_all { None } else { heads };
            let pending = pending(asked.site, page).await?;
            let mut late = overdue(&pending, asked.calendar, asked.day, of);
            let shown = if sees_all { SHOWN } else { SHOWN_OF_OWN };
            let more = late.len().saturating_sub(shown);
            late.truncate(shown);
            let ids: Vec<i64> = late.iter().map(|one| one.claim_id).collect();
            let claims = queries::of_ids(asked.read(), &ids).await?;
            let weight = if sees_all { HEADING } else { Weight::Own };
            let mut waiting = Vec::new();
            for one in &late {
                let Some(claim) = claims.get(&one.claim_id) else {
                    continue;
                };
                let words = words(page, asked.calendar, asked.day, one);
                // The title has a direction of its own, whatever the page's is.
                let said = format!(
                    "\u{2068}{}\u{2069}{} {words}",
                    claim.title,
                    page.say("site-colon")
                );
                waiting.push(Waiting {
                    weight,
                    matter: Some(actions::case(claim.id)),
                    address: format!("/claims/{}", claim.id),
                    // Under a heading the mark says how long; a line of one's own says it itself.
                    what: if sees_all { claim.title.clone() } else { said },
                    who: page.either(&claim.name_fa, &claim.name_en).to_owned(),
                    status: sees_all.then_some(Status { words, shape: "late" }),
                    since: Some(one.since.clone()),
                });
            }
            if more > 0 && !sees_all {
                let count = page.number(&i64::try_from(more).unwrap_or(i64::MAX));
                waiting.push(Waiting {
                    weight,
                    matter: None,
                    address: of.map_or_else(|| ALL.to_owned(), |of| format!("{ALL}&agency={of}")),
                    what: page.say_of("claims-more-waiting", "count", count),
                    who: String::new(),
                    status: None,
                    since: None,
                });
            }
            Ok(waiting)
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
