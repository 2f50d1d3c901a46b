use golugah_desk::{Deed, Desk, Refusal};

use super::grant_time::{Answer, asked};
use crate::resolutions::requests::RequestState;

/// A request for more time is declined: the day stays.
#[derive(Clone, Debug)]
pub struct DeclineTime {
    /// The resolution.
    pub resolution: i64,
    /// The request that was looked at.
    pub request: i64,
    /// Its row as it was seen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Deed for DeclineTime {
    const NAME: &'static str = "resolution.decline_time";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let (request, person) = asked(desk, self.resolution, self.request).await?;
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        desk.of(super::case(self.resolution));
        let answer = Answer {
            state: RequestState::Declined,
            words: reason,
            person,
        };
        answer.write(desk, request.id, self.version).await
    }
}
