//! What waits on the page of the day: the report that one's own agency owes, and agencies that were silent for too long.

use super::{Offer, Turn, queries, rota};
use crate::support::seams::{Answered, Asked, Needed, Own, Sitting, Status, Waiting, Waits, Weight};
use crate::support::web::{Page, ROWS};

/// The heading under which agencies stand that were silent for too long.
const HEADING: Weight = Weight::Behind("/reports", "today-reports");

/// The report that the agency of whoever looks owes a session.
fn owed(page: &Page, turn: &Turn) -> Option<Own> {
    let (report, number, day) = turn.booked.as_ref()?;
    let words = page.say_of("own-report", "number", page.number(number));
    Some(Own {
        day: Some(("own-until", day.clone())),
        ..Own::of(15, words, format!("/reports/{report}"))
    })
}

/// Whether the reports of a session are there that were asked for it.
fn of_session(page: &Page, turn: &Turn) -> Option<Needed> {
    let (report, ..) = turn.booked.as_ref()?;
    let agency = page.either(&turn.name_fa, &turn.name_en);
    Some(Needed {
        is_there: false,
        words: page.say_of("needed-report", "agency", agency),
        address: format!("/reports/{report}"),
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
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["agencies", "reports", "sessions"]
    }

    fn own<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let Some(agency) = heads else {
                return Ok(Vec::new());
            };
            let turns = rota::turns(asked.site, &asked.page.versions).await?;
            let turn = turns.iter().find(|turn| turn.agency_id == agency);
            Ok(turn.and_then(|turn| owed(asked.page, turn)).into_iter().collect())
        })
    }

    fn waiting<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let turns = rota::turns(asked.site, &asked.page.versions).await?;
            let behind = queries::silent(asked.read(), &turns).await?;
            let behind = behind.into_iter().take(ROWS);
            Ok(behind.map(|turn| silent(asked.page, &turn)).collect())
        })
    }

    fn needed<'a>(&'a self, asked: Asked<'a>, sitting: &'a Sitting) -> Answered<'a, Vec<Needed>> {
        Box::pin(async move {
            let turns = rota::turns(asked.site, &asked.page.versions).await?;
            let of_it = turns.iter().filter(|turn| {
                let booked = turn.booked.as_ref();
                booked.is_some_and(|(_, number, _)| *number == sitting.number)
            });
            Ok(of_it.filter_map(|turn| of_session(asked.page, turn)).collect())
        })
    }
}
