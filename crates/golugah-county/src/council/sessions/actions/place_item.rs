use golugah_desk::{Deed, Desk, Refusal};

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

impl Deed for PlaceItem {
    const NAME: &'static str = "session.move_item";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        super::shift(desk, self.session, self.item, |_, items| {
            let place = usize::try_from(self.place).ok().filter(|place| *place > 0);
            let place = place.ok_or(Refusal::Rule("refusal-no-such-place"))?;
            Ok(place.min(items) - 1)
        })
        .await
    }
}
