//! The portal: what anybody may read, without signing in. Its queries name the `public_*` views and nothing else.

mod public_pages;
mod queries;

use crate::support::web::{Routes, Who};

pub(crate) fn public_routes() -> Routes {
    Routes::new().page("/", Who::Anybody, public_pages::front)
}
