use crate::people::{Role, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// The head of an agency, or an administrator, lets one of the agency's officers act on the head's behalf.
///
/// A deputy gives no deputyship on: who acts for whom is for the head to say.
#[derive(Clone, Debug)]
pub struct GiveDeputy {
    /// The officer.
    pub deputy: i64,
}

impl Deed for GiveDeputy {
    const NAME: &'static str = "person.give_deputy";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let deputy = queries::person(desk.read(), self.deputy)
            .await?
            .ok_or(Refusal::Missing)?;
        let Some(agency) = deputy.agency_id.filter(|_| deputy.active == 1) else {
            return Err(Refusal::Rule("refusal-deputy-of-another-agency"));
        };
        super::check_head_or_administrator(desk, agency).await?;
        let head = queries::head_of(desk.read(), agency).await?;
        let head = head.ok_or(Refusal::Rule("refusal-no-head"))?;
        if deputy.role != Role::Officer.word() {
            return Err(Refusal::Rule("refusal-deputy-is-no-officer"));
        }
        if deputy.deputy_of == Some(head.id) {
            return Err(Refusal::Rule("refusal-deputy-already"));
        }
        let columns = vec![("deputy_of", head.id.into())];
        desk.update("people", deputy.id, deputy.version, columns).await?;
        desk.of(super::case(deputy.id));
        Ok(())
    }
}
