//! What waits for whoever asks offices: how many cases nobody has answered for.

use sea_orm::DbErr;

use super::list::month;
use super::{Offer, queries};
use crate::support::seams::{Answered, Asked, Line, Lines, Own, Section, Status, Waits};
use crate::support::web::say;

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["exceptions", "exception_cases", "exception_answers", "offices"]
    }

    fn own<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let page = asked.page;
            if let Some(agency) = heads {
                return own(asked, agency).await;
            }
            // The secretary enters what offices answer by letter.
            if !page.has_role("inspector") && !page.has_role("secretary") {
                return Ok(Vec::new());
            }
            let open = queries::unanswered(asked.read()).await?;
            if open.cases == 0 {
                return Ok(Vec::new());
            }
            let (cases, months) = (page.number(&open.cases), page.number(&open.months));
            let what = say(
                page.language,
                "exceptions-wait",
                &[("cases", &cases), ("months", &months)],
            );
            // One piece of work, however many cases the list has: offices answer for them by the letter.
            Ok(vec![Own::of(60, what, "/exceptions".to_owned())])
        })
    }
}

/// How many lists an agency's page shows.
const LISTS: usize = 12;

/// What is asked of an agency's own offices.
async fn own(asked: Asked<'_>, agency: i64) -> Result<Vec<Own>, DbErr> {
    let (open, cases) = queries::open_of_agency(asked.read(), agency, LISTS).await?;
    let Some((newest, _)) = open.first() else {
        return Ok(Vec::new());
    };
    let what = asked
        .page
        .say_of("exceptions-wait-own", "cases", asked.page.number(&cases));
    let address = match open.len() {
        1 => format!("/exceptions/{}", newest.id),
        _ => "/exceptions".to_owned(),
    };
    Ok(vec![Own::of(50, what, address)])
}

impl Lines for Offer {
    fn of_agency<'a>(&'a self, asked: Asked<'a>, agency: i64) -> Answered<'a, Vec<Section>> {
        Box::pin(async move {
            let page = asked.page;
            let (open, cases) = queries::open_of_agency(asked.read(), agency, LISTS).await?;
            let shown: i64 = open.iter().map(|(_, many)| many).sum();
            let lines = open.into_iter().map(|(one, many)| Line {
                address: format!("/exceptions/{}", one.id),
                what: page.either(&one.title_fa, &one.title_en).to_owned(),
                detail: month(page, &one),
                who: String::new(),
                status: Status {
                    words: page.say_of("exceptions-own", "cases", page.number(&many)),
                    shape: "open",
                },
                day: one.found_on,
            });
            Ok(vec![Section {
                rank: 25,
                key: "agency-exceptions",
                none: "agency-no-exceptions",
                lines: lines.collect(),
                more: (shown < cases).then(|| format!("/exceptions?agency={agency}")),
            }])
        })
    }
}
