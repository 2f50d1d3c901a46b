//! The claims as a workbook: those that the list shows, in its order.

use axum::response::Response;

use super::list::{Wanted, rows};
use super::queries;
use super::waits::{overdue, pending};
use crate::calendar;
use crate::support::web::{Ask, PageError, Query, Sheet, jalali};

/// The headings, each with the width of its column in signs.
const HEADINGS: [(&str, f64); 10] = [
    ("column-number", 8.0),
    ("claim-title", 44.0),
    ("claim-agency", 30.0),
    ("claim-directorate", 34.0),
    ("claim-year", 10.0),
    ("claim-stage", 30.0),
    ("claim-since", 12.0),
    ("workbook-day-iso", 12.0),
    ("claims-asked-rials", 20.0),
    ("claims-received-rials", 20.0),
];

pub(super) async fn all(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let of: Option<i64> = wanted.agency.parse().ok();
    let calendar = calendar::of(&ask.site, &page.versions).await?;
    let late = overdue(&pending(&ask.site, &page).await?, &calendar, &ask.today(), of);
    let claims = if wanted.waiting {
        let ids: Vec<i64> = late.iter().map(|one| one.claim_id).collect();
        let mut found = queries::of_ids(ask.read(), &ids).await?;
        ids.iter().filter_map(|id| found.remove(id)).collect()
    } else {
        queries::all(ask.read(), of).await?
    };
    let rows = rows(&ask, &page, &calendar, claims, &late).await?;
    let rows = rows.into_iter().map(|row| {
        let since = row.since.unwrap_or_default();
        vec![
            row.claim.id.into(),
            row.claim.title.into(),
            page.either(&row.claim.name_fa, &row.claim.name_en).into(),
            row.claim.directorate.into(),
            row.claim.year.into(),
            row.status.words.into(),
            jalali(&since).into(),
            since.into(),
            row.asked.into(),
            row.received.into(),
        ]
    });
    let sheet = Sheet {
        title: page.say("site-claims"),
        headings: HEADINGS.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        days: &[7],
    };
    sheet.file(page.language, "claims.xlsx")
}
