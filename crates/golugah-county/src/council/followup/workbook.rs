//! Everything that is open, by agency, with the last answers, as a workbook.

use axum::response::Response;

use super::sheet::owed;
use crate::support::web::{Ask, PageError, Sheet, jalali};

/// The headings, each with the width of its column in signs.
const HEADINGS: [(&str, f64); 7] = [
    ("column-owner", 34.0),
    ("column-number", 10.0),
    ("column-resolution", 70.0),
    ("workbook-due", 12.0),
    ("workbook-due-iso", 12.0),
    ("column-state", 34.0),
    ("followup-last-answer", 60.0),
];

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let owed = owed(&ask, &page, None).await?;
    let mut rows = Vec::new();
    for one in owed {
        for row in one.rows {
            let answer = match row.answer.is_empty() {
                true => page.say("followup-unanswered"),
                false => row.answer,
            };
            rows.push(vec![
                one.name.clone().into(),
                row.number.into(),
                row.text.into(),
                jalali(&row.due).into(),
                row.due.into(),
                row.stands.into(),
                answer.into(),
            ]);
        }
    }
    let sheet = Sheet {
        title: page.say("site-followup"),
        headings: HEADINGS.map(|(key, width)| (page.say(key), width)).into(),
        rows,
        days: &[4],
    };
    sheet.file(page.language, "followup.xlsx")
}
