//! What waits about resolutions: proof for its judge, what a head has to do, what is late before the council; and what an agency
//! owes, on its own page.

use sea_orm::DbErr;

use super::queries::{self, Listed};
use super::standing::{lateness, measure_lateness, status};
use super::{Offer, actions, requests, waits_queries};
use crate::FEATURES;
use crate::support::seams::{
    Answered, Asked, CountyFigure, Line, Lines, Own, Section, Status, Waiting, Waits, Weight,
};
use crate::support::web::{Page, Span};
use golugah_desk::clock::beginning_in_iran;

/// How many resolutions that an agency has done stand on its page; of those it owes, as many as a page of the list has.
const SHOWN: usize = 20;

/// How many pieces of one's own work are named; the rest is one line more.
const NAMED: usize = 8;

fn address(row: &Listed) -> String {
    format!("/resolutions/{}", row.id)
}

/// The number of what is not named any more.
fn beyond(all: i64, named: &[Own]) -> i64 {
    all - i64::try_from(named.len()).unwrap_or(i64::MAX)
}

/// Proof that waits for the secretary, the longest first.
async fn to_judge(asked: Asked<'_>) -> Result<Vec<Own>, DbErr> {
    let page = asked.page;
    let mut rows = waits_queries::with_judge(asked.read(), NAMED).await?;
    measure_lateness(asked.calendar, asked.site.db.clock().now(), &mut rows);
    let own = rows.into_iter().map(|row| Own {
        what: row.text.clone(),
        who: page.either(&row.name_fa, &row.name_en).to_owned(),
        status: Some(Status {
            words: page.say_of("own-with-you", "days", page.number(&row.with_judge.unwrap_or(0))),
            shape: "waits",
        }),
        day: row.stood_on.clone().map(|since| ("own-since", since)),
        ..Own::of(10, page.say("own-judge"), address(&row))
    });
    let mut own: Vec<Own> = own.collect();
    let more = beyond(waits_queries::count_with_judge(asked.read()).await?, &own);
    if more > 0 {
        let words = page.say_of("own-judge-more", "count", page.number(&more));
        own.push(Own::of(10, words, "/resolutions?county=true".to_owned()).for_each_of(more));
    }
    Ok(own)
}

/// Requests for more time that wait for whoever may give it, the oldest first.
async fn to_decide(asked: Asked<'_>) -> Result<Vec<Own>, DbErr> {
    let page = asked.page;
    let rows = requests::waiting(asked.read(), NAMED).await?;
    let own = rows.into_iter().map(|row| Own {
        who: page.either(&row.name_fa, &row.name_en).to_owned(),
        what: row.text,
        day: Some(("own-since", row.asked_on)),
        ..Own::of(
            12,
            page.say("own-time"),
            format!("/resolutions/{}", row.resolution_id),
        )
    });
    let mut own: Vec<Own> = own.collect();
    let more = beyond(requests::count_waiting(asked.read()).await?, &own);
    if more > 0 {
        let words = page.say_of("own-time-more", "count", page.number(&more));
        own.push(Own::of(12, words, "/resolutions?county=true".to_owned()).for_each_of(more));
    }
    Ok(own)
}

/// What an agency has still to do, what is due first on top. What its head has reported waits for somebody else.
async fn to_carry_out(asked: Asked<'_>, agency: i64) -> Result<Vec<Own>, DbErr> {
    let page = asked.page;
    let mut rows = waits_queries::owed(asked.read(), agency, NAMED).await?;
    measure_lateness(asked.calendar, asked.site.db.clock().now(), &mut rows);
    let own = rows.into_iter().map(|row| Own {
        what: row.text.clone(),
        status: row.is_late.then(|| Status {
            words: lateness(page, &row),
            shape: "late",
        }),
        day: Some(("own-until", row.due.clone())),
        ..Own::of(10, page.say("own-carry-out"), address(&row))
    });
    let mut own: Vec<Own> = own.collect();
    let more = beyond(waits_queries::count_owed(asked.read(), agency).await?, &own);
    if more > 0 {
        let words = page.say_of("own-carry-out-more", "count", page.number(&more));
        own.push(Own::of(10, words, "/resolutions".to_owned()).for_each_of(more));
    }
    Ok(own)
}

