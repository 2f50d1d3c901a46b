use super::{end_deputyships, leave_an_administrator};
use crate::people::{Role, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Ends somebody's time: no more sign-in, and the visits end at once. What was done stays under the person's name.
#[derive(Clone, Debug)]
pub struct EndPerson {
    /// The person.
    pub person: i64,
    /// The row as it was seen.
    pub version: i64,
}

impl Deed for EndPerson {
    const NAME: &'static str = "person.end";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let known = queries::person(desk.read(), self.person)
            .await?
            .ok_or(Refusal::Missing)?;
        if known.active == 0 {
            return Err(Refusal::Rule("refusal-person-ended"));
        }
        if known.role == Role::Administrator.word() {
            leave_an_administrator(desk, self.person).await?;
        }
        let columns = vec![("active", 0_i64.into()), ("deputy_of", None::<i64>.into())];
        desk.update("people", self.person, self.version, columns).await?;
        end_deputyships(desk, self.person).await?;
        for sql in [
            "DELETE FROM visits WHERE person_id = $1",
            "DELETE FROM known_browsers WHERE person_id = $1",
        ] {
            desk.keep(sql, vec![self.person.into()]).await?;
        }
        super::end_code(desk, self.person).await?;
        super::keep_password(desk, self.person, None).await?;
        desk.of(super::case(self.person));
        Ok(())
    }
}
