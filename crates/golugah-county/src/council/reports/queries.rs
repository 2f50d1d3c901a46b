use sea_orm::DbErr;

use super::model::{Figures, Turn, rota_order, round};
use crate::support::paged::{Column, Paged, Span, key};
use crate::support::rows::numbers;
use crate::{FEATURES, resolutions};
use golugah_desk::Read;
use golugah_desk::clock::Moment;
use serde::Deserialize;

/// How many agencies report at a session while nobody has set it.
const EACH: i64 = 2;

/// A report as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// Who reports.
    pub agency_id: i64,
    /// The session it is booked on, was given for or heard at.
    pub session_id: i64,
    /// The day it was booked.
    pub booked_on: String,
    /// How many sessions passed without it.
    pub missed: i64,
    /// A word of [`super::ReportState`].
    pub state: String,
    /// What the head wrote.
    pub text: String,
    /// The agency's figures on that day, as JSON; empty before.
    pub figures: String,
    /// Who wrote it.
    pub person_id: Option<i64>,
    /// The day it was given or heard.
    pub given_on: Option<String>,
}

/// One report.
pub async fn report(read: Read<'_>, id: i64) -> Result<Option<Report>, DbErr> {
    read.one("SELECT * FROM reports WHERE id = $1", vec![id.into()])
        .await
}

/// A report with what its agency is called.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    pub(super) id: i64,
    pub(super) agency_id: i64,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) state: String,
    pub(super) missed: i64,
}

/// These reports, by row.
pub(super) async fn of_ids(read: Read<'_>, ids: &[i64]) -> Result<Vec<Asked>, DbErr> {
    let sql = format!(
        "SELECT r.id, r.agency_id, a.name_fa, a.name_en, r.state, r.missed FROM reports r \
         JOIN agencies a ON a.id = r.agency_id WHERE r.id IN ({}) ORDER BY r.id",
        numbers(ids)
    );
    read.all(&sql, Vec::new()).await
}

/// The reports of a session.
pub async fn of_session(read: Read<'_>, session: i64) -> Result<Vec<Report>, DbErr> {
    let sql = "SELECT * FROM reports WHERE session_id = $1 AND state <> 'unbooked' ORDER BY id";
    read.all(sql, vec![session.into()]).await
}

/// The report that an agency owes a session.
pub async fn due_from(read: Read<'_>, agency: i64) -> Result<Option<Report>, DbErr> {
    let sql = "SELECT * FROM reports WHERE agency_id = $1 AND state = 'booked'";
    read.one(sql, vec![agency.into()]).await
}

/// A report as a row of a list.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// The row.
    pub id: i64,
    /// The session.
    pub session_id: i64,
    /// Who reports, in Persian.
    pub name_fa: String,
    /// Who reports, in English.
    pub name_en: String,
    /// The session's number.
    pub number: i64,
    /// The session's day.
    pub day: String,
    /// A word of [`super::ReportState`].
    pub state: String,
    /// How many sessions passed without it.
    pub missed: i64,
    /// The day it was given.
    pub given_on: Option<String>,
}

/// A page of the reports that were given or heard, the newest first: a session that was called later has the higher number.
pub(super) async fn given(read: Read<'_>, span: &Span) -> Result<Paged<Listed>, DbErr> {
    let mut values = Vec::new();
    let order = [
        Column::number("r.session_id").down(),
        Column::number("r.id").down(),
    ];
    let (beyond, end) = span.clause(&order, &mut values);
    let sql = format!(
        "SELECT r.id, r.session_id, a.name_fa, a.name_en, s.number, s.day, r.state, r.missed, r.given_on FROM reports r \
         JOIN agencies a ON a.id = r.agency_id JOIN sessions s ON s.id = r.session_id \
         WHERE r.state IN ('given', 'heard'){beyond}{end}"
    );
    let given: Vec<Listed> = read.all(&sql, values).await?;
    Ok(span.paged(given, |row| key(&[&row.session_id, &row.id])))
}

/// One report as a row.
pub(super) async fn listed_one(read: Read<'_>, id: i64) -> Result<Option<Listed>, DbErr> {
    let sql = "SELECT r.id, r.session_id, a.name_fa, a.name_en, s.number, s.day, r.state, r.missed, r.given_on FROM reports r \
               JOIN agencies a ON a.id = r.agency_id JOIN sessions s ON s.id = r.session_id WHERE r.id = $1";
    read.one(sql, vec![id.into()]).await
}

/// The rota's setting as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Rota {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) each: i64,
}

/// The rota's setting, where somebody has set it.
pub(super) async fn rota(read: Read<'_>) -> Result<Option<Rota>, DbErr> {
    read.one("SELECT id, version, each FROM rota", Vec::new()).await
}

/// How many agencies report at a session.
pub async fn each(read: Read<'_>) -> Result<i64, DbErr> {
    Ok(rota(read).await?.map_or(EACH, |rota| rota.each))
}

