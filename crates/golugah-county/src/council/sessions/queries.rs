use sea_orm::DbErr;

use super::SessionState;
use crate::support::paged::{Column, MOST_ROWS, Paged, Span, key};
use crate::support::seams::Placed;
use golugah_desk::{Matter, Read};
use serde::Deserialize;

pub(super) use super::agenda_queries::invited_between;
pub use super::agenda_queries::{CameFrom, Decided, Removed, Taken, came_from, decided, removed, steps};

/// A session as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct Session {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The session's number.
    pub number: i64,
    /// The day it is held, `YYYY-MM-DD`.
    pub day: String,
    /// The hour, `HH:MM`.
    pub hour: String,
    /// Where.
    pub place: String,
    /// A word of [`SessionState`].
    pub state: String,
    /// The minutes; empty before it is closed.
    pub minutes: String,
    /// Whether anybody may read it, 1 or 0.
    pub published: i64,
}

/// One item of an agenda.
#[derive(Clone, Debug, Deserialize)]
pub struct AgendaItem {
    /// The row; links name it, so that a new order breaks none.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// Its place on the agenda, from 1.
    pub place: i64,
    /// What somebody called it; empty where whoever keeps its record says what it is called.
    pub title: String,
    /// Why it is there.
    pub kind: String,
    /// The agency it concerns.
    pub agency_id: Option<i64>,
    /// The record it is about, in its one word.
    pub matter: Option<String>,
    /// What that record is about in its turn.
    pub about: Option<String>,
    /// `open`, `done` or `carried`.
    pub state: String,
}

impl AgendaItem {
    /// The record it is about.
    pub fn matter(&self) -> Option<Matter> {
        Matter::stored(self.matter.as_deref())
    }

    /// What that record is about in its turn.
    pub fn about(&self) -> Option<Matter> {
        Matter::stored(self.about.as_deref())
    }

    /// The records it speaks of, and whether it has not been dealt with.
    pub(super) fn placed(&self) -> impl Iterator<Item = Placed> {
        let open = self.state == "open";
        let speaks_of = [self.matter(), self.about()].into_iter().flatten();
        speaks_of.map(move |matter| Placed { matter, open })
    }
}

/// One session.
pub async fn session(read: Read<'_>, id: i64) -> Result<Option<Session>, DbErr> {
    read.one("SELECT * FROM sessions WHERE id = $1", vec![id.into()])
        .await
}

/// The session that is called and not yet closed, the nearest first.
pub async fn next_session(read: Read<'_>) -> Result<Option<Session>, DbErr> {
    let sql = "SELECT * FROM sessions WHERE state = 'called' ORDER BY day, number LIMIT 1";
    read.one(sql, Vec::new()).await
}

/// The session that has this number.
pub async fn numbered(read: Read<'_>, number: i64) -> Result<Option<Session>, DbErr> {
    read.one("SELECT * FROM sessions WHERE number = $1", vec![number.into()])
        .await
}

/// What a session's agenda is about, without what was taken off it: the item and its record.
pub(super) async fn matters(read: Read<'_>, session: i64) -> Result<Vec<(i64, Matter)>, DbErr> {
    let sql = "SELECT id, matter FROM agenda_items WHERE session_id = $1 AND state <> 'removed' AND matter IS NOT NULL";
    let rows = read.rows(sql, vec![session.into()]).await?;
    let mut matters = Vec::new();
    for row in &rows {
        let matter: Option<String> = row.get("matter")?;
        let item: i64 = row.get("id")?;
        matters.extend(Matter::stored(matter.as_deref()).map(|matter| (item, matter)));
    }
    Ok(matters)
}

/// A session's agenda in its order, without what was taken off it.
pub async fn agenda(read: Read<'_>, session: i64) -> Result<Vec<AgendaItem>, DbErr> {
    let sql = "SELECT id, version, place, title, kind, agency_id, matter, about, state \
               FROM agenda_items WHERE session_id = $1 AND state <> 'removed' ORDER BY place, id";
    read.all(sql, vec![session.into()]).await
}

/// What sessions left open and no later one has taken up, and whether the session was held: those that were, and then those
/// that were called off.
pub(super) async fn left_open(read: Read<'_>) -> Result<Vec<(AgendaItem, bool)>, DbErr> {
    let sql = "SELECT i.id, i.version, i.place, i.title, i.kind, i.agency_id, i.matter, i.about, i.state \
               FROM agenda_items i JOIN sessions s ON s.id = i.session_id \
               WHERE i.state = 'open' AND s.state = $1 ORDER BY s.number, i.place";
    let mut all = Vec::new();
    for (state, was_held) in [(SessionState::Closed, true), (SessionState::Cancelled, false)] {
        let items: Vec<AgendaItem> = read.all(sql, vec![state.word().into()]).await?;
        all.extend(items.into_iter().map(|item| (item, was_held)));
    }
    Ok(all)
}

/// The highest number a session has.
pub(super) async fn last_number(read: Read<'_>) -> Result<i64, DbErr> {
    read.number("SELECT MAX(number) FROM sessions", Vec::new()).await
}

