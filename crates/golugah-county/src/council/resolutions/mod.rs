//! Resolutions: what the council decided, who owes it by when, and what will count as proof.
//!
//! The owner reports with evidence; only the secretary accepts it, never whoever gave it. A resolution that is late
//! goes on the next agenda by itself.

pub mod actions;
mod agenda;
mod delivery;
mod due;
mod evidence_pages;
mod model;
mod offer;
mod pages;
mod queries;
mod waits;

pub use due::{MovedBy, WhyDue};
pub use model::ResolutionState;
pub use queries::{
    AgencyFigures, Fates, Listed, Resolution, Taken, agency_figures, fates, late, of_session, resolution,
    taken_at,
};

pub(crate) use due::why_due;
pub(crate) use offer::Offer;
pub(crate) use pages::folded_why;
pub(crate) use queries::listed;

use golugah_persian::WorkingCalendar;

use crate::support::web::{Role, Routes, Who};

/// The tables that say what is due when.
const DUE_FROM: &[&str] = &["resolutions", "due_moves"];

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/resolutions", Who::Staff, pages::list)
        .page("/resolutions/{id}", Who::Staff, pages::show)
        .deed_with_file(
            "/resolutions/{id}/report",
            Who::Only(&[Role::AgencyHead]),
            evidence_pages::report,
        )
        .page("/evidence/{id}/file", Who::Staff, evidence_pages::file)
        .deed(
            "/resolutions/{id}/judge",
            Who::Only(&[Role::Secretary]),
            pages::judge,
        )
}

/// Says of each row that is not closed by how many working days it is late.
pub(crate) fn measure_lateness(calendar: &WorkingCalendar, today: &str, rows: &mut [Listed]) {
    for row in rows.iter_mut().filter(|row| row.state != "closed") {
        row.late_by = calendar.working_days_between(&row.due, today);
    }
}
