//! All offices of the data as a workbook.

use axum::response::Response;

use super::queries;
use crate::support::web::{Ask, PageError, Sheet};

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let rows = queries::all(ask.read()).await?.into_iter().map(|office| {
        vec![
            office.name.into(),
            page.word("office", &office.kind).into(),
            office.group_id.into(),
            page.either(&office.agency_fa, &office.agency_en).into(),
        ]
    });
    let headings = [
        ("office-name", 40.0),
        ("office-kind", 18.0),
        ("office-id", 24.0),
        ("office-agency", 40.0),
    ];
    let sheet = Sheet {
        title: page.say("site-offices"),
        headings: headings.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        ..Sheet::default()
    };
    sheet.file(page.language, "offices.xlsx")
}
