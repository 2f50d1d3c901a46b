//! What ends a claim before its money came, and how it is entered.

use super::actions::{case, check_day, check_writer};
use super::{Ending, queries};
use golugah_desk::{Desk, Refusal};

/// What ends a claim, and on what ground.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The claim.
    pub claim: i64,
    /// The claim's row as it was seen.
    pub version: i64,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The letter's number; may be empty where nobody wrote one.
    pub letter: String,
    /// On what ground.
    pub ground: String,
}

impl Ended {
    /// Enters it. What has ended is not ended again before a later letter began it anew.
    pub(super) async fn enter(self, desk: &mut Desk<'_>, kind: Ending) -> Result<(), Refusal> {
        let claim = queries::claim(desk.read(), self.claim).await?;
        let claim = claim.ok_or(Refusal::Missing)?;
        check_writer(desk, claim.agency_id).await?;
        check_day(desk, &self.day)?;
        let (_, _, course) = queries::whole(desk.read(), self.claim).await?;
        if course.ended().is_some() {
            return Err(Refusal::Rule("refusal-claim-ended"));
        }
        desk.update("claims", self.claim, self.version, Vec::new())
            .await?;
        let columns = vec![
            ("claim_id", self.claim.into()),
            ("kind", kind.into()),
            ("day", self.day.into()),
            ("letter", self.letter.trim().into()),
            ("ground", self.ground.trim().into()),
        ];
        desk.insert("claim_endings", columns).await?;
        desk.of(case(self.claim));
        Ok(())
    }
}
