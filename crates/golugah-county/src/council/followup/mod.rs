//! Follow-up on paper: one sheet for the governor with every open resolution by agency, and a letter to each agency with a slip to
//! tear off and send back. What comes back is entered on the resolution's own page.

pub mod actions;
mod letters;
mod offer;
mod queries;
mod sheet;
mod workbook;

pub use queries::{Sent, sent};

pub(crate) use offer::Offer;

use crate::support::web::{Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/followup", Who::Staff, sheet::show)
        .page("/followup/all.xlsx", Who::Staff, workbook::all)
        .page("/followup/letters", Who::Staff, letters::show)
        .deed("/followup/letters", Who::Only(&[Role::Secretary]), letters::note)
}
