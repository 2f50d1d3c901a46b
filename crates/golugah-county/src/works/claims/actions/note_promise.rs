use super::Noted;
use crate::claims::Step;
use golugah_desk::{Deed, Desk, Refusal};

/// Notes what the directorate promised.
#[derive(Clone, Debug)]
pub struct NotePromise(pub Noted);

impl Deed for NotePromise {
    const NAME: &'static str = "claim.note_promise";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.0.enter(desk, Step::Promised).await
    }
}
