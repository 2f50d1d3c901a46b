use crate::reports::{ReportState, queries};
use crate::sessions::{self, actions::EnterItem};
use crate::support::seams::Laid;
use golugah_desk::{Deed, Desk, Refusal};

/// Why a report stands on an agenda.
pub(in crate::reports) const KIND: &str = "report";

/// Asks an agency to report at a session that is called: an item on its agenda and a report that the agency owes.
#[derive(Clone, Debug)]
pub struct BookReport {
    /// The session.
    pub session: i64,
    /// Who is to report.
    pub agency: i64,
    /// What somebody calls the item; empty where it is called as reports are.
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
        let item = Laid {
            title: self.title,
            ..book(desk, self.session, self.agency).await?
        };
        let report = item.matter.clone().ok_or(Refusal::Missing)?;
        let entered = EnterItem {
            session: self.session,
            item,
        };
        entered.enter(desk).await?;
        let id = report.id();
        desk.of(report);
        Ok(id)
    }
}

/// Asks an agency for a report at a session, within a deed that puts it on the agenda.
pub(in crate::reports) async fn book(
    desk: &mut Desk<'_>,
    session: i64,
    agency: i64,
) -> Result<Laid, Refusal> {
    // One that was given and not yet heard came along with its item.
    let there = queries::of_session(desk.read(), session).await?;
    if there.iter().any(|report| report.agency_id == agency) {
        return Err(Refusal::Rule("refusal-report-booked"));
    }
    let columns = vec![
        ("agency_id", agency.into()),
        ("session_id", session.into()),
        ("booked_on", desk.now().day().into()),
        ("missed", 0_i64.into()),
        ("state", ReportState::Booked.word().into()),
        ("text", "".into()),
        ("figures", "".into()),
    ];
    let report = desk.insert("reports", columns).await?;
    Ok(Laid {
        agency: Some(agency),
        ..Laid::of(KIND, super::case(report))
    })
}
