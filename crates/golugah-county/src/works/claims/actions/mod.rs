//! What can be done with claims.

mod ask_claim;
mod note_move;
mod take_back_move;

pub use ask_claim::AskClaim;
pub use note_move::NoteMove;
pub use take_back_move::TakeBackMove;

use crate::people::{self, Role};
use golugah_desk::{Desk, Matter, Refusal};

/// The case of a claim in the log.
pub(super) fn case(claim: i64) -> Matter {
    Matter::of("claim", claim)
}

/// The largest sum of one move, in rials: a hundred times what a county receives in a year. More is a slip of the hand.
const MOST: i64 = 1_000_000_000_000_000;

/// Refuses whoever is neither the secretary nor speaks for the agency.
async fn check_writer(desk: &Desk<'_>, agency: i64) -> Result<(), Refusal> {
    let is_secretary = desk.actor().role == Role::Secretary.word();
    if is_secretary || people::speaks_for(desk.read(), desk.actor(), agency).await? {
        return Ok(());
    }
    Err(Refusal::Rule("refusal-not-the-claimant"))
}

/// Refuses what no letter says: nothing or less, a day that has not come, no number.
fn check_letter(desk: &Desk<'_>, rials: i64, day: &str, letter: &str) -> Result<(), Refusal> {
    if !(1..=MOST).contains(&rials) {
        return Err(Refusal::Rule("refusal-credit-moves-amount"));
    }
    if golugah_persian::weekday(day).is_none() {
        return Err(Refusal::Rule("refusal-no-day"));
    }
    if day > desk.now().day().as_str() {
        return Err(Refusal::Rule("refusal-day-ahead"));
    }
    if letter.trim().is_empty() {
        return Err(Refusal::Rule("refusal-credit-moves-letter"));
    }
    Ok(())
}
