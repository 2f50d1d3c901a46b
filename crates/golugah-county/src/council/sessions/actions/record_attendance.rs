use sea_orm::FromQueryResult;

use crate::sessions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// Who sat on an agency's seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// The head.
    Present,
    /// Nobody.
    Absent,
    /// Somebody in the head's place.
    Delegate(String),
}

/// Records who sat on one agency's seat.
#[derive(Clone, Debug)]
pub struct RecordAttendance {
    /// The session.
    pub session: i64,
    /// The agency whose seat it is.
    pub agency: i64,
    /// Who sat there.
    pub attendance: Attendance,
}

/// What is recorded already.
#[derive(FromQueryResult)]
struct Known {
    id: i64,
    version: i64,
}

impl Deed for RecordAttendance {
    const NAME: &'static str = "session.record_attendance";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = queries::session(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != "called" {
            return Err(Refusal::Rule("refusal-session-closed"));
        }
        let (state, delegate) = match self.attendance {
            Attendance::Present => ("present", String::new()),
            Attendance::Absent => ("absent", String::new()),
            Attendance::Delegate(name) if name.trim().is_empty() => {
                return Err(Refusal::Rule("refusal-delegate-unnamed"));
            }
            Attendance::Delegate(name) => ("delegate", name.trim().to_owned()),
        };
        desk.of_case(super::case(self.session));
        let sql = "SELECT id, version FROM attendances WHERE session_id = $1 AND agency_id = $2";
        let known: Option<Known> = desk
            .read()
            .one(sql, vec![self.session.into(), self.agency.into()])
            .await?;
        let mut columns = vec![("state", state.into()), ("delegate", delegate.into())];
        match known {
            Some(known) => desk.update("attendances", known.id, known.version, columns).await,
            None => {
                columns.extend([
                    ("session_id", self.session.into()),
                    ("agency_id", self.agency.into()),
                ]);
                desk.insert("attendances", columns).await.map(|_| ())
            }
        }
    }
}
