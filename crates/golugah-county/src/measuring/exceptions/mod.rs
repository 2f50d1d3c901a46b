//! Exceptions: cases against a rule. What broke a number of the law or an office's own promise is listed with its evidence; one
//! case is enough, and there is neither rate nor rank.
//!
//! A record is one rule in one month; it holds its cases, each with a state of its own. The program enters them after each
//! measurement and takes away what the data no longer shows; people say what came of the question.

pub mod actions;
mod agenda;
mod answers;
mod list;
mod model;
mod offer;
mod queries;
mod show;
mod waits;
mod workbook;

pub use answers::{Answer, answers_to};
pub use model::{CaseState, month_of};
pub use queries::{Case, Exception, cases_of, of_rule_in_month, shown_by};

pub(crate) use offer::Offer;

use self::actions::JudgeCases;
use self::show::Show;
use crate::support::web::{Role, Routes, Who};

/// How many of the gravest cases of a rule in a month are entered after a measurement; the report has them all, and the page
/// says so.
pub const MOST_CASES: usize = 200;

/// How many cases one deed enters: each may make an office known, and a deed writes at most 400 rows.
pub const CASES_AT_ONCE: usize = 150;

pub(crate) fn staff_routes() -> Routes {
    /// The inspector asks; the secretary enters what an office answered by letter.
    const JUDGES: Who = Who::Only(&[Role::Inspector, Role::Secretary]);
    Routes::new()
        .page("/exceptions", Who::Staff, list::list)
        .page("/exceptions/all.xlsx", Who::Staff, workbook::all)
        .page("/exceptions/{id}", Who::Staff, show::page)
        .form_deed::<Show, JudgeCases>("/exceptions/{id}/judge", JUDGES)
}
