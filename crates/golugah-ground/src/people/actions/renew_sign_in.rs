use crate::people::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// Keeps the password that somebody has chosen and ends all of the person's visits. No browser stays known, and no code
/// stays good.
///
/// It belongs to no case, and its name does not say whether a code or the old password let it happen: the log is public.
#[derive(Clone, Debug)]
pub struct RenewSignIn {
    /// The person.
    pub person: i64,
    /// The hash of the password.
    pub password_hash: String,
}

impl Deed for RenewSignIn {
    const NAME: &'static str = "person.renew_sign_in";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let known = queries::person(desk.read(), self.person)
            .await?
            .ok_or(Refusal::Missing)?;
        if known.active == 0 {
            return Err(Refusal::Rule("refusal-person-ended"));
        }
        for sql in [
            "DELETE FROM visits WHERE person_id = $1",
            "DELETE FROM known_browsers WHERE person_id = $1",
        ] {
            desk.keep(sql, vec![self.person.into()]).await?;
        }
        super::end_code(desk, self.person).await?;
        super::keep_password(desk, self.person, Some(self.password_hash)).await
    }
}
