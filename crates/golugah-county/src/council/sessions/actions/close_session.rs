use golugah_persian::WorkingCalendar;

use crate::FEATURES;
use crate::resolutions::take_drafts;
use crate::sessions::{SessionState, Step, minutes, queries};
use crate::support::seams::Fate;
use golugah_desk::{Deed, Desk, Refusal};

/// Closes a session, takes its resolutions into force and keeps its minutes whole. What was not dealt with stays open and goes on the next agenda by itself.
#[derive(Clone, Debug)]
pub struct CloseSession {
    /// The session.
    pub session: i64,
    /// The row as the secretary saw it.
    pub version: i64,
    /// The minutes, kept as they were written.
    pub minutes: String,
    /// The items that were dealt with.
    pub done: Vec<i64>,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for CloseSession {
    const NAME: &'static str = "session.close";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        self.chaired_by(desk, "").await
    }
}

impl CloseSession {
    /// Closes it; `stand_in` is who chaired it in the governor's place, empty where the governor did.
    pub(super) async fn chaired_by(self, desk: &mut Desk<'_>, stand_in: &str) -> Result<(), Refusal> {
        let session = queries::session(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != SessionState::Called.word() {
            return Err(Refusal::Rule("refusal-session-closed"));
        }
        if session.day > desk.now().day() {
            return Err(Refusal::Rule("refusal-session-not-held"));
        }
        if self.minutes.trim().is_empty() {
            return Err(Refusal::Rule("refusal-minutes-missing"));
        }
        let columns = vec![
            ("state", SessionState::Closed.word().into()),
            ("minutes", self.minutes.into()),
        ];
        desk.update("sessions", session.id, self.version, columns).await?;
        super::take_step(desk, self.session, Step::Closed, "").await?;
        // Whoever keeps what was decided about learns of the decision first, then that its item was dealt with.
        take_drafts(desk, self.session, &self.calendar, Self::NAME).await?;
        for item in queries::agenda(desk.read(), self.session).await? {
            let done = self.done.contains(&item.id) || item.state == "done";
            if done {
                FEATURES.became(desk, item.matter().as_ref(), Fate::Dealt).await?;
            }
            if done && item.state == "open" {
                desk.update(
                    "agenda_items",
                    item.id,
                    item.version,
                    vec![("state", "done".into())],
                )
                .await?;
            }
        }
        minutes::keep(desk, self.session, stand_in).await?;
        desk.of(super::case(self.session));
        Ok(())
    }
}
