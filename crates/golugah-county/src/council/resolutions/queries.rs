use sea_orm::DbErr;

use super::standing::{in_force, late_at};
use crate::support::paged::{Column, Paged, Span, key};
use crate::support::rows::numbers;
use golugah_desk::clock::{Moment, beginning_in_iran};
use golugah_desk::{Matter, Read};
use serde::Deserialize;

/// A resolution as it is stored.
#[derive(Clone, Debug, Deserialize)]
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
    /// The last day in time, `YYYY-MM-DD`, by the term in force.
    pub due: String,
    /// The day on which the proof came that lies with its judge, or was accepted.
    pub stood_on: Option<String>,
    /// What will count as proof.
    pub proof: String,
    /// The record it is about, in its one word: a bottleneck it is to clean.
    pub about: Option<String>,
    /// `assigned`, `reported` or `closed`.
    pub state: String,
    /// The day its proof was accepted.
    pub closed_on: Option<String>,
}

/// The session that takes a resolution.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Sitting {
    pub(super) state: String,
    pub(super) day: String,
}

/// What a resolution needs to know of a session.
pub(super) async fn sitting(read: Read<'_>, session: i64) -> Result<Option<Sitting>, DbErr> {
    let sql = "SELECT state, day FROM sessions WHERE id = $1";
    read.one(sql, vec![session.into()]).await
}

/// What an agency gave as proof.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Evidence {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) person_id: i64,
}

pub(super) const RESOLUTION: &str = concat!("SELECT r.*, t.due, t.stood_on FROM resolutions r ", in_force!());

/// One resolution.
pub async fn resolution(read: Read<'_>, id: i64) -> Result<Option<Resolution>, DbErr> {
    read.one(&format!("{RESOLUTION} WHERE r.id = $1"), vec![id.into()])
        .await
}

/// These resolutions, by row.
pub(super) async fn of_ids(read: Read<'_>, ids: &[i64]) -> Result<Vec<Resolution>, DbErr> {
    let sql = format!("{RESOLUTION} WHERE r.id IN ({}) ORDER BY r.id", numbers(ids));
    read.all(&sql, Vec::new()).await
}

/// The resolutions that are late when a day begins, the longest overdue first.
pub async fn late(read: Read<'_>, day: &str) -> Result<Vec<Resolution>, DbErr> {
    let late = late_at!();
    // More than an agenda holds.
    let sql = format!("{RESOLUTION} WHERE {late} ORDER BY t.due_at, t.record LIMIT 170");
    read.all(&sql, vec![beginning_in_iran(day).into()]).await
}

/// The first of them but for those that are spoken of already.
pub(super) async fn late_beside(
    read: Read<'_>,
    day: &str,
    spoken_of: &[i64],
    most: usize,
) -> Result<Vec<Resolution>, DbErr> {
    let late = late_at!();
    let sql = format!(
        "{RESOLUTION} WHERE {late} AND t.record NOT IN ({}) ORDER BY t.due_at, t.record LIMIT {most}",
        numbers(spoken_of)
    );
    read.all(&sql, vec![beginning_in_iran(day).into()]).await
}

/// How many resolutions are late at a moment.
pub async fn count_late(read: Read<'_>, at: Moment) -> Result<i64, DbErr> {
    let sql = concat!("SELECT COUNT(*) FROM terms_in_force t WHERE ", late_at!());
    read.number(sql, vec![at.text().into()]).await
}

/// A resolution as a row of a list: what, who, by when.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// The row.
    pub id: i64,
    /// The session's number.
    pub session_number: i64,
    /// The number within the session.
    pub number: i64,
    /// What was decided.
    pub text: String,
    /// Who owes it.
    pub agency_id: i64,
    /// Who owes it, in Persian.
    pub name_fa: String,
    /// Who owes it, in English.
    pub name_en: String,
    /// The last day in time.
    pub due: String,
    /// The moment from which it is late.
    pub due_at: String,
    /// The day on which the proof came that lies with its judge, or was accepted.
    pub stood_on: Option<String>,
    /// The moment of it.
    pub stood_at: Option<String>,
    /// Where it stands.
    pub state: String,
    /// Whether it is late; filled in by the page, which knows the moment.
    #[serde(skip)]
    pub is_late: bool,
    /// How many working days it is late; filled in by the page, which has the calendar. Whoever is late by hours, or over a
    /// day of rest, is late by none.
    #[serde(skip)]
    pub late_by: i64,
    /// For how many working days its proof has lain with its judge; filled in like the others.
    #[serde(skip)]
    pub with_judge: Option<i64>,
}

