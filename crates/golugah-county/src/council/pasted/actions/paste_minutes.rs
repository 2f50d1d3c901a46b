use crate::pasted::queries;
use crate::sessions::HeldSession;
use crate::texts;
use golugah_desk::{Deed, Desk, Refusal};

/// The longest minutes, in bytes.
const LONGEST: usize = 200_000;

/// The minutes of a session that was held are pasted, as they are. Nothing comes of them before somebody has looked.
#[derive(Clone, Debug)]
pub struct PasteMinutes {
    /// The session whose minutes they are.
    pub session: HeldSession,
    /// The minutes.
    pub text: String,
}

impl Deed for PasteMinutes {
    const NAME: &'static str = "minutes.paste";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let person = desk
            .actor()
            .person
            .ok_or(Refusal::Rule("refusal-not-the-secretary"))?;
        let goes_on = queries::goes_on(desk.read(), self.session.number, &self.session.day).await?;
        let hour = self.session.check(desk, goes_on).await?;
        if self.text.len() > LONGEST {
            return Err(Refusal::Rule("refusal-pasted-too-long"));
        }
        let text = texts::write(desk, self.text.trim()).await?;
        let text = text.ok_or(Refusal::Rule("refusal-pasted-empty"))?;
        let columns = vec![
            ("number", self.session.number.into()),
            ("day", self.session.day.into()),
            ("hour", hour.into()),
            ("place", self.session.place.trim().into()),
            ("text_commitment", text.into()),
            ("person_id", person.into()),
            ("pasted_on", desk.now().day().into()),
            ("session_id", None::<i64>.into()),
        ];
        let pasted = desk.insert("pasted", columns).await?;
        desk.of(super::case(pasted));
        Ok(pasted)
    }
}
