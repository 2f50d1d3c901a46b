use super::EnterItem;
use crate::FEATURES;
use crate::support::seams::Laid;
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// Puts records on the agenda as whoever keeps them lays them before a session: all of them, or none.
#[derive(Clone, Debug)]
pub struct PutOnAgenda {
    /// The session.
    pub session: i64,
    /// The records.
    pub matters: Vec<Matter>,
    /// What somebody calls them; empty where they are called as they are called.
    pub title: String,
}

impl Deed for PutOnAgenda {
    /// In the log an item is entered the same way whoever proposed it.
    const NAME: &'static str = EnterItem::NAME;
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if self.matters.is_empty() {
            // Somebody else put it there first, or it was never proposed.
            return Err(Refusal::Rule("refusal-not-proposed"));
        }
        super::called(desk, self.session).await?;
        for matter in &self.matters {
            let laid = FEATURES.take_up(desk, self.session, matter).await?;
            let entered = EnterItem {
                session: self.session,
                item: Laid {
                    title: self.title.trim().to_owned(),
                    ..laid
                },
            };
            entered.enter(desk).await?;
        }
        desk.of(super::case(self.session));
        Ok(())
    }
}
