//! Imports: data files that people hand in, how far the worker is with them, and what came of them.
//!
//! The site only keeps a file, under its hash. Reading and measuring it is the work of another process, which takes the
//! files in order and tells how far it is.

pub mod actions;
mod columns;
mod live;
mod model;
mod noted;
mod offer;
mod pages;
mod queries;
mod waits;

pub use model::{ImportState, Phase, ResultKind};

pub use queries::{
    Import, begin, ended, is_named, map_of, map_of_form, next_waiting, next_waiting_after, results_of, tell,
    tries,
};

pub(crate) use queries::named_last;

pub(crate) use offer::Offer;

use crate::support::web::{Role, Routes, Who};

/// Who hands in data.
const HANDS_IN: Who = Who::Only(&[Role::Inspector, Role::Secretary, Role::Administrator]);

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/imports", Who::Staff, pages::list)
        .upload("/imports", HANDS_IN, pages::hand_in)
        .page("/imports/{id}", Who::Staff, pages::show)
        // It names people of whom nobody has looked at what was measured.
        .page(
            "/imports/{id}/report",
            Who::Only(&[Role::Governor, Role::Inspector]),
            pages::report,
        )
        .page("/imports/{id}/rejects", Who::Staff, pages::rejects)
        .page("/imports/empty/{*name}", Who::Staff, pages::template)
        // It shows the first rows of a table, with the names in them.
        .page("/imports/{id}/columns", HANDS_IN, columns::page)
        .deed("/imports/{id}/columns", HANDS_IN, columns::say)
        .deed("/imports/{id}/again", HANDS_IN, pages::read_again)
}
