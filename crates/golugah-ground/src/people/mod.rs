//! People: who may sign in, in which role, for which agency, and who acts for whom.
//!
//! Whoever acts on behalf of a head has the head's role and agency as long as the visit says so, and every deed done so
//! bears the hat `deputy`. Passwords and codes are kept as slow hashes that answer to the log; visits are no records.

mod account_pages;
pub mod actions;
mod attempts;
mod entrance;
mod find_queries;
mod model;
mod offer;
mod pages;
mod passwords;
mod queries;
mod secrets;
mod staff_pages;

pub use crate::support::web::{DEPUTY, Head, Person, Role};
pub(crate) use entrance::{Asker, welcomed};
pub(crate) use passwords::{check_password, words_of_county};
pub use queries::{Named, Visiting, active, agencies_of_people, anybody, is_active, speaks_for, visiting};
pub use secrets::{SecretError, set_password, spelled, store_visits_under};
pub(crate) use secrets::{fingerprint, hashed, new_code, note_visit, typed_code};

pub use offer::Offer;

use attempts::Attempts;

use crate::support::web::{Routes, Who};

pub(crate) fn routes() -> Routes {
    const ADMINISTRATOR: Who = Who::Only(&[Role::Administrator]);
    const HEAD: Who = Who::Only(&[Role::AgencyHead, Role::Administrator]);
    Routes::new()
        .page("/sign-in", Who::Anybody, pages::sign_in_form)
        .deed("/sign-in", Who::Anybody, pages::sign_in)
        .deed("/sign-out", Who::Anybody, pages::sign_out)
        .page("/code", Who::Anybody, pages::code_form)
        .deed("/code", Who::Anybody, pages::take_code)
        .page("/account", Who::Staff, account_pages::show)
        .deed("/account/password", Who::Staff, account_pages::change_password)
        .deed(
            "/account/sign-out",
            Who::Staff,
            account_pages::sign_out_everywhere,
        )
        .deed("/account/on-behalf", Who::Staff, account_pages::act_on_behalf)
        .page("/people", ADMINISTRATOR, staff_pages::list)
        .deed("/people", ADMINISTRATOR, staff_pages::admit)
        .page("/people/{id}", ADMINISTRATOR, staff_pages::show)
        .deed("/people/{id}", ADMINISTRATOR, staff_pages::change)
        .deed("/people/{id}/code", ADMINISTRATOR, staff_pages::give_code)
        .deed("/people/{id}/end", ADMINISTRATOR, staff_pages::end)
        .deed("/people/{id}/return", ADMINISTRATOR, staff_pages::return_again)
        .deed("/people/{id}/deputy", HEAD, staff_pages::give_deputy)
        .deed("/people/{id}/deputy/end", HEAD, staff_pages::end_deputy)
}
