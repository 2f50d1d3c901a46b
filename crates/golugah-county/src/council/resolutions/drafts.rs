//! What was written down at a session that is not closed yet: it has no term, and binds nobody.

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;
use serde::Deserialize;

use super::{Listed, WithdrawDraft};
use golugah_desk::Read;

/// A draft of a resolution.
#[derive(Clone, Debug, Deserialize)]
pub struct Draft {
    /// The row of the resolution that it becomes.
    pub id: i64,
    /// How often that row was written.
    pub version: i64,
    /// The session.
    pub session_id: i64,
    /// The session's number.
    pub session_number: i64,
    /// The day of the session, from which its days are counted.
    pub session_day: String,
    /// Its number within the session, for the time being.
    pub number: i64,
    /// What is to be decided.
    pub text: String,
    /// Who is to owe it.
    pub agency_id: i64,
    /// The same in Persian.
    pub name_fa: String,
    /// The same in English; may be empty.
    pub name_en: String,
    /// What is to count as proof.
    pub proof: String,
    /// The record it is about, in its one word.
    pub about: Option<String>,
    /// The row that holds what a resolution in force has no more.
    pub draft_id: i64,
    /// How often that one was written.
    pub draft_version: i64,
    /// How many working days it is to give.
    pub working_days: i64,
    /// The item of the agenda it was written on.
    pub item_id: Option<i64>,
}

impl Draft {
    /// The day it would be due, were the session closed now; its own day where the calendar ends before.
    pub fn due(&self, calendar: &WorkingCalendar) -> String {
        let days = u32::try_from(self.working_days).unwrap_or(0);
        let due = calendar.due(&self.session_day, days);
        due.map_or_else(|| self.session_day.clone(), |due| due.day)
    }

    /// It as a row of a list, with the day it would be due.
    pub fn listed(&self, calendar: &WorkingCalendar) -> Listed {
        Listed::of_draft(self, self.due(calendar))
    }
}

const DRAFT: &str = "SELECT r.id, r.version, r.session_id, s.number AS session_number, s.day AS session_day, r.number, r.text, r.agency_id, \
     a.name_fa, a.name_en, r.proof, r.about, d.id AS draft_id, d.version AS draft_version, d.working_days, d.item_id \
     FROM resolutions r JOIN sessions s ON s.id = r.session_id JOIN agencies a ON a.id = r.agency_id \
     JOIN resolution_drafts d ON d.resolution_id = r.id";

/// The drafts of a session, by number.
pub async fn drafts_of(read: Read<'_>, session: i64) -> Result<Vec<Draft>, DbErr> {
    let sql = format!("{DRAFT} WHERE r.session_id = $1 AND r.state = 'draft' ORDER BY r.number");
    read.all(&sql, vec![session.into()]).await
}

/// One draft; `None` where there is none, or it is in force or taken back.
pub(super) async fn draft(read: Read<'_>, id: i64) -> Result<Option<Draft>, DbErr> {
    let sql = format!("{DRAFT} WHERE r.id = $1 AND r.state = 'draft'");
    read.one(&sql, vec![id.into()]).await
}

/// What was written down at a session and taken back before it was closed.
#[derive(Clone, Debug, Deserialize)]
pub struct Withdrawn {
    /// What was to be decided.
    pub text: String,
    /// Why it was taken back.
    pub because: String,
    /// When.
    pub day: String,
}

/// What was taken back at a session, in its order.
pub async fn withdrawn_of(read: Read<'_>, session: i64) -> Result<Vec<Withdrawn>, DbErr> {
    let sql = "SELECT r.text, d.withdrawn_because AS because, COALESCE(d.withdrawn_on, '') AS day FROM resolutions r \
               JOIN resolution_drafts d ON d.resolution_id = r.id WHERE r.session_id = $1 AND r.state = 'withdrawn' ORDER BY r.id";
    read.all(sql, vec![session.into()]).await
}

/// What is not in force: a draft, or what was taken back before its session was closed.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Unbound {
    pub(super) text: String,
    pub(super) session_id: i64,
    pub(super) session_number: i64,
    pub(super) session_day: String,
    pub(super) agency_id: i64,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) proof: String,
    /// How many working days it was to give.
    pub(super) working_days: i64,
    /// When it was taken back; `None` of a draft.
    pub(super) withdrawn_on: Option<String>,
    pub(super) withdrawn_because: String,
    /// Who took it back, as the log has it.
    pub(super) withdrawn_by: Option<String>,
}

/// One that is not in force; `None` where there is none, or it is in force.
pub(super) async fn unbound(read: Read<'_>, id: i64) -> Result<Option<Unbound>, DbErr> {
    let sql = "SELECT r.text, r.session_id, s.number AS session_number, s.day AS session_day, r.agency_id, a.name_fa, a.name_en, r.proof, \
               d.working_days, d.withdrawn_on, d.withdrawn_because, p.name AS withdrawn_by \
               FROM resolutions r JOIN sessions s ON s.id = r.session_id JOIN agencies a ON a.id = r.agency_id \
               JOIN resolution_drafts d ON d.resolution_id = r.id \
               LEFT JOIN log_cases c ON c.kind = 'resolution' AND c.record = r.id AND c.deed = $2 \
               LEFT JOIN log_actors k ON k.seq = c.seq LEFT JOIN people p ON p.id = k.person_id \
               WHERE r.id = $1 AND r.state IN ('draft', 'withdrawn')";
    read.one(sql, vec![id.into(), WithdrawDraft::NAME.into()]).await
}
