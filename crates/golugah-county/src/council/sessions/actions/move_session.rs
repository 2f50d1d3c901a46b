use golugah_desk::{Deed, Desk, Refusal};

/// Moves a session that was called and not held to another day, hour or place. What it was before stays readable.
#[derive(Clone, Debug)]
pub struct MoveSession {
    /// The session.
    pub session: i64,
    /// The row as it was seen.
    pub version: i64,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The hour, as it is typed.
    pub hour: String,
    /// Where.
    pub place: String,
    /// Why.
    pub reason: String,
}

impl Deed for MoveSession {
    const NAME: &'static str = "session.move";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = super::not_begun(desk, self.session).await?;
        let hour = super::check_when(desk, &self.day, &self.hour)?;
        let (place, reason) = (self.place.trim(), self.reason.trim());
        let is_as_before =
            (self.day.as_str(), hour.as_str(), place) == (&*session.day, &*session.hour, &*session.place);
        if is_as_before {
            return Err(Refusal::Rule("refusal-session-not-moved"));
        }
        let columns = vec![
            ("session_id", session.id.into()),
            ("former_day", session.day.into()),
            ("former_hour", session.hour.into()),
            ("former_place", session.place.into()),
            ("reason", reason.into()),
            ("moved_on", desk.now().day().into()),
        ];
        desk.insert("session_moves", columns).await?;
        let columns = vec![
            ("day", self.day.as_str().into()),
            ("hour", hour.into()),
            ("place", place.into()),
        ];
        desk.update("sessions", session.id, self.version, columns).await?;
        desk.of(super::case(session.id));
        Ok(())
    }
}
