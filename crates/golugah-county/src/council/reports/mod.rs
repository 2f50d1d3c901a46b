//! Reports: which agency tells the council of its work at which session, and what it says.
//!
//! A rota: whoever has not reported for longest comes first. A report that is not given moves to the next session with
//! its item and is called late; the head writes beside figures that the program counted from the log's own records.

pub mod actions;
mod agenda;
mod beginning;
mod model;
mod offer;
mod pages;
mod queries;
mod rota;
mod waits;

pub use model::{Figures, ReportState, Turn, rota_order, round};
pub use queries::{Listed, Report, due_from, each, of_session, report, silent, turns};

pub(crate) use beginning::begins_today;
pub(crate) use offer::Offer;

use crate::support::seams::Fate;
use crate::support::web::{Role, Routes, Who};
use golugah_desk::{Desk, Refusal};

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/reports", Who::Staff, pages::list)
        .deed("/reports/rota", Who::Only(&[Role::Secretary]), pages::set_rota)
        .page("/reports/{id}", Who::Staff, pages::show)
        .deed("/reports/{id}", Who::Only(&[Role::AgencyHead]), pages::give)
}

/// What became of the item that asks for a report, within the session's own deed.
async fn became(desk: &mut Desk<'_>, report: i64, fate: Fate) -> Result<(), Refusal> {
    let Some(report) = queries::report(desk.read(), report).await? else {
        return Ok(());
    };
    let booked = report.state == ReportState::Booked.word();
    let columns = match fate {
        // Not given, it is called late.
        Fate::Carried(session) => vec![
            ("session_id", session.into()),
            ("missed", (report.missed + i64::from(booked)).into()),
        ],
        Fate::CalledOff(session) => vec![("session_id", session.into())],
        // Heard at the session, and not written.
        Fate::Dealt if booked => vec![
            ("state", ReportState::Heard.word().into()),
            ("given_on", desk.now().day().into()),
        ],
        // The agency's turn comes again.
        Fate::Removed if booked => vec![("state", ReportState::Unbooked.word().into())],
        Fate::Dealt | Fate::Removed => return Ok(()),
    };
    desk.update("reports", report.id, report.version, columns).await
}
