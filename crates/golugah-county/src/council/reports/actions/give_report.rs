use crate::people;
use crate::reports::{ReportState, queries};
use crate::sessions::{self, SessionState};
use golugah_desk::{Deed, Desk, Refusal};

/// The head of an agency writes its report, or writes it anew while the session is not closed.
#[derive(Clone, Debug)]
pub struct GiveReport {
    /// The report.
    pub report: i64,
    /// The version of it that was written over: a head and a deputy who write at once do not undo each other's words. `None`
    /// where nobody has a page before them.
    pub seen: Option<i64>,
    /// What the head says.
    pub text: String,
}

impl Deed for GiveReport {
    const NAME: &'static str = "report.give";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let report = queries::report(desk.read(), self.report)
            .await?
            .ok_or(Refusal::Missing)?;
        let Some(person) = desk.actor().person else {
            return Err(Refusal::Rule("refusal-not-the-reporter"));
        };
        if !people::speaks_for(desk.read(), desk.actor(), report.agency_id).await? {
            return Err(Refusal::Rule("refusal-not-the-reporter"));
        }
        let session = sessions::session(desk.read(), report.session_id)
            .await?
            .ok_or(Refusal::Missing)?;
        let takes = [ReportState::Booked.word(), ReportState::Given.word()];
        if session.state != SessionState::Called.word() || !takes.contains(&report.state.as_str()) {
            return Err(Refusal::Rule("refusal-report-closed"));
        }
        if self.seen.is_some_and(|seen| seen != report.version) {
            return Err(Refusal::Changed);
        }
        let text = self.text.trim();
        if text.is_empty() {
            return Err(Refusal::Rule("refusal-text-missing"));
        }
        let today = desk.now().day();
        let figures = queries::figures(desk.read(), &report, desk.now()).await?;
        let figures = serde_json::to_string(&figures)
            .map_err(|error| Refusal::Broken(sea_orm::DbErr::Custom(error.to_string())))?;
        let columns = vec![
            ("state", ReportState::Given.word().into()),
            ("text", text.into()),
            ("figures", figures.into()),
            ("person_id", person.into()),
            ("given_on", today.into()),
        ];
        desk.of(super::case(report.id));
        desk.update("reports", report.id, report.version, columns).await
    }
}
