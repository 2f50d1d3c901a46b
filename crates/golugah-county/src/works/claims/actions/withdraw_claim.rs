use super::Ended;
use crate::claims::Ending;
use golugah_desk::{Deed, Desk, Refusal};

/// Says that the agency does not ask any more, and why.
#[derive(Clone, Debug)]
pub struct WithdrawClaim(pub Ended);

impl Deed for WithdrawClaim {
    const NAME: &'static str = "claim.withdraw";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.0.enter(desk, Ending::Withdrawn).await
    }
}
