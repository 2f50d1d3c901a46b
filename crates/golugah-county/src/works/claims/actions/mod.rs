//! What can be done with claims.

mod ask_claim;
mod ask_more;
mod correct_move;
mod note_notice;
mod note_promise;
mod note_receipt;
mod note_refusal;
mod note_spending;
mod withdraw_claim;

pub use ask_claim::AskClaim;
pub use ask_more::AskMore;
pub use correct_move::CorrectMove;
pub use note_notice::NoteNotice;
pub use note_promise::NotePromise;
pub use note_receipt::NoteReceipt;
pub use note_refusal::NoteRefusal;
pub use note_spending::NoteSpending;
pub use withdraw_claim::WithdrawClaim;

pub use super::ended::Ended;
pub use super::noted::Noted;

use crate::people::{self, Role};
use golugah_desk::{Desk, Matter, Refusal};

/// The case of a claim in the log.
pub(super) fn case(claim: i64) -> Matter {
    Matter::of("claim", claim)
}

/// Refuses whoever is neither the secretary nor speaks for the agency.
pub(super) async fn check_writer(desk: &Desk<'_>, agency: i64) -> Result<(), Refusal> {
    let is_secretary = Role::Secretary.is_hat(&desk.actor().role);
    if is_secretary || people::speaks_for(desk.read(), desk.actor(), agency).await? {
        return Ok(());
    }
    Err(Refusal::Rule("refusal-not-the-claimant"))
}

/// Refuses what is no day, or one that has not come.
pub(super) fn check_day(desk: &Desk<'_>, day: &str) -> Result<(), Refusal> {
    if golugah_persian::weekday(day).is_none() {
        return Err(Refusal::Rule("refusal-no-day"));
    }
    if day > desk.now().day().as_str() {
        return Err(Refusal::Rule("refusal-day-ahead"));
    }
    Ok(())
}
