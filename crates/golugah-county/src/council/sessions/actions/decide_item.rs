use crate::FEATURES;
use crate::resolutions::actions::{Demand, DraftResolution};
use crate::resolutions::drafts_of;
use crate::sessions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// The council decides about an item of its agenda: a resolution that is tied to it, and the item is dealt with. An item
/// may lead to several.
#[derive(Clone, Debug)]
pub struct DecideItem {
    /// The session.
    pub session: i64,
    /// The item.
    pub item: i64,
    /// What is decided. What it is about is what the item is about.
    pub demand: Demand,
}

impl Deed for DecideItem {
    /// In the log a resolution is written down the same way wherever on the page that was done.
    const NAME: &'static str = DraftResolution::NAME;
    /// The resolution.
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        super::called(desk, self.session).await?;
        let agenda = queries::agenda(desk.read(), self.session).await?;
        let drafted: Vec<_> = drafts_of(desk.read(), self.session)
            .await?
            .into_iter()
            .filter_map(|draft| draft.about)
            .collect();
        let item = agenda
            .into_iter()
            .find(|item| item.id == self.item)
            .ok_or(Refusal::Missing)?;
        let mut about = None;
        for placed in item.placed() {
            // One that an earlier resolution owns, or that waits to be measured, is spoken of and not given away again.
            if drafted.contains(&placed.matter.to_string()) {
                continue;
            }
            if FEATURES.takes_decision(desk.read(), &placed.matter).await? {
                about = Some(placed.matter);
                break;
            }
        }
        let draft = DraftResolution {
            session: self.session,
            demand: self.demand,
            about,
        };
        let resolution = draft.draft(desk, Some(item.id)).await?;
        let columns = vec![("item_id", item.id.into()), ("resolution_id", resolution.into())];
        desk.insert("item_resolutions", columns).await?;
        if item.state == "open" {
            let done = vec![("state", "done".into())];
            desk.update("agenda_items", item.id, item.version, done).await?;
        }
        Ok(resolution)
    }
}
