//! All pairs of names as a workbook.

use axum::response::Response;

use super::queries;
use crate::support::web::{Ask, PageError, Sheet, jalali};

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let rows = queries::all(ask.read()).await?.into_iter().map(|pair| {
        vec![
            pair.id.into(),
            pair.name_a.into(),
            pair.name_b.into(),
            pair.tenders.into(),
            pair.first.into(),
            jalali(&pair.found_on).into(),
            pair.found_on.into(),
            page.word("firm-pair", pair.state.word()).into(),
            pair.reason.into(),
        ]
    });
    let headings = [
        ("column-number", 8.0),
        ("workbook-name-a", 34.0),
        ("workbook-name-b", 34.0),
        ("workbook-tenders", 12.0),
        ("firm-first", 24.0),
        ("workbook-day", 12.0),
        ("workbook-day-iso", 12.0),
        ("column-state", 16.0),
        ("firm-reason", 40.0),
    ];
    let sheet = Sheet {
        title: page.say("site-firms"),
        headings: headings.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        days: &[6],
    };
    sheet.file(page.language, "firms.xlsx")
}
