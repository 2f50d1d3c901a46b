use crate::agencies;
use crate::offices::{AT_ONCE, queries};
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// Lays several offices of the data to the agencies of the county that they are, with one press.
#[derive(Clone, Debug)]
pub struct LinkOffices {
    /// Each office, its row as it was seen, and its agency; `None` where it is none of the county's.
    pub links: Vec<(i64, i64, Option<i64>)>,
}

impl Deed for LinkOffices {
    const NAME: &'static str = "offices.link";
    type Done = usize;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<usize, Refusal> {
        let role = &desk.actor().role;
        if role != Role::Inspector.word() && !Role::Secretary.is_hat(role) {
            return Err(Refusal::Rule("refusal-neither-inspector-nor-secretary"));
        }
        let Some((first, ..)) = self.links.first() else {
            return Err(Refusal::Rule("refusal-offices-which"));
        };
        if self.links.len() > AT_ONCE {
            return Err(Refusal::Rule("refusal-offices-many"));
        }
        desk.of(Matter::of("office", *first));
        for (office, version, agency) in &self.links {
            queries::office(desk.read(), *office)
                .await?
                .ok_or(Refusal::Missing)?;
            if let Some(agency) = agency
                && !agencies::exists(desk.read(), *agency).await?
            {
                return Err(Refusal::Rule("refusal-office-agency"));
            }
            let agency = vec![("agency_id", (*agency).into())];
            desk.update("offices", *office, *version, agency).await?;
        }
        Ok(self.links.len())
    }
}
