use crate::sessions::{Step, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// The invitation with the agenda has gone out.
#[derive(Clone, Debug)]
pub struct InviteToSession {
    /// The session.
    pub session: i64,
    /// The number of the invitation's letter.
    pub letter: String,
}

impl Deed for InviteToSession {
    const NAME: &'static str = "session.invite";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        super::called(desk, self.session).await?;
        let letter = self.letter.trim();
        if letter.is_empty() {
            return Err(Refusal::Rule("refusal-letter-missing"));
        }
        let taken = queries::steps(desk.read(), self.session).await?;
        if taken.iter().any(|taken| taken.step == Step::Invited.word()) {
            return Err(Refusal::Rule("refusal-invited-already"));
        }
        super::take_step(desk, self.session, Step::Invited, letter).await?;
        desk.of(super::case(self.session));
        Ok(())
    }
}
