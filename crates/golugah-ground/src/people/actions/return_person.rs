use super::Post;
use crate::people::{Role, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Lets somebody whose time had ended sign in again, in the same post, with a new code.
#[derive(Clone, Debug)]
pub struct ReturnPerson {
    /// The person.
    pub person: i64,
    /// The row as it was seen.
    pub version: i64,
}

impl Deed for ReturnPerson {
    const NAME: &'static str = "person.return";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let known = queries::person(desk.read(), self.person)
            .await?
            .ok_or(Refusal::Missing)?;
        if known.active != 0 {
            return Err(Refusal::Rule("refusal-person-active"));
        }
        // The post may have been filled in the meantime.
        let post = Post {
            role: Role::of_word(&known.role).ok_or(Refusal::Missing)?,
            agency: known.agency_id,
        };
        post.check(desk, Some(self.person)).await?;
        desk.update(
            "people",
            self.person,
            self.version,
            vec![("active", 1_i64.into())],
        )
        .await?;
        desk.of(super::case(self.person));
        Ok(())
    }
}
