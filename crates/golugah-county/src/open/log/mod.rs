//! The log outside the database: its signed checkpoint and its tiles, as files and over HTTP, that anybody may copy and
//! keep; a page that says so to people; and the same deeds as an event log, so that the county's own procedures are
//! measured like any other.

mod actors;
mod facts;
mod offer;
mod public_pages;
mod queries;
mod staff_pages;
mod tiles;
mod words;
mod xes;

pub use facts::Facts;
pub use queries::{text_of, texts_from};
pub use xes::{DeedLog, Resources};

pub(crate) use offer::Offer;

use crate::support::web::{Routes, Who};

pub(crate) fn public_routes() -> Routes {
    Routes::new()
        .page("/log", Who::Anybody, public_pages::show)
        .page("/log/shapes.json", Who::Anybody, public_pages::shapes)
        .page("/log/checkpoint", Who::Anybody, tiles::checkpoint)
        .page("/log/vkey", Who::Anybody, tiles::vkey)
        .page("/log/tile/{*path}", Who::Anybody, tiles::tile)
}

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/log/deeds.xes", Who::Staff, staff_pages::deeds)
        .page("/log/report", Who::Staff, staff_pages::report)
}