impl Listed {
    /// A draft as a row, with the day it would be due: nothing of it is late, for nothing is owed.
    pub(super) fn of_draft(draft: &super::Draft, due: String) -> Self {
        Self {
            id: draft.id,
            session_number: draft.session_number,
            number: draft.number,
            text: draft.text.clone(),
            agency_id: draft.agency_id,
            name_fa: draft.name_fa.clone(),
            name_en: draft.name_en.clone(),
            due,
            due_at: String::new(),
            stood_on: None,
            stood_at: None,
            state: super::ResolutionState::Draft.word().to_owned(),
            is_late: false,
            late_by: 0,
            with_judge: None,
        }
    }
}

pub(super) const LISTED: &str = concat!(
    "SELECT r.id, s.number AS session_number, r.number, r.text, r.agency_id, a.name_fa, a.name_en, t.due, t.due_at, t.stood_on, t.stood_at, r.state \
     FROM resolutions r JOIN sessions s ON s.id = r.session_id JOIN agencies a ON a.id = r.agency_id ",
    in_force!()
);

/// A page of resolutions that are not closed (or all), those due first on top; of one agency, or of all for `None`.
pub(crate) async fn listed(
    read: Read<'_>,
    agency: Option<i64>,
    all: bool,
    span: &Span,
) -> Result<Paged<Listed>, DbErr> {
    let open = if all { "" } else { " AND t.is_open = 1" };
    // Which of the two is asked decides by which index the rows come in order.
    let (whose, mut values) = match agency {
        Some(agency) => (" AND t.agency_id = $1", vec![agency.into()]),
        None => ("", Vec::new()),
    };
    let order = [Column::text("t.due_at"), Column::number("t.record")];
    let (beyond, end) = span.clause(&order, &mut values);
    let rows: Vec<Listed> = read
        .all(
            &format!("{LISTED} WHERE t.kind = 'resolution'{open}{whose}{beyond}{end}"),
            values,
        )
        .await?;
    Ok(span.paged(rows, |row| key(&[&row.due_at, &row.id])))
}

/// The most open resolutions that the papers of follow-up hold.
const EVERY: i64 = 1_000;

/// Every resolution that is open, by agency and then those due first.
pub(crate) async fn every_open(read: Read<'_>) -> Result<Vec<Listed>, DbErr> {
    let sql = format!(
        "{LISTED} WHERE t.kind = 'resolution' AND t.is_open = 1 ORDER BY t.due_at, t.record LIMIT {EVERY}"
    );
    let mut open: Vec<Listed> = read.all(&sql, Vec::new()).await?;
    open.sort_by_key(|one| one.agency_id);
    Ok(open)
}

/// An agency's resolutions whose proof was accepted, the newest first, so many of them.
pub(super) async fn kept(read: Read<'_>, agency: i64, most: i64) -> Result<Vec<Listed>, DbErr> {
    let sql = format!(
        "{LISTED} WHERE r.state = 'closed' AND r.agency_id = $1 ORDER BY r.closed_on DESC, r.id DESC LIMIT $2"
    );
    read.all(&sql, vec![agency.into(), most.into()]).await
}

/// The late ones, the longest overdue first; at most 50, which is more than one screen.
pub(super) async fn listed_late(read: Read<'_>, at: Moment) -> Result<Vec<Listed>, DbErr> {
    let late = late_at!();
    let sql = format!("{LISTED} WHERE {late} ORDER BY t.due_at, t.record LIMIT 50");
    read.all(&sql, vec![at.text().into()]).await
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
#[derive(Clone, Debug, Deserialize)]
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
    let sql = concat!(
        "SELECT r.number, r.text, a.name_fa, a.name_en, t.due, r.proof FROM resolutions r \
         JOIN agencies a ON a.id = r.agency_id ",
        in_force!(),
        " WHERE r.session_id = $1 ORDER BY r.number"
    );
    read.all(sql, vec![session.into()]).await
}

/// What was given as proof, and what became of it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Given {
    pub(super) id: i64,
    /// What was said; `None` where it was withdrawn.
    pub(super) text: Option<String>,
    pub(super) text_commitment: String,
    pub(super) name: String,
    pub(super) reported_on: String,
    pub(super) state: String,
    pub(super) reason: String,
    /// The file that came with it, where one did.
    pub(super) file_name: Option<String>,
    pub(super) file_bytes: Option<i64>,
    pub(super) file_kind: Option<String>,
}

