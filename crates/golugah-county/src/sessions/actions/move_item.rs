use crate::sessions::queries;
use crate::support::db::{Deed, Desk, Refusal};

/// Moves an item one place up or down an agenda.
#[derive(Clone, Debug)]
pub struct MoveItem {
    /// The session.
    pub session: i64,
    /// The item.
    pub item: i64,
    /// Up or down.
    pub up: bool,
}

/// Moves an item to a place of an agenda; those between make room.
#[derive(Clone, Debug)]
pub struct PlaceItem {
    /// The session.
    pub session: i64,
    /// The item.
    pub item: i64,
    /// The place, from 1; beyond the end is the end.
    pub place: i64,
}

impl Deed for MoveItem {
    const NAME: &'static str = "session.move_item";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        shift(desk, self.session, self.item, |at, items| {
            let to = if self.up { at.checked_sub(1) } else { Some(at + 1) };
            to.filter(|to| *to < items)
                .ok_or(Refusal::Rule("refusal-end-of-agenda"))
        })
        .await
    }
}

impl Deed for PlaceItem {
    const NAME: &'static str = "session.move_item";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        shift(desk, self.session, self.item, |_, items| {
            let place = usize::try_from(self.place).ok().filter(|place| *place > 0);
            let place = place.ok_or(Refusal::Rule("refusal-no-such-place"))?;
            Ok(place.min(items) - 1)
        })
        .await
    }
}

/// Takes an item out of its place and puts it in the one that `to` names of its present one and the number of items.
async fn shift(
    desk: &mut Desk<'_>,
    session: i64,
    item: i64,
    to: impl FnOnce(usize, usize) -> Result<usize, Refusal>,
) -> Result<(), Refusal> {
    super::called(desk, session).await?;
    let mut agenda = queries::agenda(desk.read(), session).await?;
    let at = agenda
        .iter()
        .position(|one| one.id == item)
        .ok_or(Refusal::Missing)?;
    let to = to(at, agenda.len())?;
    let moved = agenda.remove(at);
    agenda.insert(to, moved);
    desk.of_case(super::case(session));
    super::renumber(desk, &agenda).await
}
