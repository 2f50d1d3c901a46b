use crate::resolutions::{WithdrawDraft, drafts_of};
use crate::sessions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// Takes a draft back; the item on which it was written is open again where nothing else was decided about it.
#[derive(Clone, Debug)]
pub struct WithdrawDecision {
    /// The draft.
    pub draft: WithdrawDraft,
}

impl Deed for WithdrawDecision {
    const NAME: &'static str = WithdrawDraft::NAME;
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = self.draft.session;
        let withdrawn = self.draft.withdraw(desk).await?;
        let Some(on) = withdrawn.item_id else {
            return Ok(());
        };
        let left = drafts_of(desk.read(), session).await?;
        if left.iter().any(|draft| draft.item_id == Some(on)) {
            return Ok(());
        }
        let agenda = queries::agenda(desk.read(), session).await?;
        if let Some(item) = agenda.iter().find(|item| item.id == on && item.state == "done") {
            let open = vec![("state", "open".into())];
            desk.update("agenda_items", item.id, item.version, open).await?;
        }
        Ok(())
    }
}
