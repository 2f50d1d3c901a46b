use super::Noted;
use crate::claims::Step;
use golugah_desk::{Deed, Desk, Refusal};

/// Notes what arrived.
#[derive(Clone, Debug)]
pub struct NoteReceipt(pub Noted);

impl Deed for NoteReceipt {
    const NAME: &'static str = "claim.note_receipt";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.0.enter(desk, Step::Received).await
    }
}
