use super::Post;
use crate::people::model::{check_sign_in, sign_in_name};
use crate::people::{Role, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Enters a person with a role.
#[derive(Clone, Debug)]
pub struct AdmitPerson {
    /// The person's name.
    pub name: String,
    /// The name the person signs in with.
    pub sign_in: String,
    /// What the person is to the council.
    pub role: Role,
    /// The agency, for its head and its officers.
    pub agency: Option<i64>,
    /// For whom the person may act.
    pub deputy_of: Option<i64>,
}

impl Deed for AdmitPerson {
    const NAME: &'static str = "person.admit";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::Rule("refusal-name-missing"));
        }
        let sign_in = sign_in_name(&self.sign_in);
        check_sign_in(&sign_in).map_err(Refusal::Rule)?;
        let post = Post {
            role: self.role,
            agency: self.agency,
        };
        let agency = post.check(desk, None).await?;
        if let Some(head) = self.deputy_of {
            let is_head = match agency.filter(|_| self.role == Role::Officer) {
                Some(agency) => queries::head_of(desk.read(), agency)
                    .await?
                    .is_some_and(|known| known.id == head),
                None => false,
            };
            if !is_head {
                return Err(Refusal::Rule("refusal-deputy-of-another-agency"));
            }
        }
        let columns = vec![
            ("name", self.name.trim().into()),
            ("sign_in", sign_in.into()),
            ("role", self.role.word().into()),
            ("agency_id", agency.into()),
            ("deputy_of", self.deputy_of.into()),
            ("active", 1_i64.into()),
        ];
        let person = desk.insert("people", columns).await?;
        desk.of(super::case(person));
        Ok(person)
    }
}
