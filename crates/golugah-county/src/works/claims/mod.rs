//! Claims: the share that an agency claims for the county from a directorate of the province, step by step, each with its letter.
//!
//! Where a claim stands is computed from its moves and stored nowhere. Sums that should not be so are listed beside the claim
//! and never refused: the ledger says what happened.

pub mod actions;
mod agenda;
mod ended;
mod find_queries;
mod letter;
mod list;
mod model;
mod noted;
mod offer;
mod queries;
mod show;
mod story;
mod waits;
mod workbook;

pub use model::{Course, Ending, Oddity, Step};
pub use queries::{Claim, Ended, Move, claim, course, endings, moves};

pub(crate) use offer::Offer;

use self::actions::{
    AskClaim, AskMore, CorrectMove, NoteNotice, NotePromise, NoteReceipt, NoteRefusal, NoteSpending,
    WithdrawClaim,
};
use self::list::List;
use self::show::Show;
use crate::support::web::{Role, Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    /// The secretary enters what came on paper; of the heads, each what is their own agency's.
    const WRITERS: Who = Who::Only(&[Role::Secretary, Role::AgencyHead]);
    Routes::new()
        .page("/claims", Who::Staff, list::list)
        .page("/claims/all.xlsx", Who::Staff, workbook::all)
        .form_deed::<List, AskClaim>("/claims", WRITERS)
        .form_page::<Show>("/claims/{id}", Who::Staff)
        .form_deed::<Show, AskMore>("/claims/{id}/asked", WRITERS)
        .form_deed::<Show, NotePromise>("/claims/{id}/promised", WRITERS)
        .form_deed::<Show, NoteNotice>("/claims/{id}/notified", WRITERS)
        .form_deed::<Show, NoteReceipt>("/claims/{id}/received", WRITERS)
        .form_deed::<Show, NoteSpending>("/claims/{id}/spent", WRITERS)
        .form_deed::<Show, NoteRefusal>("/claims/{id}/refused", WRITERS)
        .form_deed::<Show, WithdrawClaim>("/claims/{id}/withdrawn", WRITERS)
        .form_deed::<Show, CorrectMove>("/claims/{id}/correct", WRITERS)
        .page("/claims/{id}/letter", Who::Staff, letter::letter)
}
