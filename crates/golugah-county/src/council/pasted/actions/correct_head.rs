use crate::pasted::queries;
use crate::sessions::HeldSession;
use golugah_desk::{Deed, Desk, Refusal};

/// Puts right of which session pasted minutes are, while they are looked through: its number, day, hour and place.
#[derive(Clone, Debug)]
pub struct CorrectHead {
    /// The pasted minutes.
    pub pasted: i64,
    /// Their row as it was seen.
    pub version: i64,
    /// The session as it was.
    pub session: HeldSession,
}

impl Deed for CorrectHead {
    const NAME: &'static str = "minutes.correct_head";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let pasted = queries::pasted(desk.read(), self.pasted)
            .await?
            .ok_or(Refusal::Missing)?;
        if pasted.session_id.is_some() {
            return Err(Refusal::Rule("refusal-pasted-taken"));
        }
        let goes_on = queries::goes_on(desk.read(), self.session.number, &self.session.day).await?;
        let hour = self.session.check(desk, goes_on).await?;
        let columns = vec![
            ("number", self.session.number.into()),
            ("day", self.session.day.into()),
            ("hour", hour.into()),
            ("place", self.session.place.trim().into()),
        ];
        desk.update("pasted", pasted.id, self.version, columns).await?;
        desk.of(super::case(pasted.id));
        Ok(())
    }
}
