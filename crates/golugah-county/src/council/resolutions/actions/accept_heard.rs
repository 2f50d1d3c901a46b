use golugah_persian::WorkingCalendar;

use super::judge_evidence::accept;
use crate::resolutions::{queries, replies};
use golugah_desk::{Deed, Desk, Refusal};

/// A proof that the secretariat entered itself is accepted on the word of the council: a session on whose agenda the resolution
/// stood and was dealt with after the answer came. Nobody accepts alone what they entered alone, and the record names the session.
#[derive(Clone, Debug)]
pub struct AcceptHeard {
    /// The resolution.
    pub resolution: i64,
    /// The proof that was looked at.
    pub seen: i64,
    /// The session.
    pub session: i64,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for AcceptHeard {
    const NAME: &'static str = "resolution.accept_heard";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let resolution = queries::resolution(desk.read(), self.resolution)
            .await?
            .ok_or(Refusal::Missing)?;
        let judge = super::secretary(desk)?;
        let evidence = queries::evidence_to_judge(desk.read(), self.resolution).await?;
        let evidence = evidence.ok_or(Refusal::Rule("refusal-nothing-reported"))?;
        if evidence.id != self.seen {
            return Err(Refusal::Changed);
        }
        // What somebody handed in of their own work no session makes anybody else's.
        let reply = replies::of_evidence(desk.read(), evidence.id).await?;
        let reply = reply.ok_or(Refusal::Rule("refusal-not-received"))?;
        if queries::agency_of(desk.read(), judge).await? == resolution.agency_id {
            return Err(Refusal::Rule("refusal-own-evidence"));
        }
        let heard_at = replies::heard_at(
            desk.read(),
            self.resolution,
            &reply.received_on,
            &reply.entered_on,
        );
        let held = heard_at.await?;
        if !held.iter().any(|session| session.id == self.session) {
            return Err(Refusal::Rule("refusal-not-heard"));
        }
        let heard = vec![("heard_session_id", self.session.into())];
        desk.update("replies", reply.id, reply.version, heard).await?;
        desk.of(super::case(self.resolution));
        accept(desk, Self::NAME, &resolution, &evidence, &self.calendar).await
    }
}
