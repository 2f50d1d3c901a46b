use crate::people;
use crate::resolutions::{queries, replies};
use golugah_desk::{Deed, Desk, Refusal};

/// The agency's head confirms what the secretariat entered as the agency's answer.
#[derive(Clone, Debug)]
pub struct ConfirmReply {
    /// The resolution.
    pub resolution: i64,
    /// The answer.
    pub reply: i64,
    /// Its row as it was seen.
    pub version: i64,
}

impl Deed for ConfirmReply {
    const NAME: &'static str = "resolution.confirm";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let resolution = queries::resolution(desk.read(), self.resolution)
            .await?
            .ok_or(Refusal::Missing)?;
        let person = desk
            .actor()
            .person
            .ok_or(Refusal::Rule("refusal-not-the-owner"))?;
        if !people::speaks_for(desk.read(), desk.actor(), resolution.agency_id).await? {
            return Err(Refusal::Rule("refusal-not-the-owner"));
        }
        let replies = replies::replies(desk.read(), self.resolution).await?;
        let reply = replies.into_iter().find(|reply| reply.id == self.reply);
        let reply = reply.ok_or(Refusal::Missing)?;
        if reply.confirmed_on.is_some() {
            return Err(Refusal::Rule("refusal-reply-confirmed"));
        }
        let columns = vec![
            ("confirmed_by", person.into()),
            ("confirmed_on", desk.now().day().into()),
        ];
        desk.update("replies", reply.id, self.version, columns).await?;
        desk.of(super::case(self.resolution));
        Ok(())
    }
}
