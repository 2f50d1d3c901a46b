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

/// How many resolutions are not closed and were due before `day`.
pub async fn count_late(read: Read<'_>, day: &str) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM resolutions WHERE state <> 'closed' AND due < $1";
    read.number(sql, vec![day.into()]).await
}

/// A resolution as a row of a list: what, who, by when.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    /// The row.
    pub id: i64,
    /// The session's number.
    pub session_number: i64,
    /// The number within the session.
    pub number: i64,
    /// What was decided.
    pub text: String,
    /// Who owes it, in Persian.
    pub name_fa: String,
    /// Who owes it, in English.
    pub name_en: String,
    /// The last day in time.
    pub due: String,
    /// Where it stands.
    pub state: String,
    /// How many working days it is late; filled in by the page, which has the calendar.
    #[sea_orm(skip)]
    pub late_by: i64,
}

const LISTED: &str = "SELECT r.id, s.number AS session_number, r.number, r.text, a.name_fa, a.name_en, r.due, r.state \
                      FROM resolutions r JOIN sessions s ON s.id = r.session_id JOIN agencies a ON a.id = r.agency_id";

/// A page of resolutions that are not closed (or all), those due first on top; of one agency, or of all for `None`.
pub async fn listed(read: Read<'_>, agency: Option<i64>, all: bool, page: i64) -> Result<Vec<Listed>, DbErr> {
    let open = if all { "1 = 1" } else { "r.state <> 'closed'" };
    let sql = format!(
        "{LISTED} WHERE {open} AND ($1 = 0 OR r.agency_id = $1) ORDER BY r.due, r.id LIMIT 50 OFFSET $2"
    );
    read.all(&sql, vec![agency.unwrap_or(0).into(), (page.max(0) * 50).into()])
        .await
}

/// The late ones, the longest overdue first; at most 50, which is more than one screen.
pub(super) async fn listed_late(read: Read<'_>, day: &str) -> Result<Vec<Listed>, DbErr> {
    let sql = format!("{LISTED} WHERE r.state <> 'closed' AND r.due < $1 ORDER BY r.due, r.id LIMIT 50");
    read.all(&sql, vec![day.into()]).await
}

/// One resolution as a row.
pub(super) async fn listed_one(read: Read<'_>, id: i64) -> Result<Option<Listed>, DbErr> {
    read.one(&format!("{LISTED} WHERE r.id = $1"), vec![id.into()])
        .await
}

/// The resolutions of a session, by number.
pub async fn of_session(read: Read<'_>, session: i64) -> Result<Vec<Listed>, DbErr> {
    read.all(
        &format!("{LISTED} WHERE r.session_id = $1 ORDER BY r.number"),
        vec![session.into()],
    )
    .await
}

/// A resolution as the minutes have it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Taken {
    /// The number within the session.
    pub number: i64,
    /// What was decided.
    pub text: String,
    /// Who owes it, in Persian.
    pub name_fa: String,
    /// Who owes it, in English.
    pub name_en: String,
    /// The last day in time.
    pub due: String,
    /// What will count as proof.
    pub proof: String,
}

/// What a session decided, by number.
pub async fn taken_at(read: Read<'_>, session: i64) -> Result<Vec<Taken>, DbErr> {
    let sql = "SELECT r.number, r.text, a.name_fa, a.name_en, r.due, r.proof FROM resolutions r \
               JOIN agencies a ON a.id = r.agency_id WHERE r.session_id = $1 ORDER BY r.number";
    read.all(sql, vec![session.into()]).await
}

/// What was given as proof, and what became of it.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) name: String,
    pub(super) reported_on: String,
    pub(super) state: String,
    pub(super) reason: String,
}

/// All evidence of a resolution, the newest first.
pub(super) async fn given(read: Read<'_>, resolution: i64) -> Result<Vec<Given>, DbErr> {
    let sql = "SELECT e.text, p.name, e.reported_on, e.state, e.reason FROM evidence e \
               JOIN people p ON p.id = e.person_id WHERE e.resolution_id = $1 ORDER BY e.id DESC";
    read.all(sql, vec![resolution.into()]).await
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

#[derive(FromQueryResult)]
struct Due {
    id: i64,
    due: String,
}

/// Every resolution with the day it is due, `YYYY-MM-DD`.
pub async fn due_days(read: Read<'_>) -> Result<Vec<(i64, String)>, DbErr> {
    let rows: Vec<Due> = read
        .all("SELECT id, due FROM resolutions ORDER BY id", Vec::new())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.due)).collect())
}
