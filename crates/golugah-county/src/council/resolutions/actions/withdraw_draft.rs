use crate::resolutions::ResolutionState;
use crate::resolutions::drafts::{Draft, draft};
use golugah_desk::{Desk, Refusal};

/// Takes a draft back, before its session is closed: a step of the deed that also opens its item again.
#[derive(Clone, Debug)]
pub struct WithdrawDraft {
    /// The session at whose table it is taken back.
    pub session: i64,
    /// The resolution that it would have become.
    pub resolution: i64,
    /// The row as it was seen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl WithdrawDraft {
    /// The deed's name in the log.
    pub const NAME: &'static str = "resolution.withdraw_draft";

    /// Takes it back and gives it as it was.
    pub(crate) async fn withdraw(self, desk: &mut Desk<'_>) -> Result<Draft, Refusal> {
        let draft = draft(desk.read(), self.resolution)
            .await?
            .filter(|draft| draft.session_id == self.session)
            .ok_or(Refusal::Rule("refusal-no-draft"))?;
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        // Its number is free for another: numbers in the minutes follow one another.
        let columns = vec![
            ("state", ResolutionState::Withdrawn.word().into()),
            ("number", (-draft.id).into()),
        ];
        desk.update("resolutions", draft.id, self.version, columns)
            .await?;
        let columns = vec![
            ("withdrawn_on", desk.now().day().into()),
            ("withdrawn_because", reason.into()),
        ];
        desk.update("resolution_drafts", draft.draft_id, draft.draft_version, columns)
            .await?;
        desk.of(super::case(draft.id));
        Ok(draft)
    }
}
