use crate::people::model::{check_sign_in, sign_in_name};
use crate::people::{Role, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Enters the county's first person, an administrator, together with a password: one without would shut the county.
#[derive(Clone, Debug)]
pub struct AdmitFirst {
    /// The person's name.
    pub name: String,
    /// The name the person signs in with.
    pub sign_in: String,
    /// The hash of the password.
    pub password_hash: String,
}

impl Deed for AdmitFirst {
    const NAME: &'static str = "person.admit";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if queries::anybody(desk.read()).await? {
            return Err(Refusal::Rule("refusal-begun-already"));
        }
        if self.name.trim().is_empty() {
            return Err(Refusal::Rule("refusal-name-missing"));
        }
        let sign_in = sign_in_name(&self.sign_in);
        check_sign_in(&sign_in).map_err(Refusal::Rule)?;
        let columns = vec![
            ("name", self.name.trim().into()),
            ("sign_in", sign_in.into()),
            ("role", Role::Administrator.word().into()),
            ("active", 1_i64.into()),
        ];
        let person = desk.insert("people", columns).await?;
        super::keep_password(desk, person, Some(self.password_hash)).await?;
        desk.of(super::case(person));
        Ok(person)
    }
}
