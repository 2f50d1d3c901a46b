//! The web under every page: who asks, in which language, whether they may, and what a page looks like around its text.

mod answered;
mod assets;
mod cookies;
mod duty;
mod error;
mod flow;
mod form;
mod journal;
mod kept;
mod known;
mod memory;
mod menu;
mod packed;
mod page;
mod person;
mod query;
mod report;
mod routes;
mod sent;
mod site;
mod table;
mod typed;
mod visitor;
mod words;
mod workbook;

pub use answered::{Answers, looked_at};
pub use assets::routes as shared_routes;
pub use cookies::SESSION_COOKIE;
pub use duty::{Duty, Held};
pub use error::{Because, PageError, in_a_sentence, in_its_frame, with_retry_after};
pub use flow::{Ask, FormPage, FromForm};
pub use form::Form;
pub use journal::Journal;
pub use kept::Kept;
pub use known::{Known, KnownBy};
pub use menu::{Count, Entry, Menu};
pub use packed::Packed;
pub use page::{Live, Page};
pub use person::{DEPUTY, Head, Person, Role};
pub use query::{Part, Query};
pub use report::report;
pub use routes::{Route, Routes, Who};
pub use sent::{SentFile, SentForm, attached, plain_name};
pub use site::{Settings, Site};
pub use table::{FileOf, Table, jalali};
pub use typed::{LONGEST_LINE, LONGEST_TEXT};
pub use visitor::{CountyName, Visitor, language_of as in_its_language};
pub use words::say;
pub use workbook::Sheet;

pub use super::paged::{Pager, ROWS, Span, key};

pub(crate) use answered::address_of;
pub(crate) use cookies::{cookie_name, named_cookie, visit_cookie_of};
pub(crate) use journal::{AskedBy, Told};
