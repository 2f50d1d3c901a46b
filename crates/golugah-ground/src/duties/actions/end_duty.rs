use crate::duties::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// A duty is taken back, from this moment on.
#[derive(Clone, Debug)]
pub struct EndDuty {
    /// The duty, a row.
    pub duty: i64,
}

impl Deed for EndDuty {
    const NAME: &'static str = "duty.end";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let given = queries::duty(desk.read(), self.duty)
            .await?
            .ok_or(Refusal::Missing)?;
        if given.ended_on.is_some() {
            return Err(Refusal::Rule("refusal-duty-ended"));
        }
        let ended = vec![("ended_on", desk.now().day().into())];
        desk.update("duties", self.duty, given.version, ended).await?;
        desk.of(super::case(self.duty));
        Ok(())
    }
}