/// The last place taken on an agenda.
pub(super) async fn last_place(read: Read<'_>, session: i64) -> Result<i64, DbErr> {
    let sql = "SELECT MAX(place) FROM agenda_items WHERE session_id = $1 AND state <> 'removed'";
    read.number(sql, vec![session.into()]).await
}

/// Whether a record stands on an agenda: not yet dealt with, or at all.
pub(super) async fn stands(read: Read<'_>, session: i64, matter: &Matter, open: bool) -> Result<bool, DbErr> {
    let state = if open {
        "state = 'open'"
    } else {
        "state <> 'removed'"
    };
    let sql = format!("SELECT COUNT(*) FROM agenda_items WHERE session_id = $1 AND matter = $2 AND {state}");
    Ok(read.number(&sql, vec![session.into(), matter.into()]).await? > 0)
}

/// How many items an agenda holds at most: more than any council gets through.
pub(super) const MOST_ITEMS: i64 = 120;

/// Whether an agenda holds one item more.
pub(super) async fn has_room(read: Read<'_>, session: i64) -> Result<bool, DbErr> {
    Ok(last_place(read, session).await? < MOST_ITEMS)
}

/// A page of sessions, the newest first; without their minutes, which no list shows.
pub(super) async fn sessions(read: Read<'_>, span: &Span) -> Result<Paged<Session>, DbErr> {
    let mut values = Vec::new();
    let (beyond, end) = span.clause(&[Column::number("number").down()], &mut values);
    let sql = format!(
        "SELECT id, version, number, day, hour, place, state, '' AS minutes, published FROM sessions WHERE 1 = 1{beyond}{end}"
    );
    let sessions: Vec<Session> = read.all(&sql, values).await?;
    Ok(span.paged(sessions, |session| key(&[&session.number])))
}

/// The days of the sessions that were held last, more than a year has months.
pub(super) async fn held_days(read: Read<'_>) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT day FROM sessions WHERE state = $1 ORDER BY number DESC LIMIT 60";
    let rows = read.rows(sql, vec![SessionState::Closed.word().into()]).await?;
    rows.iter().map(|row| row.get("day")).collect()
}

/// The same in one, as many as a workbook is given with.
pub(super) async fn every(read: Read<'_>) -> Result<Vec<Session>, DbErr> {
    let sql = format!(
        "SELECT id, version, number, day, hour, place, state, '' AS minutes, published FROM sessions WHERE 1 = 1 ORDER BY number DESC LIMIT {MOST_ROWS}"
    );
    read.all(&sql, Vec::new()).await
}

/// Something that was put right in a published session.
#[derive(Clone, Debug, Deserialize)]
pub struct Correction {
    /// Its number within the session.
    pub number: i64,
    /// What is right.
    pub text: String,
    /// Why it was put right.
    pub reason: String,
    /// When, in UTC.
    pub corrected_at: String,
}

/// What was put right in a session, the first first.
pub async fn corrections(read: Read<'_>, session: i64) -> Result<Vec<Correction>, DbErr> {
    let sql =
        "SELECT number, text, reason, corrected_at FROM corrections WHERE session_id = $1 ORDER BY number";
    read.all(sql, vec![session.into()]).await
}

/// The highest number a correction of a session has.
pub(super) async fn last_correction(read: Read<'_>, session: i64) -> Result<i64, DbErr> {
    let sql = "SELECT MAX(number) FROM corrections WHERE session_id = $1";
    read.number(sql, vec![session.into()]).await
}

/// A seat and who sat on it at a session; empty where it was not recorded.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Seat {
    pub(super) agency_id: i64,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) state: String,
    /// Who came in the head's place; empty where nobody did, or where the name was withdrawn.
    pub(super) delegate: String,
    pub(super) delegate_commitment: Option<String>,
}

/// Every seat of the council, by the agencies' names.
pub(super) async fn seats(read: Read<'_>, session: i64) -> Result<Vec<Seat>, DbErr> {
    let sql = "SELECT a.id AS agency_id, a.name_fa, a.name_en, COALESCE(t.state, '') AS state, \
               COALESCE(x.text, '') AS delegate, t.delegate_commitment FROM agencies a \
               LEFT JOIN attendances t ON t.agency_id = a.id AND t.session_id = $1 \
               LEFT JOIN texts x ON x.commitment = t.delegate_commitment WHERE a.seat = 1 ORDER BY a.id";
    read.all(sql, vec![session.into()]).await
}

/// The sessions on whose agenda a record stands or stood, the first first, without their minutes; the last 50 of them.
pub(super) async fn sittings(read: Read<'_>, matter: &Matter) -> Result<Vec<Session>, DbErr> {
    let sql = "SELECT id, version, number, day, hour, place, state, '' AS minutes, published FROM sessions WHERE id IN \
               (SELECT session_id FROM agenda_items WHERE matter = $1 \
                UNION SELECT session_id FROM agenda_items WHERE about = $1) ORDER BY number DESC LIMIT 50";
    let mut sessions: Vec<Session> = read.all(sql, vec![matter.into()]).await?;
    sessions.reverse();
    Ok(sessions)
}
