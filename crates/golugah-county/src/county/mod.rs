//! The county itself: its name, and how it begins with nobody in it.
//!
//! A fresh folder has nobody who could sign in. Whoever started the program has a code from its terminal, and with it
//! names the county and becomes its first administrator. Afterwards the page is gone.

pub mod actions;
mod beginning;
mod pages;
mod queries;

pub(crate) use beginning::Beginning;
pub use beginning::{FirstCode, GOOD_FOR};
pub use queries::{County, county};

use crate::people::Role;
use crate::support::web::{Routes, Who};

pub(crate) fn routes() -> Routes {
    const ADMINISTRATOR: Who = Who::Only(&[Role::Administrator]);
    Routes::new()
        .page("/begin", Who::Anybody, pages::begin_form)
        .deed("/begin", Who::Anybody, pages::begin)
        .page("/county", ADMINISTRATOR, pages::show)
        .deed("/county", ADMINISTRATOR, pages::name)
}