/// What is late and stands on the agenda of no session: whether it comes before the council is the governor's word.
async fn to_lay_before_the_council(asked: Asked<'_>) -> Result<Vec<Own>, DbErr> {
    let Some((next, there)) = FEATURES.next_sitting(asked.read()).await? else {
        return Ok(Vec::new());
    };
    let spoken_of: Vec<i64> = there
        .iter()
        .filter_map(|one| one.matter.id_of("resolution"))
        .collect();
    let now = asked.site.db.clock().now();
    let late = waits_queries::count_late_beside(asked.read(), now, &spoken_of).await?;
    if late == 0 {
        return Ok(Vec::new());
    }
    let (page, number) = (asked.page, asked.page.number(&next.number));
    let count = page.number(&late);
    let with = [("count", count.as_str()), ("number", number.as_str())];
    let words = crate::support::web::say(page.language, "own-late-beside", &with);
    Ok(vec![
        Own::of(20, words, "/today#late".to_owned()).for_each_of(late),
    ])
}

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &[
            "resolutions",
            "evidence",
            "terms",
            "term_steps",
            "closures",
            "sessions",
            "agenda_items",
            "extension_requests",
        ]
    }

    fn own<'a>(&'a self, asked: Asked<'a>, heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            if let Some(agency) = heads {
                return to_carry_out(asked, agency).await;
            }
            if asked.page.has_role("secretary") {
                let mut own = to_judge(asked).await?;
                own.extend(to_decide(asked).await?);
                return Ok(own);
            }
            if asked.page.has_role("governor") {
                let mut own = to_decide(asked).await?;
                own.extend(to_lay_before_the_council(asked).await?);
                return Ok(own);
            }
            Ok(Vec::new())
        })
    }

    fn waiting<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            let now = asked.site.db.clock().now();
            let mut late = queries::listed_late(asked.read(), now).await?;
            measure_lateness(asked.calendar, now, &mut late);
            let waiting = late.into_iter().map(|row| Waiting {
                weight: Weight::Late,
                matter: Some(actions::case(row.id)),
                address: address(&row),
                who: page.either(&row.name_fa, &row.name_en).to_owned(),
                status: Some(Status {
                    words: lateness(page, &row),
                    shape: "late",
                }),
                what: row.text,
                since: Some(row.due),
            });
            Ok(waiting.collect())
        })
    }

    fn of_county<'a>(&'a self, asked: Asked<'a>, since: &'a str) -> Answered<'a, Vec<CountyFigure>> {
        Box::pin(async move {
            let (read, now) = (asked.read(), asked.site.db.clock().now());
            let since = beginning_in_iran(since).unwrap_or_default();
            Ok(vec![
                CountyFigure {
                    key: "county-late",
                    count: queries::count_late(read, now).await?,
                    since_then: waits_queries::count_late_since(read, now, &since).await?,
                    shape: "late",
                    address: "/today#late",
                },
                CountyFigure {
                    key: "county-with-judge",
                    count: waits_queries::count_with_judge(read).await?,
                    since_then: waits_queries::count_with_judge_since(read, &since).await?,
                    shape: "waits",
                    address: "/resolutions?county=true",
                },
            ])
        })
    }
}

fn line(page: &Page, row: Listed) -> Line {
    Line {
        address: address(&row),
        who: page.say_of("session-number", "number", page.number(&row.session_number)),
        status: status(page, &row),
        what: row.text,
        detail: String::new(),
        day: row.due,
    }
}

impl Lines for Offer {
    fn of_agency<'a>(&'a self, asked: Asked<'a>, agency: i64) -> Answered<'a, Vec<Section>> {
        Box::pin(async move {
            let open = queries::listed(asked.read(), Some(agency), false, &Span::default()).await?;
            let more_open = open.goes_on().then(|| super::open_of(agency));
            let mut open = open.rows;
            measure_lateness(asked.calendar, asked.site.db.clock().now(), &mut open);
            let mut kept = queries::kept(asked.read(), agency, SHOWN as i64 + 1).await?;
            let more_kept = (kept.len() > SHOWN).then(|| format!("{}&all=true", super::open_of(agency)));
            kept.truncate(SHOWN);
            let section = |rank, key, none, rows: Vec<Listed>, more| Section {
                rank,
                key,
                none,
                lines: rows.into_iter().map(|row| line(asked.page, row)).collect(),
                more,
            };
            Ok(vec![
                section(10, "agency-open", "agency-none-open", open, more_open),
                section(30, "agency-kept", "agency-none-kept", kept, more_kept),
            ])
        })
    }
}
