//! Resolutions: what the council decided, who owes it by when, and what will count as proof.
//!
//! The owner reports with evidence; only the secretary accepts it, never whoever gave it. A resolution that is late
//! goes on the next agenda by itself.

pub mod actions;
mod delivery;
mod due;
mod evidence_pages;
mod model;
mod pages;
mod queries;

pub use delivery::{Performance, performance, performances};
pub use due::{MovedBy, WhyDue};
pub use model::ResolutionState;
pub use queries::{
    AgencyFigures, Asked, Fates, Listed, Moved, Owner, Remedy, Resolution, Taken, agency_figures,
    asked_on_agenda, count_late, due_days, due_on, fates, kept, late, moved_by, of_session, owners_on_agenda,
    remedies_of, resolution, taken_at,
};

pub(crate) use due::{move_due, why_due};
pub(crate) use pages::folded_why;
pub(crate) use queries::listed;

use golugah_persian::WorkingCalendar;

use crate::people::Role;
use crate::support::web::{Routes, Who};

/// The tables that say what is due when.
pub(crate) const DUE_FROM: &[&str] = &["resolutions", "due_moves"];

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/today", Who::Staff, pages::today)
        .page("/resolutions", Who::Staff, pages::list)
        .page("/resolutions/{id}", Who::Staff, pages::show)
        .deed(
            "/resolutions/{id}/agenda",
            Who::Only(&[Role::Governor, Role::Secretary]),
            pages::to_agenda,
        )
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
