use golugah_desk::{Deed, Desk, Refusal};

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

impl Deed for MoveItem {
    const NAME: &'static str = "session.move_item";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        super::shift(desk, self.session, self.item, |at, items| {
            let to = if self.up { at.checked_sub(1) } else { Some(at + 1) };
            to.filter(|to| *to < items)
                .ok_or(Refusal::Rule("refusal-end-of-agenda"))
        })
        .await
    }
}