impl Given {
    /// What the file is, as the part of a key.
    pub(super) fn file_family(&self) -> &'static str {
        match self.file_kind.as_deref().unwrap_or_default() {
            "application/pdf" => "pdf",
            "text/plain" => "text",
            "application/zip" | "application/x-ole-storage" => "office",
            kind if kind.starts_with("image/") => "image",
            kind if kind.starts_with("video/") => "video",
            _ => "other",
        }
    }

    /// Whether every browser shows the file as a picture.
    pub(super) fn is_picture(&self) -> bool {
        let shown = ["image/jpeg", "image/png", "image/gif", "image/webp"];
        self.file_kind
            .as_deref()
            .is_some_and(|kind| shown.contains(&kind))
    }
}

/// The file of a proof as it was handed in.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct EvidenceFile {
    pub(super) sha256: String,
    pub(super) name: String,
    pub(super) kind: String,
}

/// The file that came with a proof.
pub(super) async fn evidence_file(read: Read<'_>, evidence: i64) -> Result<Option<EvidenceFile>, DbErr> {
    let sql = "SELECT sha256, name, kind FROM evidence_files WHERE evidence_id = $1";
    read.one(sql, vec![evidence.into()]).await
}

/// All evidence of a resolution, the newest first.
pub(super) async fn given(read: Read<'_>, resolution: i64) -> Result<Vec<Given>, DbErr> {
    let sql = "SELECT e.id, x.text, e.text_commitment, p.name, e.reported_on, e.state, e.reason, f.name AS file_name, f.bytes AS file_bytes, \
               f.kind AS file_kind FROM evidence e JOIN people p ON p.id = e.person_id \
               LEFT JOIN texts x ON x.commitment = e.text_commitment \
               LEFT JOIN evidence_files f ON f.evidence_id = e.id WHERE e.resolution_id = $1 ORDER BY e.id DESC";
    read.all(sql, vec![resolution.into()]).await
}

/// A resolution about a record, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Remedy {
    pub(super) id: i64,
    pub(super) text: String,
    pub(super) due: String,
    pub(super) due_at: String,
    pub(super) stood_at: Option<String>,
    pub(super) closed_on: Option<String>,
    /// The day of the report that was accepted, or of the last one.
    pub(super) reported_on: Option<String>,
    pub(super) session_id: i64,
    pub(super) session_number: i64,
    pub(super) session_day: String,
    pub(super) name_fa: String,
    pub(super) name_en: String,
}

/// All resolutions about a record, the first first.
pub(super) async fn remedies_of(read: Read<'_>, about: &Matter) -> Result<Vec<Remedy>, DbErr> {
    let sql = concat!(
        "SELECT r.id, r.text, t.due, t.due_at, t.stood_at, r.closed_on, \
         (SELECT MAX(e.reported_on) FROM evidence e WHERE e.resolution_id = r.id AND e.state <> 'refused') \
         AS reported_on, s.id AS session_id, s.number AS session_number, s.day AS session_day, a.name_fa, \
         a.name_en FROM resolutions r JOIN sessions s ON s.id = r.session_id \
         JOIN agencies a ON a.id = r.agency_id ",
        in_force!(),
        " WHERE r.about = $1 ORDER BY r.id"
    );
    read.all(sql, vec![about.into()]).await
}

/// The highest number within a session; what was taken back has none.
pub(super) async fn last_number(read: Read<'_>, session: i64) -> Result<i64, DbErr> {
    let sql = "SELECT MAX(number) FROM resolutions WHERE session_id = $1 AND number > 0";
    read.number(sql, vec![session.into()]).await
}

/// The evidence of a resolution that the secretary has not judged yet.
pub(super) async fn evidence_to_judge(read: Read<'_>, resolution: i64) -> Result<Option<Evidence>, DbErr> {
    let sql = "SELECT id, version, person_id FROM evidence WHERE resolution_id = $1 AND state = 'given' ORDER BY id DESC LIMIT 1";
    read.one(sql, vec![resolution.into()]).await
}

/// How many bytes of files a person gave as proof on a day.
pub(super) async fn bytes_given_on(read: Read<'_>, person: Option<i64>, day: &str) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(SUM(f.bytes) AS BIGINT) FROM evidence e JOIN evidence_files f ON f.evidence_id = e.id \
               WHERE e.person_id = $1 AND e.reported_on = $2";
    read.number(sql, vec![person.into(), day.into()]).await
}

/// The agency a person belongs to, 0 for none.
pub(super) async fn agency_of(read: Read<'_>, person: i64) -> Result<i64, DbErr> {
    read.number("SELECT agency_id FROM people WHERE id = $1", vec![person.into()])
        .await
}
