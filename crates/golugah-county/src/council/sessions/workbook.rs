//! The sessions as a workbook, each with what became of its resolutions.

use std::collections::BTreeMap;

use axum::response::Response;

use super::SessionState;
use super::queries::{self, Session};
use crate::resolutions::fates;
use crate::support::web::{Ask, PageError, Sheet, jalali};

/// The headings, each with the width of its column in signs.
const HEADINGS: [(&str, f64); 10] = [
    ("column-number", 8.0),
    ("workbook-day", 12.0),
    ("workbook-day-iso", 12.0),
    ("call-hour", 8.0),
    ("call-place", 30.0),
    ("column-state", 18.0),
    ("resolution-closed", 12.0),
    ("resolution-reported", 22.0),
    ("resolution-assigned", 14.0),
    ("funnel-late", 10.0),
];

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let sessions = queries::every(ask.read()).await?;
    let ids = || sessions.iter().map(|session| session.id);
    let span = (ids().min().unwrap_or(0), ids().max().unwrap_or(0));
    let fates = fates(ask.read(), ask.site.db.clock().now(), span).await?;
    let fates: BTreeMap<i64, _> = fates.into_iter().map(|one| (one.session_id, one)).collect();
    let rows = sessions.into_iter().map(|session| {
        let fates = fates.get(&session.id).cloned().unwrap_or_default();
        let state = page.say(state(&session));
        vec![
            session.number.into(),
            jalali(&session.day).into(),
            session.day.into(),
            session.hour.into(),
            session.place.into(),
            state.into(),
            fates.kept.into(),
            fates.reported.into(),
            fates.open.into(),
            fates.late.into(),
        ]
    });
    let sheet = Sheet {
        title: page.say("site-sessions"),
        headings: HEADINGS.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        days: &[2],
    };
    sheet.file(page.language, "sessions.xlsx")
}

/// The key of the words for where a session stands, as the list says it.
fn state(session: &Session) -> &'static str {
    if session.published == 1 {
        return "session-published";
    }
    match session.state.as_str() {
        state if state == SessionState::Closed.word() => "session-closed",
        state if state == SessionState::Cancelled.word() => "session-cancelled",
        _ => "session-called",
    }
}
