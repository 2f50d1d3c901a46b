use super::{case, check_writer};
use crate::claims::{Step, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Takes back a move that was entered by mistake: by another that names it. Both stay.
#[derive(Clone, Debug)]
pub struct CorrectMove {
    /// The claim.
    pub claim: i64,
    /// The claim's row as it was seen.
    pub version: i64,
    /// The move.
    pub of_move: i64,
    /// Why.
    pub reason: String,
}

impl Deed for CorrectMove {
    const NAME: &'static str = "move.correct";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let claim = queries::claim(desk.read(), self.claim)
            .await?
            .ok_or(Refusal::Missing)?;
        check_writer(desk, claim.agency_id).await?;
        let moves = queries::moves(desk.read(), self.claim).await?;
        let course = queries::course(&moves);
        let mistaken = moves.into_iter().find(|one| one.id == self.of_move);
        let mistaken = mistaken.ok_or(Refusal::Missing)?;
        if !mistaken.stands() {
            return Err(Refusal::Rule("refusal-credit-moves-back-once"));
        }
        let left = course.sum(Step::Received).saturating_sub(mistaken.amount_rial);
        if mistaken.step == Step::Received && course.sum(Step::Spent) > left {
            return Err(Refusal::Rule("refusal-receipt-is-spent"));
        }
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::Rule("refusal-move-reason"));
        }
        desk.update("claims", self.claim, self.version, Vec::new())
            .await?;
        let columns = vec![
            ("claim_id", self.claim.into()),
            ("step", mistaken.step.into()),
            ("amount_rial", (-mistaken.amount_rial).into()),
            ("day", mistaken.day.into()),
            ("letter", mistaken.letter.into()),
            ("of_move", mistaken.id.into()),
            ("reason", reason.into()),
        ];
        desk.insert("credit_moves", columns).await?;
        desk.of(case(self.claim));
        Ok(())
    }
}
