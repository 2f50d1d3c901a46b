//! What agencies delivered as a workbook.

use axum::response::Response;

use crate::FEATURES;
use crate::support::seams::Asked;
use crate::support::web::{Ask, PageError, Sheet};

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let today = ask.today();
    let asked = Asked {
        site: &ask.site,
        page: &page,
        calendar: &ask.site.settings.calendar,
        day: &today,
    };
    let rows = FEATURES.deliveries(asked).await?.into_iter().map(|one| {
        vec![
            page.either(&one.name_fa, &one.name_en).into(),
            one.assigned.into(),
            one.reported.into(),
            one.accepted.into(),
            one.on_time.into(),
            one.late.into(),
        ]
    });
    let headings = [
        ("funnel-agency", 40.0),
        ("funnel-assigned", 12.0),
        ("funnel-reported", 12.0),
        ("funnel-accepted", 12.0),
        ("funnel-on-time", 12.0),
        ("funnel-late", 12.0),
    ];
    let sheet = Sheet {
        title: page.say("funnel-title"),
        headings: headings.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        ..Sheet::default()
    };
    sheet.file(page.language, "agencies.xlsx")
}
