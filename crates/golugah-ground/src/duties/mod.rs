//! Duties: what somebody does beside their post, from one day to another, for an agency, a place or a kind of work.
//!
//! Roles stay the seven; whatever else gives a right is a duty, and a route names it ([`crate::support::web::Who`]). A right
//! that came through a duty shows in the log: the deed bears the duty's word instead of the role's.

pub mod actions;
mod offer;
mod pages;
mod queries;

pub use crate::support::web::{Duty, Held};
pub use offer::Offer;
pub use queries::of_person;

use crate::support::web::{Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    /// Who gives duties and ends them.
    const GIVERS: Who = Who::Only(&[Role::Governor, Role::Administrator]);
    Routes::new()
        .page("/duties", GIVERS, pages::list)
        .deed("/duties", GIVERS, pages::give)
        .deed("/duties/{id}/end", GIVERS, pages::end)
}
