use super::{check_letter, check_writer};
use crate::claims::{Step, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Notes a further step of a claim's money, with its letter.
#[derive(Clone, Debug)]
pub struct NoteMove {
    /// The claim.
    pub claim: i64,
    /// The row as it was seen.
    pub version: i64,
    /// The step.
    pub step: Step,
    /// How much.
    pub amount_rial: i64,
    /// The letter's day, `YYYY-MM-DD`.
    pub day: String,
    /// The letter's number.
    pub letter: String,
}

impl Deed for NoteMove {
    const NAME: &'static str = "claim.note";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let claim = queries::claim(desk.read(), self.claim)
            .await?
            .ok_or(Refusal::Missing)?;
        check_writer(desk, claim.agency_id).await?;
        check_letter(desk, self.amount_rial, &self.day, &self.letter)?;
        let letter = compared(&self.letter);
        let moves = queries::moves(desk.read(), self.claim).await?;
        let known = |one: &queries::Move| {
            one.stands() && one.step == self.step && one.day == self.day && compared(&one.letter) == letter
        };
        if moves.iter().any(known) {
            return Err(Refusal::Rule("refusal-move-known"));
        }
        // Two who note at once: the claim's own version tells the second.
        desk.update("claims", self.claim, self.version, Vec::new())
            .await?;
        let columns = vec![
            ("claim_id", self.claim.into()),
            ("step", self.step.into()),
            ("amount_rial", self.amount_rial.into()),
            ("day", self.day.into()),
            ("letter", self.letter.trim().into()),
            ("reason", "".into()),
        ];
        desk.insert("credit_moves", columns).await?;
        desk.of(super::case(self.claim));
        Ok(())
    }
}

/// A letter's number as it is compared: whatever digits it is typed in.
fn compared(letter: &str) -> String {
    golugah_persian::latin_digits(&golugah_persian::normalise(letter))
}
