//! The resolutions as a workbook: those that the list shows, in its order.

use axum::response::Response;

use super::pages::Wanted;
use super::{measure_lateness, queries, status};
use crate::calendar;
use crate::support::web::{Ask, PageError, Query, Sheet, jalali};

/// The headings, each with the width of its column in signs.
const HEADINGS: [(&str, f64); 7] = [
    ("workbook-session", 10.0),
    ("column-number", 8.0),
    ("column-resolution", 70.0),
    ("column-owner", 34.0),
    ("workbook-due", 12.0),
    ("workbook-due-iso", 12.0),
    ("column-state", 34.0),
];

pub(super) async fn all(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let (_, whose) = wanted.whose(&ask.site, &ask.visitor).await?;
    let mut listed = queries::listed_whole(ask.read(), whose, wanted.all).await?;
    let calendar = calendar::of(&ask.site, &page.versions).await?;
    measure_lateness(&calendar, ask.site.db.clock().now(), &mut listed);
    let rows = listed.into_iter().map(|row| {
        let stands = status(&page, &row).words;
        vec![
            row.session_number.into(),
            row.number.into(),
            row.text.into(),
            page.either(&row.name_fa, &row.name_en).into(),
            jalali(&row.due).into(),
            row.due.into(),
            stands.into(),
        ]
    });
    let sheet = Sheet {
        title: page.say("site-resolutions"),
        headings: HEADINGS.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        days: &[5],
    };
    sheet.file(page.language, "resolutions.xlsx")
}
