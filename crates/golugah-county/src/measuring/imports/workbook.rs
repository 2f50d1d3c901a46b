//! What was left out of a file, and what was refused, as a workbook.

use axum::extract::Path;
use axum::response::Response;

use super::noted::{Line, lines};
use super::{ResultKind, queries};
use crate::support::paged::MOST_ROWS;
use crate::support::web::{Ask, PageError, Sheet};

pub(super) async fn left(ask: Ask, Path(id): Path<i64>) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let sha256 = queries::result(ask.read(), id, ResultKind::Rejects, "")
        .await?
        .ok_or(PageError::NotFound)?;
    let list = ask.site.result(&sha256).await?;
    let mut all: Vec<Line> = lines(&list).filter(|line| line.assumed.is_empty()).collect();
    all.sort_by(|a, b| (a.line, &a.found).cmp(&(b.line, &b.found)));
    let rows = all.into_iter().take(MOST_ROWS).map(|line| {
        let (key, said) = match line.reason.is_empty() {
            true => ("import-noted-values", line.found),
            false => ("import-noted-refused", line.reason),
        };
        vec![
            line.line.into(),
            page.say(key).into(),
            line.field.into(),
            said.into(),
            line.times.max(1).into(),
        ]
    });
    let headings = [
        ("workbook-row", 10.0),
        ("workbook-what", 34.0),
        ("workbook-field", 24.0),
        ("workbook-said", 90.0),
        ("workbook-times", 8.0),
    ];
    let sheet = Sheet {
        title: page.say("import-left-sheet"),
        headings: headings.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        ..Sheet::default()
    };
    sheet.file(page.language, "left-out.xlsx")
}
