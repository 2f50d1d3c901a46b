//! People: who may sign in, in which role, for which agency, and who acts for whom.

pub mod actions;
mod model;
mod pages;
mod queries;
mod secrets;

pub use model::{Person, Role};
pub use queries::{agencies_of_people, anybody, visiting};
pub use secrets::{SecretError, set_password};

use crate::support::web::{Routes, Who};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/sign-in", Who::Anybody, pages::sign_in_form)
        .deed("/sign-in", Who::Anybody, pages::sign_in)
        .deed("/sign-out", Who::Anybody, pages::sign_out)
}
