use crate::sessions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// Puts something right in a published session: what is right and why it was wrong, beside the minutes, which stay as they
/// were written.
#[derive(Clone, Debug)]
pub struct CorrectSession {
    /// The session.
    pub session: i64,
    /// What is right.
    pub text: String,
    /// Why it has to be put right.
    pub reason: String,
}

impl Deed for CorrectSession {
    const NAME: &'static str = "session.correct";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let session = queries::session(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.published == 0 {
            return Err(Refusal::Rule("refusal-session-not-published"));
        }
        if self.text.trim().is_empty() {
            return Err(Refusal::Rule("refusal-text-missing"));
        }
        if self.reason.trim().is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        let number = queries::last_correction(desk.read(), session.id).await? + 1;
        desk.of(super::case(self.session));
        let columns = vec![
            ("session_id", session.id.into()),
            ("number", number.into()),
            ("text", self.text.trim().into()),
            ("reason", self.reason.trim().into()),
            ("corrected_at", desk.now().text().into()),
        ];
        desk.insert("corrections", columns).await
    }
}
