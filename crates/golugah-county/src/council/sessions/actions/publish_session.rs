use crate::sessions::{SessionState, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Lets anybody read a closed session and its resolutions: page, feed, calendar and data follow by themselves.
#[derive(Clone, Debug)]
pub struct PublishSession {
    /// The session.
    pub session: i64,
}

impl Deed for PublishSession {
    const NAME: &'static str = "session.publish";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = queries::session(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != SessionState::Closed.word() {
            return Err(Refusal::Rule("refusal-session-not-closed"));
        }
        if session.published != 0 {
            return Err(Refusal::Rule("refusal-session-published"));
        }
        desk.of(super::case(self.session));
        let columns = vec![
            ("session_id", session.id.into()),
            ("published_at", desk.now().text().into()),
        ];
        desk.insert("publications", columns).await?;
        desk.update(
            "sessions",
            session.id,
            session.version,
            vec![("published", 1_i64.into())],
        )
        .await
    }
}
