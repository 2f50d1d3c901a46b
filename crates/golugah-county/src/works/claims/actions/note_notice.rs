use super::Noted;
use crate::claims::Step;
use golugah_desk::{Deed, Desk, Refusal};

/// Notes the credit that was notified to the county.
#[derive(Clone, Debug)]
pub struct NoteNotice(pub Noted);

impl Deed for NoteNotice {
    const NAME: &'static str = "claim.note_notice";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.0.enter(desk, Step::Notified).await
    }
}
