use crate::people::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// How long a code is good, in seconds: three days.
const GOOD_FOR: i64 = 3 * 86_400;

/// Gives somebody a code with which to choose a password, once. The old password holds until then.
///
/// Whoever can give codes could sign in as anybody, so that the log vouches for every one.
#[derive(Clone, Debug)]
pub struct GiveCode {
    /// The person.
    pub person: i64,
    /// The hash of the code.
    pub code_hash: String,
}

impl Deed for GiveCode {
    const NAME: &'static str = "person.give_code";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let known = queries::person(desk.read(), self.person)
            .await?
            .ok_or(Refusal::Missing)?;
        if known.active == 0 {
            return Err(Refusal::Rule("refusal-person-ended"));
        }
        let until = desk.now().plus_seconds(GOOD_FOR).text();
        let columns = vec![("code_hash", self.code_hash.into()), ("expires_at", until.into())];
        match queries::code_row(desk.read(), self.person).await? {
            Some(row) => desk.update("codes", row.id, row.version, columns).await?,
            None => {
                let mut columns = columns;
                columns.push(("person_id", self.person.into()));
                desk.insert("codes", columns).await?;
            }
        }
        desk.of(super::case(self.person));
        Ok(())
    }
}
