use crate::agencies;
use crate::offices::queries;
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// Lays an office of the data to the agency of the county that it is, or to none.
#[derive(Clone, Debug)]
pub struct LinkOffice {
    /// The office.
    pub office: i64,
    /// Its row as it was seen.
    pub version: i64,
    /// The agency; `None` where it is none of the county's.
    pub agency: Option<i64>,
}

impl Deed for LinkOffice {
    const NAME: &'static str = "office.link";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let role = &desk.actor().role;
        if role != Role::Inspector.word() && !Role::Secretary.is_hat(role) {
            return Err(Refusal::Rule("refusal-neither-inspector-nor-secretary"));
        }
        queries::office(desk.read(), self.office)
            .await?
            .ok_or(Refusal::Missing)?;
        if let Some(agency) = self.agency
            && !agencies::exists(desk.read(), agency).await?
        {
            return Err(Refusal::Rule("refusal-office-agency"));
        }
        let agency = vec![("agency_id", self.agency.into())];
        desk.update("offices", self.office, self.version, agency).await?;
        desk.of(Matter::of("office", self.office));
        Ok(())
    }
}
