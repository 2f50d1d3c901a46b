//! What is asked about the items of an agenda and the steps of a session.

use sea_orm::DbErr;

use super::Step;
use crate::support::rows::numbers;
use golugah_desk::Read;
use golugah_desk::clock::day_in_iran;
use serde::Deserialize;

/// A step of a session that was taken, and when.
#[derive(Clone, Debug, Deserialize)]
pub struct Taken {
    /// `called`, `invited`, `closed` or `published`.
    pub step: String,
    /// The day it was taken.
    pub day: String,
    /// The number of its letter; empty where there is none.
    pub letter: String,
}

/// The steps of a session that were taken.
pub async fn steps(read: Read<'_>, session: i64) -> Result<Vec<Taken>, DbErr> {
    #[derive(Deserialize)]
    struct Publication {
        published_at: String,
    }
    let sql = "SELECT step, day, letter FROM session_steps WHERE session_id = $1 ORDER BY id";
    let mut taken: Vec<Taken> = read.all(sql, vec![session.into()]).await?;
    // When it was published is a record of its own.
    let sql = "SELECT published_at FROM publications WHERE session_id = $1";
    let publication: Option<Publication> = read.one(sql, vec![session.into()]).await?;
    if let Some(day) = publication.and_then(|one| day_in_iran(&one.published_at)) {
        taken.push(Taken {
            step: Step::Published.word().to_owned(),
            day,
            letter: String::new(),
        });
    }
    Ok(taken)
}

/// The sessions from one row to another whose invitation was noted, in their order.
pub(super) async fn invited_between(read: Read<'_>, (first, last): (i64, i64)) -> Result<Vec<i64>, DbErr> {
    let sql = "SELECT session_id FROM session_steps WHERE session_id BETWEEN $1 AND $2 AND step = $3 ORDER BY session_id";
    let values = vec![first.into(), last.into(), Step::Invited.word().into()];
    let rows = read.rows(sql, values).await?;
    rows.iter().map(|row| row.get("session_id")).collect()
}

/// How often an item was carried over before it came to its session, and where it stood first.
#[derive(Clone, Debug, Deserialize)]
pub struct CameFrom {
    /// The item that carries it on.
    pub item_id: i64,
    /// On how many earlier agendas it stood.
    pub times: i64,
    /// The first session before which it stood.
    pub first_id: i64,
    /// That session's number.
    pub first_number: i64,
}

/// Where those of these items came from that were carried over to their session.
pub async fn came_from(read: Read<'_>, items: &[i64]) -> Result<Vec<CameFrom>, DbErr> {
    // An item is carried from an earlier row, and sessions are numbered as they are entered. A row that says otherwise was written by no
    // deed, and must not be followed round and round.
    let sql = format!(
        "WITH RECURSIVE chain (item_id, at, times) AS (\
               SELECT c.item_id, c.from_item_id, 1 FROM carried_items c WHERE c.item_id IN ({}) UNION ALL \
               SELECT chain.item_id, c.from_item_id, chain.times + 1 FROM chain \
               JOIN carried_items c ON c.item_id = chain.at AND c.from_item_id < c.item_id) \
               SELECT f.item_id, CAST(f.times AS BIGINT) AS times, s.id AS first_id, s.number AS first_number \
               FROM (SELECT item_id, MAX(times) AS times, MIN(at) AS at FROM chain GROUP BY item_id) f \
               JOIN agenda_items i ON i.id = f.at JOIN sessions s ON s.id = i.session_id ORDER BY f.item_id",
        numbers(items)
    );
    read.all(&sql, Vec::new()).await
}

/// What an item led to.
#[derive(Clone, Debug, Deserialize)]
pub struct Decided {
    /// The item.
    pub item_id: i64,
    /// The resolution.
    pub resolution_id: i64,
}

/// The resolutions that a session's items led to, by number.
pub async fn decided(read: Read<'_>, session: i64) -> Result<Vec<Decided>, DbErr> {
    let sql = "SELECT d.item_id, d.resolution_id FROM item_resolutions d \
               JOIN agenda_items i ON i.id = d.item_id WHERE i.session_id = $1 ORDER BY d.resolution_id";
    read.all(sql, vec![session.into()]).await
}

/// An item that was taken off an agenda.
#[derive(Clone, Debug, Deserialize)]
pub struct Removed {
    /// What somebody called it; empty where whoever keeps its record says what it is called.
    pub title: String,
    /// The record it was about, in its one word.
    pub matter: Option<String>,
    /// Why it was taken off.
    pub reason: String,
    /// When.
    pub removed_on: String,
}

/// What was taken off a session's agenda.
pub async fn removed(read: Read<'_>, session: i64) -> Result<Vec<Removed>, DbErr> {
    let sql = "SELECT i.title, i.matter, r.reason, r.removed_on FROM removed_items r \
               JOIN agenda_items i ON i.id = r.item_id WHERE i.session_id = $1 ORDER BY r.id";
    read.all(sql, vec![session.into()]).await
}
