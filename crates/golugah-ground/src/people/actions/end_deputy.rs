use crate::people::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// Ends a deputyship, at once: a visit that acts on the head's behalf does so no longer.
#[derive(Clone, Debug)]
pub struct EndDeputy {
    /// The deputy.
    pub deputy: i64,
}

impl Deed for EndDeputy {
    const NAME: &'static str = "person.end_deputy";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let deputy = queries::person(desk.read(), self.deputy)
            .await?
            .ok_or(Refusal::Missing)?;
        let Some(agency) = deputy.agency_id else {
            return Err(Refusal::Rule("refusal-deputy-of-another-agency"));
        };
        super::check_head_or_administrator(desk, agency).await?;
        if deputy.deputy_of.is_none() {
            return Err(Refusal::Rule("refusal-no-deputy"));
        }
        let columns = vec![("deputy_of", None::<i64>.into())];
        desk.update("people", deputy.id, deputy.version, columns).await?;
        desk.of(super::case(deputy.id));
        Ok(())
    }
}
