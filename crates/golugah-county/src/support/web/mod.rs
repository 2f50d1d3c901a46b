//! The web under every page: who asks, in which language, whether they may, and what a page looks like around its text.

mod answered;
mod assets;
mod cookies;
mod duty;
mod error;
mod flow;
mod form;
mod journal;
mod known;
mod memory;
mod menu;
mod packed;
mod page;
mod person;
mod report;
mod routes;
mod sent;
mod site;
mod visitor;
mod words;

pub use cookies::SESSION_COOKIE;
pub use duty::{Duty, Held};
pub(crate) use error::with_retry_after;
pub use error::{Because, PageError};
pub use flow::{Ask, FormPage, FromForm};
pub use form::Form;
pub(crate) use journal::AskedBy;
pub use journal::Journal;
pub use menu::{Count, Entry, Menu};
pub use page::{Live, Page};
pub use person::{DEPUTY, Head, Person, Role};
pub use routes::{Route, Routes, Who};
pub use site::{Settings, Site};
pub use visitor::{CountyName, Visitor};
pub use words::say;

pub(crate) use super::paged::{Pager, ROWS, Span, key};
pub(crate) use answered::{Answers, address_of, looked_at};
pub(crate) use assets::routes as shared_routes;
pub(crate) use cookies::{cookie_name, named_cookie, visit_cookie_of};
pub(crate) use journal::Told;
pub(crate) use known::Known;
pub(crate) use packed::Packed;
pub(crate) use report::report;
pub(crate) use sent::{SentFile, SentForm, attached, plain_name};
pub(crate) use visitor::language_of as in_its_language;
