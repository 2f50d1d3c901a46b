//! Firms: names in the data that may be two spellings of one firm. The program asks, people say whether they are one, and may
//! say otherwise later; then everything is measured anew, and what compares firms or counts by firm goes by it.

pub mod actions;
mod list;
mod model;
mod offer;
mod queries;
mod show;
mod workbook;

pub use model::PairState;
pub use queries::{FirmPair, is_entered, pair_of, settled};

pub(crate) use offer::Offer;

use self::actions::SettlePair;
use self::show::Show;
use crate::support::web::{Role, Routes, Who};

/// How many pairs are entered after a measurement, those of the most tenders first; the report has them all.
pub const MOST_PAIRS: usize = 200;

pub(crate) fn staff_routes() -> Routes {
    const SETTLES: Who = Who::Only(&[Role::Inspector, Role::Secretary]);
    Routes::new()
        .page("/firms", Who::Staff, list::list)
        .page("/firms/all.xlsx", Who::Staff, workbook::all)
        .form_page::<Show>("/firms/{id}", Who::Staff)
        .form_deed::<Show, SettlePair>("/firms/{id}", SETTLES)
}
