use crate::reports::{ReportState, queries};
use crate::sessions::actions::EnterItem;
use crate::sessions::{self, ItemKind};
use golugah_desk::{Deed, Desk, Refusal};

/// Asks an agency to report at a session that is called: an item on its agenda and a report that the agency owes.
#[derive(Clone, Debug)]
pub struct BookReport {
    /// The session.
    pub session: i64,
    /// Who is to report.
    pub agency: i64,
    /// The item's title.
    pub title: String,
}

impl Deed for BookReport {
    const NAME: &'static str = "report.book";
    /// The report.
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if sessions::session(desk.read(), self.session).await?.is_none() {
            return Err(Refusal::Missing);
        }
        // One that was given and not yet heard came along with its item.
        let there = queries::of_session(desk.read(), self.session).await?;
        if there.iter().any(|report| report.agency_id == self.agency) {
            return Err(Refusal::Rule("refusal-report-booked"));
        }
        let entered = EnterItem {
            session: self.session,
            title: self.title,
            kind: ItemKind::Report,
            agency: Some(self.agency),
            resolution: None,
            bottleneck: None,
        };
        let item = entered.enter(desk).await?;
        let columns = vec![
            ("agency_id", self.agency.into()),
            ("session_id", self.session.into()),
            ("item_id", item.into()),
            ("booked_on", desk.now().day().into()),
            ("missed", 0_i64.into()),
            ("state", ReportState::Booked.word().into()),
            ("text", "".into()),
            ("figures", "".into()),
        ];
        let report = desk.insert("reports", columns).await?;
        desk.of_case(super::case(report));
        Ok(report)
    }
}
