//! Sessions: the council's numbered meetings, from the call to the published minutes.
//!
//! Calling a session puts on its agenda, by itself, what the last ones left open and every resolution that is late; the
//! program proposes the rest. In the session an item becomes a resolution in one line.

pub mod actions;
mod agenda_pages;
mod agenda_queries;
mod agenda_rows;
mod change_pages;
mod change_queries;
mod checks;
mod deed_pages;
mod find_queries;
mod held;
mod line;
pub mod minutes;
mod missed;
mod model;
mod named;
mod offer;
mod pages;
mod proposals;
mod queries;
mod waits;
mod waits_queries;
mod workbook;

pub use model::{SessionState, Step};
pub use queries::{
    AgendaItem, CameFrom, Correction, Decided, Removed, Session, Taken, agenda, came_from, corrections,
    decided, next_session, numbered, removed, session, steps,
};

pub use held::HeldSession;

pub(crate) use offer::Offer;

use crate::support::web::{Duty, Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    const SECRETARY: Who = Who::Only(&[Role::Secretary]);
    const CHAIR_AND_SECRETARY: Who = Who::Only(&[Role::Governor, Role::Secretary]);
    Routes::new()
        .page("/sessions", Who::Staff, pages::list)
        .page("/sessions/all.xlsx", Who::Staff, workbook::all)
        .deed("/sessions", SECRETARY, deed_pages::call)
        .page("/sessions/{id}", Who::Staff, pages::show)
        .deed("/sessions/{id}/proposals", CHAIR_AND_SECRETARY, agenda_pages::put)
        .deed("/agenda", CHAIR_AND_SECRETARY, agenda_pages::lay)
        .deed("/sessions/{id}/items", SECRETARY, agenda_pages::enter_item)
        .deed("/sessions/{id}/items/{item}/up", SECRETARY, agenda_pages::move_up)
        .deed(
            "/sessions/{id}/items/{item}/down",
            SECRETARY,
            agenda_pages::move_down,
        )
        .deed(
            "/sessions/{id}/items/{item}/place",
            SECRETARY,
            agenda_pages::place,
        )
        .deed(
            "/sessions/{id}/items/{item}/remove",
            SECRETARY,
            agenda_pages::remove,
        )
        .deed(
            "/sessions/{id}/items/{item}/resolution",
            SECRETARY,
            agenda_pages::decide,
        )
        .deed("/sessions/{id}/move", SECRETARY, change_pages::move_to)
        .deed("/sessions/{id}/cancel", SECRETARY, change_pages::cancel)
        .deed("/sessions/{id}/invite", SECRETARY, deed_pages::invite)
        .deed(
            "/sessions/{id}/resolutions",
            SECRETARY,
            deed_pages::take_resolution,
        )
        .deed(
            "/sessions/{id}/resolutions/{resolution}/change",
            SECRETARY,
            deed_pages::change_draft,
        )
        .deed(
            "/sessions/{id}/resolutions/{resolution}/withdraw",
            SECRETARY,
            deed_pages::withdraw_draft,
        )
        // Who stands at the door knows who came.
        .deed(
            "/sessions/{id}/attendance",
            Who::OnlyOrOnDuty(&[Role::Secretary], &[Duty::Usher]),
            deed_pages::attendance,
        )
        .deed("/sessions/{id}/close", SECRETARY, deed_pages::close)
        .deed(
            "/sessions/{id}/publish",
            Who::Only(&[Role::Secretary, Role::PublicRelations]),
            deed_pages::publish,
        )
        .deed(
            "/sessions/{id}/corrections",
            Who::Only(&[Role::Secretary, Role::PublicRelations]),
            deed_pages::correct,
        )
        .open_list(
            [
                "/portal/corrections",
                "/portal/corrections.csv",
                "/portal/corrections.json",
            ],
            Who::Anybody,
            &offer::CORRECTIONS,
        )
}
