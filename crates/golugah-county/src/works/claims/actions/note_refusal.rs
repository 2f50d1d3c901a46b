use super::Ended;
use crate::claims::Ending;
use golugah_desk::{Deed, Desk, Refusal};

/// Notes the letter by which the directorate refused the claim, or what is left of it.
#[derive(Clone, Debug)]
pub struct NoteRefusal(pub Ended);

impl Deed for NoteRefusal {
    const NAME: &'static str = "claim.note_refusal";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if self.0.letter.trim().is_empty() {
            return Err(Refusal::Rule("refusal-credit-moves-letter"));
        }
        self.0.enter(desk, Ending::Refused).await
    }
}
