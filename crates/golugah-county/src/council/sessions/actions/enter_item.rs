use crate::sessions::queries;
use crate::support::seams::Laid;
use golugah_desk::{Deed, Desk, Refusal};

/// Puts something on the agenda of a session that is still to be held.
#[derive(Clone, Debug)]
pub struct EnterItem {
    /// The session.
    pub session: i64,
    /// What it is about, and why it is there.
    pub item: Laid,
}

impl Deed for EnterItem {
    const NAME: &'static str = "session.enter_item";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        self.enter(desk).await
    }
}

impl EnterItem {
    /// Puts it there within a deed that does more.
    pub(crate) async fn enter(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        super::called(desk, self.session).await?;
        match &self.item.matter {
            None if self.item.title.trim().is_empty() => return Err(Refusal::Rule("refusal-title-missing")),
            Some(matter) if queries::stands(desk.read(), self.session, matter, self.item.again).await? => {
                return Err(Refusal::Rule("refusal-already-on-agenda"));
            }
            None | Some(_) => {}
        }
        if !queries::has_room(desk.read(), self.session).await? {
            return Err(Refusal::Rule("refusal-agenda-full"));
        }
        let place = queries::last_place(desk.read(), self.session).await? + 1;
        desk.of(super::case(self.session));
        super::write_item(desk, self.session, place, (&self.item).into()).await
    }
}
