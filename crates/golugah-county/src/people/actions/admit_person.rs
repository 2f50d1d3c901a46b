use crate::people::Role;
use crate::support::db::{Deed, Desk, Refusal};

/// Enters a person with a role.
#[derive(Clone, Debug)]
pub struct AdmitPerson {
    /// The person's name.
    pub name: String,
    /// The name the person signs in with.
    pub sign_in: String,
    /// What the person is to the council.
    pub role: Role,
    /// The agency, for its head and the head's deputy.
    pub agency: Option<i64>,
    /// For whom the person may act.
    pub deputy_of: Option<i64>,
}

impl Deed for AdmitPerson {
    const NAME: &'static str = "person.admit";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if self.role == Role::AgencyHead && self.agency.is_none() {
            return Err(Refusal::Rule("refusal-head-without-agency"));
        }
        let columns = vec![
            ("name", self.name.trim().into()),
            ("sign_in", self.sign_in.trim().to_lowercase().into()),
            ("role", self.role.word().into()),
            ("agency_id", self.agency.into()),
            ("deputy_of", self.deputy_of.into()),
            ("active", 1_i64.into()),
        ];
        desk.insert("people", columns).await
    }
}
