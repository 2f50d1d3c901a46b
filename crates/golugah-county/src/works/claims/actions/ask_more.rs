use super::Noted;
use crate::claims::Step;
use golugah_desk::{Deed, Desk, Refusal};

/// Asks for a further sum on the same claim, by another letter.
#[derive(Clone, Debug)]
pub struct AskMore(pub Noted);

impl Deed for AskMore {
    const NAME: &'static str = "claim.ask_more";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.0.enter(desk, Step::Asked).await
    }
}
