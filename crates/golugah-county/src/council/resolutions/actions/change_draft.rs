use super::Demand;
use crate::resolutions::drafts::draft;
use golugah_desk::{Deed, Desk, Refusal};

/// Writes a draft anew, before its session is closed.
#[derive(Clone, Debug)]
pub struct ChangeDraft {
    /// The session at whose table it is changed.
    pub session: i64,
    /// The resolution that it becomes.
    pub resolution: i64,
    /// The row as it was seen.
    pub version: i64,
    /// What is to be decided now.
    pub demand: Demand,
}

impl Deed for ChangeDraft {
    const NAME: &'static str = "resolution.change_draft";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let draft = draft(desk.read(), self.resolution)
            .await?
            .filter(|draft| draft.session_id == self.session)
            .ok_or(Refusal::Rule("refusal-no-draft"))?;
        self.demand.check(desk).await?;
        // Both rows are written, whatever differs: the first one's version tells of whoever was faster.
        let columns = vec![
            ("text", self.demand.text.trim().into()),
            ("agency_id", self.demand.agency.into()),
            ("proof", self.demand.proof.trim().into()),
        ];
        desk.update("resolutions", draft.id, self.version, columns)
            .await?;
        let days = i64::from(self.demand.working_days);
        if days != draft.working_days {
            let columns = vec![("working_days", days.into())];
            desk.update("resolution_drafts", draft.draft_id, draft.draft_version, columns)
                .await?;
        }
        desk.of(super::case(draft.id));
        Ok(())
    }
}
