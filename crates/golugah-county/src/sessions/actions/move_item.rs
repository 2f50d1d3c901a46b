use crate::sessions::queries;
use crate::support::db::{Deed, Desk, Refusal};

/// Moves an item one place up or down an agenda. The two change places; their rows, and so their links, stay.
#[derive(Clone, Debug)]
pub struct MoveItem {
    /// The session.
    pub session: i64,
    /// The item.
    pub item: i64,
    /// Up or down.
    pub up: bool,
}

impl Deed for MoveItem {
    const NAME: &'static str = "session.move_item";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = queries::session(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != "called" {
            return Err(Refusal::Rule("refusal-session-closed"));
        }
        let agenda = queries::agenda(desk.read(), self.session).await?;
        let at = agenda
            .iter()
            .position(|item| item.id == self.item)
            .ok_or(Refusal::Missing)?;
        let other = if self.up { at.checked_sub(1) } else { Some(at + 1) };
        let (Some(item), Some(other)) = (agenda.get(at), other.and_then(|place| agenda.get(place))) else {
            return Err(Refusal::Rule("refusal-end-of-agenda"));
        };
        desk.of_case(super::case(self.session));
        desk.update(
            "agenda_items",
            item.id,
            item.version,
            vec![("place", other.place.into())],
        )
        .await?;
        desk.update(
            "agenda_items",
            other.id,
            other.version,
            vec![("place", item.place.into())],
        )
        .await
    }
}
