//! Reports: which agency tells the council of its work at which session, and what it says.
//!
//! A rota: whoever has not reported for longest comes first. A report that is not given moves to the next session with
//! its item and is called late; the head writes beside figures that the program counted from the log's own records.

pub mod actions;
mod model;
mod pages;
mod queries;

pub use model::{Figures, ReportState, Turn, rota_order, round};
pub use queries::{Listed, Report, due_from, each, of_item, of_session, report, silent, turns};

use crate::people::Role;
use crate::support::web::{Routes, Who};
use golugah_desk::{Desk, Refusal};

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/reports", Who::Staff, pages::list)
        .deed("/reports/rota", Who::Only(&[Role::Secretary]), pages::set_rota)
        .page("/reports/{id}", Who::Staff, pages::show)
        .deed("/reports/{id}", Who::Only(&[Role::AgencyHead]), pages::give)
}

/// Takes a report along when its item is carried over to another session, within the deed that calls that session.
pub(crate) async fn carry(desk: &mut Desk<'_>, from: i64, to: i64, session: i64) -> Result<(), Refusal> {
    let Some(report) = queries::of_item(desk.read(), from).await? else {
        return Ok(());
    };
    let missed = report.missed + i64::from(report.state == ReportState::Booked.word());
    let columns = vec![
        ("session_id", session.into()),
        ("item_id", to.into()),
        ("missed", missed.into()),
    ];
    desk.update("reports", report.id, report.version, columns).await
}

/// A report that was heard and not written, within the deed that closes its session.
pub(crate) async fn heard(desk: &mut Desk<'_>, item: i64) -> Result<(), Refusal> {
    let columns = vec![
        ("state", ReportState::Heard.word().into()),
        ("given_on", desk.now().day().into()),
    ];
    end_booking(desk, item, columns).await
}

/// A report whose item was taken off the agenda, within the deed that does so: the agency's turn comes again.
pub(crate) async fn unbook(desk: &mut Desk<'_>, item: i64) -> Result<(), Refusal> {
    let columns = vec![("state", ReportState::Unbooked.word().into())];
    end_booking(desk, item, columns).await
}

async fn end_booking(
    desk: &mut Desk<'_>,
    item: i64,
    columns: Vec<(&'static str, sea_orm::Value)>,
) -> Result<(), Refusal> {
    match queries::of_item(desk.read(), item).await? {
        Some(report) if report.state == ReportState::Booked.word() => {
            desk.update("reports", report.id, report.version, columns).await
        }
        _ => Ok(()),
    }
}
