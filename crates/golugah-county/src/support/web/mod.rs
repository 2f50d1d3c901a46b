//! The web under every page: who asks, in which language, whether they may, and what a page looks like around its text.

mod assets;
mod error;
mod flow;
mod form;
mod guard;
mod packed;
mod page;
mod report;
mod routes;
mod sent;
mod site;
mod words;

pub use error::{Because, PageError};
pub use flow::{Ask, FormPage, FromForm};
pub use form::Form;
pub use guard::{SESSION_COOKIE, Visitor};
pub use page::{Live, Page};
pub use routes::{Route, Routes, Who};
pub use site::{Settings, Site};
pub use words::say;

pub(crate) use assets::routes as shared_routes;
pub(crate) use guard::{cookie, guard as guarding, language_of as in_its_language, named_cookie};
pub(crate) use packed::Packed;
pub(crate) use report::report;
pub(crate) use sent::{SentFile, SentForm, attached, plain_name};
