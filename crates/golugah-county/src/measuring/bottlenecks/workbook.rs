//! All bottlenecks as a workbook, for whoever may read each.

use axum::response::Response;

use super::pages::sees_people;
use super::{life_queries, row};
use crate::support::web::{Ask, PageError, Sheet, jalali};

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let all = life_queries::all(ask.read(), sees_people(&ask.visitor)).await?;
    let rows = row::rows(&ask.site, &page, all).await?.into_iter().map(|row| {
        let one = row.bottleneck;
        let place = match row.before_name {
            Some(before) => format!("{before} {}", one.group_name),
            None => one.group_name,
        };
        vec![
            one.id.into(),
            place.into(),
            row.title.into(),
            row.latest.raised.into(),
            row.latest.computable.into(),
            row.latest.peers.into(),
            jalali(&row.latest.day).into(),
            page.word("bottleneck", &one.state).into(),
            jalali(&one.found_on).into(),
            one.found_on.into(),
            page.either(&one.sentence_fa, &one.sentence_en).into(),
        ]
    });
    let headings = [
        ("column-number", 8.0),
        ("workbook-place", 40.0),
        ("bottleneck-measure", 34.0),
        ("picture-raised", 10.0),
        ("picture-seen", 10.0),
        ("picture-peers-rate", 14.0),
        ("workbook-measured", 12.0),
        ("column-state", 22.0),
        ("workbook-day", 12.0),
        ("workbook-day-iso", 12.0),
        ("workbook-sentence", 90.0),
    ];
    let sheet = Sheet {
        title: page.say("site-bottlenecks"),
        headings: headings.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        days: &[9],
    };
    sheet.file(page.language, "bottlenecks.xlsx")
}
