use crate::texts;
use golugah_desk::{Deed, Desk, Refusal};
use serde::Deserialize;

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

/// Records who sat on the seats of a session: all that are named, or none.
#[derive(Clone, Debug)]
pub struct RecordAttendance {
    /// The session.
    pub session: i64,
    /// The agencies whose seats they are, and who sat there.
    pub seats: Vec<(i64, Attendance)>,
}

/// What is recorded already.
#[derive(Deserialize)]
struct Known {
    id: i64,
    version: i64,
    state: String,
    delegate_commitment: Option<String>,
    delegate: String,
}

impl Deed for RecordAttendance {
    const NAME: &'static str = "session.record_attendance";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let session = super::called(desk, self.session).await?;
        // Who sat there is known when they have sat there.
        if session.day > desk.now().day() {
            return Err(Refusal::Rule("refusal-session-not-held"));
        }
        desk.of(super::case(self.session));
        for (agency, attendance) in self.seats {
            record(desk, self.session, agency, attendance).await?;
        }
        Ok(())
    }
}

async fn record(
    desk: &mut Desk<'_>,
    session: i64,
    agency: i64,
    attendance: Attendance,
) -> Result<(), Refusal> {
    let (state, delegate) = match attendance {
        Attendance::Present => ("present", String::new()),
        Attendance::Absent => ("absent", String::new()),
        Attendance::Delegate(name) if name.trim().is_empty() => {
            return Err(Refusal::Rule("refusal-delegate-unnamed"));
        }
        Attendance::Delegate(name) => ("delegate", name.trim().to_owned()),
    };
    let sql = "SELECT t.id, t.version, t.state, t.delegate_commitment, COALESCE(x.text, '') AS delegate FROM attendances t \
               LEFT JOIN texts x ON x.commitment = t.delegate_commitment WHERE t.session_id = $1 AND t.agency_id = $2";
    let known: Option<Known> = desk.read().one(sql, vec![session.into(), agency.into()]).await?;
    // A seat that is recorded so already is not written again.
    if let Some(known) = &known
        && known.state == state
        && known.delegate == delegate
    {
        return Ok(());
    }
    let delegate = texts::write(desk, &delegate).await?;
    let mut columns = vec![("state", state.into()), ("delegate_commitment", delegate.into())];
    match known {
        Some(known) => {
            desk.update("attendances", known.id, known.version, columns)
                .await?;
            // No record names the former one any more, and no page offers to withdraw it.
            match known.delegate_commitment {
                Some(former) => texts::discard(desk, &former).await,
                None => Ok(()),
            }
        }
        None => {
            columns.extend([("session_id", session.into()), ("agency_id", agency.into())]);
            desk.insert("attendances", columns).await.map(|_| ())
        }
    }
}
