//! Resolutions: what the council decided, who owes it by when, and what will count as proof.
//!
//! The owner reports with evidence; only the secretary accepts it, never whoever gave it. A resolution that is late
//! goes on the next agenda by itself.

pub mod actions;
mod model;
mod pages;
mod queries;

pub use model::ResolutionState;
pub use queries::{
    Listed, Resolution, Taken, count_late, due_days, late, listed, of_session, resolution, taken_at,
};

use crate::people::Role;
use crate::support::web::{Routes, Who};

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
        .deed(
            "/resolutions/{id}/report",
            Who::Only(&[Role::AgencyHead]),
            pages::report,
        )
        .deed(
            "/resolutions/{id}/judge",
            Who::Only(&[Role::Secretary]),
            pages::judge,
        )
}
