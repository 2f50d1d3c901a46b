//! What every step of a claim's money comes with, and how it is entered.

use super::actions::{case, check_day, check_writer};
use super::{Step, queries};
use golugah_desk::{Desk, Refusal};

/// The largest sum of one move, in rials: a hundred times what a county receives in a year. More is a slip of the hand.
const MOST: i64 = 1_000_000_000_000_000;

/// A step as its letter tells it.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The claim.
    pub claim: i64,
    /// The claim's row as it was seen.
    pub version: i64,
    /// How much.
    pub amount_rial: i64,
    /// The letter's day, `YYYY-MM-DD`.
    pub day: String,
    /// The letter's number.
    pub letter: String,
}

impl Noted {
    /// Enters it as this step. The same step with the same letter and day is refused: it was entered twice.
    pub(super) async fn enter(self, desk: &mut Desk<'_>, step: Step) -> Result<(), Refusal> {
        let claim = queries::claim(desk.read(), self.claim).await?;
        let claim = claim.ok_or(Refusal::Missing)?;
        check_writer(desk, claim.agency_id).await?;
        let letter = compared(&self.letter);
        let moves = queries::moves(desk.read(), self.claim).await?;
        let known = |one: &queries::Move| {
            one.stands() && one.step == step && one.day == self.day && compared(&one.letter) == letter
        };
        if moves.iter().any(known) {
            return Err(Refusal::Rule("refusal-move-known"));
        }
        let sum = |step| queries::course(&moves).sum(step);
        if step == Step::Spent && sum(Step::Spent).saturating_add(self.amount_rial) > sum(Step::Received) {
            return Err(Refusal::Rule("refusal-spent-beyond-received"));
        }
        // Two who note at once: the claim's own version tells the second.
        desk.update("claims", self.claim, self.version, Vec::new())
            .await?;
        let letter = (self.day.as_str(), self.letter.as_str());
        enter_move(desk, self.claim, step, self.amount_rial, letter).await?;
        desk.of(case(self.claim));
        Ok(())
    }
}

/// A letter's number as it is compared: whatever digits it is typed in.
fn compared(letter: &str) -> String {
    golugah_persian::latin_digits(&golugah_persian::normalise(letter.trim()))
}

/// Writes a move with its letter, given as day and number. Refuses what no letter says: nothing or less, a day that has not
/// come, no number.
pub(super) async fn enter_move(
    desk: &mut Desk<'_>,
    claim: i64,
    step: Step,
    rials: i64,
    (day, letter): (&str, &str),
) -> Result<(), Refusal> {
    if !(1..=MOST).contains(&rials) {
        return Err(Refusal::Rule("refusal-credit-moves-amount"));
    }
    check_day(desk, day)?;
    let columns = vec![
        ("claim_id", claim.into()),
        ("step", step.into()),
        ("amount_rial", rials.into()),
        ("day", day.into()),
        ("letter", letter.trim().into()),
        ("reason", "".into()),
    ];
    desk.insert("credit_moves", columns).await.map(|_| ())
}