#[derive(Deserialize)]
struct Seat {
    agency_id: i64,
    name_fa: String,
    name_en: String,
    last_number: Option<i64>,
    booked_id: Option<i64>,
    booked_number: Option<i64>,
    booked_day: Option<String>,
    missed: Option<i64>,
    begun: Option<String>,
}

#[derive(Deserialize)]
struct Held {
    number: i64,
    day: String,
}

/// Every agency with a seat in the order of the rota.
pub async fn turns(read: Read<'_>) -> Result<Vec<Turn>, DbErr> {
    let held: Vec<Held> = read
        .all(
            "SELECT number, day FROM sessions WHERE state = 'closed' ORDER BY number",
            Vec::new(),
        )
        .await?;
    let sql = "SELECT a.id AS agency_id, a.name_fa, a.name_en, \
               (SELECT MAX(s.number) FROM reports r JOIN sessions s ON s.id = r.session_id \
                WHERE r.agency_id = a.id AND r.state IN ('given', 'heard')) AS last_number, \
               b.id AS booked_id, n.number AS booked_number, n.day AS booked_day, b.missed, e.since AS begun \
               FROM agencies a LEFT JOIN reports b ON b.agency_id = a.id AND b.state = 'booked' \
               LEFT JOIN sessions n ON n.id = b.session_id \
               LEFT JOIN report_beginnings e ON e.agency_id = a.id WHERE a.seat = 1 ORDER BY a.id";
    let seats: Vec<Seat> = read.all(sql, Vec::new()).await?;
    let turn = |seat: Seat| {
        let after = |last: i64| held.partition_point(|session| session.number <= last);
        let later = held.get(seat.last_number.map_or(0, after)..).unwrap_or_default();
        // Nobody owes a report to a session from before they came into being.
        let begun = seat.begun.as_deref().unwrap_or_default();
        let since = later
            .iter()
            .filter(|session| session.day.as_str() >= begun)
            .count();
        Turn {
            agency_id: seat.agency_id,
            name_fa: seat.name_fa,
            name_en: seat.name_en,
            last_number: seat.last_number,
            booked: seat
                .booked_id
                .zip(seat.booked_number)
                .zip(seat.booked_day)
                .map(|((id, number), day)| (id, number, day)),
            missed: seat.missed.unwrap_or(0),
            since: i64::try_from(since).unwrap_or(i64::MAX),
        }
    };
    let mut turns: Vec<Turn> = seats.into_iter().map(turn).collect();
    rota_order(&mut turns);
    Ok(turns)
}

/// Of these turns, those of agencies that owe a report or were silent for a whole round.
pub async fn silent(read: Read<'_>, turns: &[Turn]) -> Result<Vec<Turn>, DbErr> {
    let round = round(i64::try_from(turns.len()).unwrap_or(0), each(read).await?);
    let silent = turns.iter().filter(|turn| turn.missed > 0 || turn.since >= round);
    Ok(silent.cloned().collect())
}

/// The name of whoever wrote a report.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Writer {
    pub(super) name: String,
}

/// Who wrote a report.
pub(super) async fn writer(read: Read<'_>, person: i64) -> Result<Option<Writer>, DbErr> {
    read.one("SELECT name FROM people WHERE id = $1", vec![person.into()])
        .await
}

/// The last report of an agency before another one: its day, and how many resolutions were done by then.
async fn last_given(read: Read<'_>, agency: i64, but: i64) -> Result<Option<(String, i64)>, DbErr> {
    #[derive(Deserialize)]
    struct Last {
        given_on: Option<String>,
        figures: String,
    }
    let sql = "SELECT given_on, figures FROM reports WHERE agency_id = $1 AND id <> $2 AND state IN ('given', 'heard') \
               ORDER BY given_on DESC, id DESC LIMIT 1";
    let last: Option<Last> = read.one(sql, vec![agency.into(), but.into()]).await?;
    Ok(last.and_then(|last| {
        let figures: Figures = serde_json::from_str(&last.figures).ok()?;
        Some((last.given_on?, figures.kept))
    }))
}

/// The figures of an agency at a moment, for one of its reports. What was done since the report before is the difference of what
/// both say: what was done later on that same day belongs to this one.
pub(super) async fn figures(read: Read<'_>, report: &Report, at: Moment) -> Result<Figures, DbErr> {
    let last = last_given(read, report.agency_id, report.id).await?;
    let resolutions = resolutions::agency_figures(read, report.agency_id, at).await?;
    let (since, kept_before) = last.unwrap_or_default();
    Ok(Figures {
        since,
        kept: resolutions.kept,
        on_time: resolutions.on_time,
        kept_since: resolutions.kept - kept_before,
        open: resolutions.open,
        late: resolutions.late,
        others: FEATURES.figures(read, report.agency_id).await?,
    })
}
