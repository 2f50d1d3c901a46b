use crate::FEATURES;
use crate::resolutions::actions::TakeResolution;
use crate::sessions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// The council decides about an item of its agenda: a resolution that is tied to it, and the item is dealt with. An item
/// may lead to several.
#[derive(Clone, Debug)]
pub struct DecideItem {
    /// The item.
    pub item: i64,
    /// What is decided. What it is about is what the item is about, whatever is said here.
    pub resolution: TakeResolution,
}

impl Deed for DecideItem {
    /// In the log a resolution is taken the same way wherever on the page it was written.
    const NAME: &'static str = TakeResolution::NAME;
    /// The resolution.
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let session = self.resolution.session;
        super::called(desk, session).await?;
        let agenda = queries::agenda(desk.read(), session).await?;
        let item = agenda
            .into_iter()
            .find(|item| item.id == self.item)
            .ok_or(Refusal::Missing)?;
        let mut about = None;
        for placed in item.placed() {
            // One that an earlier resolution owns, or that waits to be measured, is spoken of and not given away again.
            if FEATURES.takes_decision(desk.read(), &placed.matter).await? {
                about = Some(placed.matter);
                break;
            }
        }
        let take = TakeResolution {
            about,
            ..self.resolution
        };
        let resolution = take.take(desk).await?;
        let columns = vec![("item_id", item.id.into()), ("resolution_id", resolution.into())];
        desk.insert("item_resolutions", columns).await?;
        if item.state == "open" {
            let done = vec![("state", "done".into())];
            desk.update("agenda_items", item.id, item.version, done).await?;
        }
        Ok(resolution)
    }
}
