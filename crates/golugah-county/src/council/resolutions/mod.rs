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
pub use model::ResolutionState;
pub use queries::{
    AgencyFigures, Asked, Fates, Listed, Owner, Remedy, Resolution, Taken, agency_figures, asked_on_agenda, count_late,
    fates, kept, late, of_session, owners_on_agenda, remedies_of, resolution, taken_at,
};

pub(crate) use due::Explainer;
pub(crate) use queries::listed;

use golugah_persian::WorkingCalendar;

use crate::people::Role;
use crate::support::web::{Routes, Who};

/// The tables that say what is due when.
pub(crate) const DUE_FROM: &[&str] = &["resolutions", "terms", "term_steps", "closures"];

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
            "/resolutions/{id}/term",
            Who::Only(&[Role::Governor, Role::Secretary]),
            pages::extend,
        )
        .deed(
            "/resolutions/{id}/judge",
            Who::Only(&[Role::Secretary]),
            pages::judge,
        )
}

/// A resolution in one word, as terms and the log call it.
pub fn matter(resolution: i64) -> String {
    format!("resolution/{resolution}")
}

/// Says of each row that is not closed by how many working days it is late; a proof that lies with its judge has stopped
/// the clock.
pub(crate) fn measure_lateness(calendar: &WorkingCalendar, today: &str, rows: &mut [Listed]) {
    for row in rows.iter_mut().filter(|row| row.state != "closed") {
        let until = row.stood_on.as_deref().unwrap_or(today);
        row.late_by = calendar.working_days_between(&row.due, until);
    }
}
