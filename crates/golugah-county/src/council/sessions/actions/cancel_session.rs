use crate::sessions::SessionState;
use golugah_desk::{Deed, Desk, Refusal};

/// Calls off a session that was not held. Its number stays its own; what stands open on its agenda goes on that of the next
/// session that is called, and nobody is late by it.
#[derive(Clone, Debug)]
pub struct CancelSession {
    /// The session.
    pub session: i64,
    /// The row as it was seen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Deed for CancelSession {
    const NAME: &'static str = "session.cancel";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = super::not_begun(desk, self.session).await?;
        let columns = vec![
            ("session_id", session.id.into()),
            ("reason", self.reason.trim().into()),
            ("cancelled_on", desk.now().day().into()),
        ];
        desk.insert("session_cancellations", columns).await?;
        let columns = vec![("state", SessionState::Cancelled.word().into())];
        desk.update("sessions", session.id, self.version, columns).await?;
        desk.of(super::case(session.id));
        Ok(())
    }
}
