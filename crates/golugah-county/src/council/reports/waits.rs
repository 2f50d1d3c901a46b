//! What waits on the page of the day: the report that one's own agency owes, and agencies that were silent for too long.

use super::{Offer, Turn, queries, rota};
use crate::support::seams::{Answered, Asked, Status, Waiting, Waits, Weight};
use crate::support::web::{Page, ROWS};

/// The heading under which agencies stand that were silent for too long.
const HEADING: Weight = Weight::Behind("/reports", "today-reports");

fn owed(page: &Page, turn: &Turn) -> Option<Waiting> {
    let (report, number, _) = turn.booked.as_ref()?;
    Some(Waiting {
        weight: Weight::Own,
        matter: None,
        address: format!("/reports/{report}"),
        what: page.say_of("report-own-due", "number", page.number(number)),
        who: String::new(),
        status: None,
        since: None,
    })
}

fn silent(page: &Page, turn: &Turn) -> Waiting {
    let words = if turn.missed > 0 {
        page.say_of("report-missed", "count", page.number(&turn.missed))
    } else {
        page.say_of("today-reports-since", "count", page.number(&turn.since))
    };
    let (address, what) = match &turn.booked {
        Some((report, number, day)) => {
            let session = page.say_of("session-number", "number", page.number(number));
            let what = format!("{session}{} {}", page.say("site-comma"), page.date(day));
            (format!("/reports/{report}"), what)
        }
        None => (String::new(), String::new()),
    };
    Waiting {
        weight: HEADING,
        matter: None,
        address,
        what,
        who: page.either(&turn.name_fa, &turn.name_en).to_owned(),
        status: Some(Status { words, shape: "late" }),
        since: None,
    }
}

impl Waits for Offer {
    fn waiting<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            let turns = rota::turns(asked.site, &page.versions).await?;
            let own = turns.iter().find(|turn| Some(turn.agency_id) == heads);
            let mut waiting: Vec<Waiting> = own.and_then(|turn| owed(page, turn)).into_iter().collect();
            let behind = queries::silent(asked.read(), &turns).await?;
            waiting.extend(behind.into_iter().take(ROWS).map(|turn| silent(page, &turn)));
            Ok(waiting)
        })
    }
}
