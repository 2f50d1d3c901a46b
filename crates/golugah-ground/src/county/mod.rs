//! The county itself: its name, and how it begins with nobody in it.
//!
//! A fresh folder has nobody who could sign in. Whoever started the program has a code from its terminal, and with it
//! names the county and becomes its first administrator. Afterwards the page is gone.

pub mod actions;
mod beginning;
mod guard;
mod known;
mod offer;
mod pages;
mod queries;

pub use beginning::{FirstCode, GOOD_FOR};
pub use guard::guard as guarding;
pub use queries::{County, county};

pub use offer::Offer;

use beginning::Beginning;

use crate::support::web::{Role, Routes, Site, Who};
use golugah_desk::clock::Moment;

/// A site over a county in which nobody is entered: whoever has this code before `until` begins it.
#[must_use]
pub fn to_begin_with(site: Site, code: &FirstCode, until: Moment) -> Site {
    site.remember(Beginning::with(code, until));
    site
}

pub(crate) fn routes() -> Routes {
    const ADMINISTRATOR: Who = Who::Only(&[Role::Administrator]);
    Routes::new()
        .page("/begin", Who::Anybody, pages::begin_form)
        .deed("/begin", Who::Anybody, pages::begin)
        .page("/county", ADMINISTRATOR, pages::show)
        .deed("/county", ADMINISTRATOR, pages::name)
}
