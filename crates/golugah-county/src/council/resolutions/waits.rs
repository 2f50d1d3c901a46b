//! What is late, on the page of the day, and what an agency owes, on its own page.

use super::queries::{self, Listed};
use super::{DUE_FROM, Offer, actions, lateness, measure_lateness};
use crate::support::seams::{Answered, Asked, Line, Lines, Section, Status, Waiting, Waits, Weight};
use crate::support::web::{Page, Span};
use golugah_desk::Read;
use golugah_desk::clock::Moment;

/// How many resolutions that an agency has done stand on its page; of those it owes, as many as a page of the list has.
const SHOWN: usize = 20;

impl Waits for Offer {
    fn late_rests_on(&self) -> &'static [&'static str] {
        DUE_FROM
    }

    fn late<'a>(&'a self, read: Read<'a>, at: Moment) -> Answered<'a, i64> {
        Box::pin(queries::count_late(read, at))
    }

    fn waiting<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            let mut late = queries::listed_late(asked.read(), asked.site.db.clock().now()).await?;
            let now = asked.site.db.clock().now();
            measure_lateness(asked.calendar, now, &mut late);
            let waiting = late.into_iter().map(|row| Waiting {
                weight: Weight::Late,
                matter: Some(actions::case(row.id)),
                address: format!("/resolutions/{}", row.id),
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
}

/// How a resolution stands.
fn status(page: &Page, row: &Listed) -> Status {
    let (words, shape) = match row.state.as_str() {
        "closed" => (page.say("resolution-closed"), "done"),
        _ if row.is_late => (lateness(page, row), "late"),
        "reported" => (page.say("resolution-reported"), "waits"),
        _ => (page.say("resolution-assigned"), "open"),
    };
    Status { words, shape }
}

fn line(page: &Page, row: Listed) -> Line {
    Line {
        address: format!("/resolutions/{}", row.id),
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
