use super::{Post, end_deputyships, leave_an_administrator};
use crate::people::{Role, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Corrects a person's name, or gives another post. Whoever changes posts signs in anew.
#[derive(Clone, Debug)]
pub struct ChangePerson {
    /// The person.
    pub person: i64,
    /// The row as it was seen.
    pub version: i64,
    /// The person's name.
    pub name: String,
    /// What the person is to the council.
    pub role: Role,
    /// The agency, for its head and its officers.
    pub agency: Option<i64>,
}

impl Deed for ChangePerson {
    const NAME: &'static str = "person.change";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let known = queries::person(desk.read(), self.person)
            .await?
            .ok_or(Refusal::Missing)?;
        if known.active == 0 {
            return Err(Refusal::Rule("refusal-person-ended"));
        }
        if self.name.trim().is_empty() {
            return Err(Refusal::Rule("refusal-name-missing"));
        }
        let post = Post {
            role: self.role,
            agency: self.agency,
        };
        let agency = post.check(desk, Some(self.person)).await?;
        let moves = known.role != self.role.word() || known.agency_id != agency;
        if known.role == Role::Administrator.word() && self.role != Role::Administrator {
            leave_an_administrator(desk, self.person).await?;
        }
        let mut columns = vec![
            ("name", self.name.trim().into()),
            ("role", self.role.word().into()),
            ("agency_id", agency.into()),
        ];
        if moves {
            columns.push(("deputy_of", None::<i64>.into()));
        }
        desk.update("people", self.person, self.version, columns).await?;
        if moves {
            end_deputyships(desk, self.person).await?;
            let sql = "DELETE FROM visits WHERE person_id = $1";
            desk.keep(sql, vec![self.person.into()]).await?;
        }
        desk.of(super::case(self.person));
        Ok(())
    }
}
