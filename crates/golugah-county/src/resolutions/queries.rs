use sea_orm::{DbErr, FromQueryResult};

use crate::support::db::Read;

/// A resolution as it is stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Resolution {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The session that took it.
    pub session_id: i64,
    /// Its number within that session.
    pub number: i64,
    /// What was decided.
    pub text: String,
    /// Who owes it.
    pub agency_id: i64,
    /// How many working days were given.
    pub working_days: i64,
    /// The last day in time, `YYYY-MM-DD`.
    pub due: String,
    /// What will count as proof.
    pub proof: String,
    /// The bottleneck it is to clean.
    pub bottleneck_id: Option<i64>,
    /// `assigned`, `reported` or `closed`.
    pub state: String,
    /// The day its proof was accepted.
    pub closed_on: Option<String>,
}

/// What an agency gave as proof.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Evidence {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) person_id: i64,
}

/// One resolution.
pub async fn resolution(read: Read<'_>, id: i64) -> Result<Option<Resolution>, DbErr> {
    read.one("SELECT * FROM resolutions WHERE id = $1", vec![id.into()])
        .await
}

/// The resolutions that are not closed and were due before `day`, the longest overdue first.
pub async fn late(read: Read<'_>, day: &str) -> Result<Vec<Resolution>, DbErr> {
    let sql = "SELECT * FROM resolutions WHERE state <> 'closed' AND due < $1 ORDER BY due, id";
    read.all(sql, vec![day.into()]).await
}

/// The highest number within a session.
pub(super) async fn last_number(read: Read<'_>, session: i64) -> Result<i64, DbErr> {
    let sql = "SELECT MAX(number) FROM resolutions WHERE session_id = $1";
    read.number(sql, vec![session.into()]).await
}

/// The evidence of a resolution that the secretary has not judged yet.
pub(super) async fn evidence_to_judge(read: Read<'_>, resolution: i64) -> Result<Option<Evidence>, DbErr> {
    let sql = "SELECT id, version, person_id FROM evidence WHERE resolution_id = $1 AND state = 'given' ORDER BY id DESC LIMIT 1";
    read.one(sql, vec![resolution.into()]).await
}

/// The agency a person belongs to, 0 for none.
pub(super) async fn agency_of(read: Read<'_>, person: i64) -> Result<i64, DbErr> {
    read.number("SELECT agency_id FROM people WHERE id = $1", vec![person.into()])
        .await
}
