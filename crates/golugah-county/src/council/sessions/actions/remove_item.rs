use crate::FEATURES;
use crate::sessions::queries;
use crate::support::seams::Fate;
use golugah_desk::{Deed, Desk, Refusal};

/// Takes an item off the agenda of a session that is still to be held, with a reason.
#[derive(Clone, Debug)]
pub struct RemoveItem {
    /// The session.
    pub session: i64,
    /// The item.
    pub item: i64,
    /// Why.
    pub reason: String,
}

impl Deed for RemoveItem {
    const NAME: &'static str = "session.remove_item";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        super::called(desk, self.session).await?;
        let mut agenda = queries::agenda(desk.read(), self.session).await?;
        let at = agenda
            .iter()
            .position(|item| item.id == self.item)
            .ok_or(Refusal::Missing)?;
        let item = agenda.remove(at);
        if item.state != "open" {
            return Err(Refusal::Rule("refusal-item-dealt-with"));
        }
        let columns = vec![
            ("item_id", item.id.into()),
            ("reason", self.reason.trim().into()),
            ("removed_on", desk.now().day().into()),
        ];
        desk.insert("removed_items", columns).await?;
        let removed = vec![("state", "removed".into())];
        desk.update("agenda_items", item.id, item.version, removed)
            .await?;
        FEATURES
            .became(desk, item.matter().as_ref(), Fate::Removed)
            .await?;
        desk.of(super::case(self.session));
        super::renumber(desk, &agenda).await
    }
}
