use super::CloseSession;
use golugah_desk::{Deed, Desk, Refusal};

/// Closes a session that somebody chaired in the governor's place, whom its minutes then name.
#[derive(Clone, Debug)]
pub struct CloseSessionForGovernor {
    /// The closing.
    pub close: CloseSession,
    /// Who chaired it.
    pub stand_in: String,
}

impl Deed for CloseSessionForGovernor {
    const NAME: &'static str = CloseSession::NAME;
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.close.chaired_by(desk, self.stand_in.trim()).await
    }
}
