use crate::people::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// How long a code is good, in seconds: three days.
const GOOD_FOR: i64 = 3 * 86_400;

/// Gives somebody a code with which to choose a password, once. The old password holds until then.
///
/// No official row changes, and it is a deed all the same: whoever can give codes could sign in as anybody, so the log
/// says who was given one, by whom, and when.
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
        desk.keep("DELETE FROM codes WHERE person_id = $1", vec![self.person.into()])
            .await?;
        let until = desk.now().plus_seconds(GOOD_FOR).text();
        let sql = "INSERT INTO codes (person_id, code_hash, expires_at) VALUES ($1, $2, $3)";
        desk.keep(sql, vec![self.person.into(), self.code_hash.into(), until.into()])
            .await?;
        desk.of_case(super::case(self.person));
        Ok(())
    }
}
