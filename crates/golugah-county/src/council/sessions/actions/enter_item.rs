use crate::sessions::{ItemKind, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Puts something on the agenda of a session that is still to be held.
#[derive(Clone, Debug)]
pub struct EnterItem {
    /// The session.
    pub session: i64,
    /// What it is about.
    pub title: String,
    /// Why it is there.
    pub kind: ItemKind,
    /// The agency it concerns.
    pub agency: Option<i64>,
    /// The resolution it asks after.
    pub resolution: Option<i64>,
    /// The bottleneck it is about.
    pub bottleneck: Option<i64>,
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
        let session = queries::session(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != "called" {
            return Err(Refusal::Rule("refusal-session-closed"));
        }
        if self.title.trim().is_empty() {
            return Err(Refusal::Rule("refusal-title-missing"));
        }
        if let Some(resolution) = self.resolution
            && queries::asks_after(desk.read(), self.session, resolution).await?
        {
            return Err(Refusal::Rule("refusal-already-on-agenda"));
        }
        // A late resolution may be about a bottleneck that stands there by itself; the same bottleneck twice may not.
        if let (None, Some(bottleneck)) = (self.resolution, self.bottleneck)
            && queries::speaks_of(desk.read(), self.session, bottleneck).await?
        {
            return Err(Refusal::Rule("refusal-bottleneck-on-agenda"));
        }
        if !queries::has_room(desk.read(), self.session).await? {
            return Err(Refusal::Rule("refusal-agenda-full"));
        }
        let place = queries::last_place(desk.read(), self.session).await? + 1;
        desk.of_case(super::case(self.session));
        let columns = vec![
            ("session_id", self.session.into()),
            ("place", place.into()),
            ("title", self.title.trim().into()),
            ("kind", self.kind.word().into()),
            ("agency_id", self.agency.into()),
            ("resolution_id", self.resolution.into()),
            ("bottleneck_id", self.bottleneck.into()),
            ("state", "open".into()),
        ];
        desk.insert("agenda_items", columns).await
    }
}
