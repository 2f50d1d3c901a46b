use crate::reports::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// The most agencies that can report at one session: more than any council has.
const MOST: i64 = 100;

/// Sets how many agencies report at a session.
#[derive(Clone, Debug)]
pub struct SetRota {
    /// How many.
    pub each: i64,
}

impl Deed for SetRota {
    const NAME: &'static str = "report.set_rota";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if !(1..=MOST).contains(&self.each) {
            return Err(Refusal::Rule("refusal-rota"));
        }
        let columns = vec![("each", self.each.into())];
        match queries::rota(desk.read()).await? {
            Some(rota) => desk.update("rota", rota.id, rota.version, columns).await,
            None => desk.insert("rota", columns).await.map(|_| ()),
        }
    }
}
