//! The web under every page: who asks, in which language, whether they may, and what a page looks like around its text.

mod answered;
mod assets;
mod cookies;
mod error;
mod flow;
mod form;
mod guard;
mod journal;
mod known;
mod packed;
mod page;
mod report;
mod routes;
mod sent;
mod site;
mod words;

pub use cookies::SESSION_COOKIE;
pub(crate) use error::with_retry_after;
pub use error::{Because, PageError};
pub use flow::{Ask, FormPage, FromForm};
pub use form::Form;
pub use guard::Visitor;
pub use journal::Journal;
pub use page::{Live, Page};
pub use routes::{Route, Routes, Who};
pub use site::{Settings, Site};
pub use words::say;

pub(crate) use super::paged::{Pager, ROWS, Span, key};
pub(crate) use answered::{Answers, address_of, looked_at};
pub(crate) use assets::routes as shared_routes;
pub(crate) use cookies::{cookie_name, named_cookie, visit_cookie_of};
pub(crate) use guard::{guard as guarding, language_of as in_its_language};
pub(crate) use journal::Told;
pub(crate) use known::Known;
pub(crate) use packed::Packed;
pub(crate) use report::report;
pub(crate) use sent::{SentFile, SentForm, attached, plain_name};
