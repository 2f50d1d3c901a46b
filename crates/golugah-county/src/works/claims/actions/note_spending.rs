use super::Noted;
use crate::claims::Step;
use golugah_desk::{Deed, Desk, Refusal};

/// Notes what was spent.
#[derive(Clone, Debug)]
pub struct NoteSpending(pub Noted);

impl Deed for NoteSpending {
    const NAME: &'static str = "claim.note_spending";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.0.enter(desk, Step::Spent).await
    }
}
