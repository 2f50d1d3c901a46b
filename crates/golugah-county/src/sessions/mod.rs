//! Sessions: the council's numbered meetings, from the call to the published minutes.
//!
//! Calling a session puts on its agenda, by itself, what the last ones left open and every resolution that is late.

pub mod actions;
pub mod minutes;
mod model;
mod pages;
mod queries;

pub use model::{ItemKind, SessionState};
pub use queries::{
    AgendaItem, Correction, Session, about_bottleneck, agenda, corrections, next_session, session,
};

use crate::people::Role;
use crate::support::web::{Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    const SECRETARY: Who = Who::Only(&[Role::Secretary]);
    Routes::new()
        .page("/sessions", Who::Staff, pages::list)
        .deed("/sessions", SECRETARY, pages::call)
        .page("/sessions/{id}", Who::Staff, pages::show)
        .deed("/sessions/{id}/items", SECRETARY, pages::enter_item)
        .deed("/sessions/{id}/items/{item}/up", SECRETARY, pages::move_up)
        .deed("/sessions/{id}/items/{item}/down", SECRETARY, pages::move_down)
        .deed("/sessions/{id}/resolutions", SECRETARY, pages::take_resolution)
        .deed("/sessions/{id}/attendance", SECRETARY, pages::attendance)
        .deed("/sessions/{id}/close", SECRETARY, pages::close)
        .deed(
            "/sessions/{id}/publish",
            Who::Only(&[Role::Secretary, Role::PublicRelations]),
            pages::publish,
        )
        .deed(
            "/sessions/{id}/corrections",
            Who::Only(&[Role::Secretary, Role::PublicRelations]),
            pages::correct,
        )
}
