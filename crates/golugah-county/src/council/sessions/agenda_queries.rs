//! What is asked about the items of an agenda and the steps of a session.

use sea_orm::{DbErr, FromQueryResult};

use super::Step;
use golugah_desk::Read;
use golugah_desk::clock::day_in_iran;

/// A step of a session that was taken, and when.
#[derive(Clone, Debug, FromQueryResult)]
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
    #[derive(FromQueryResult)]
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

/// A step with the session it belongs to.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct TakenOf {
    pub(super) session_id: i64,
    pub(super) step: String,
}

/// The steps taken of the sessions from one row to another.
pub(super) async fn steps_between(read: Read<'_>, (first, last): (i64, i64)) -> Result<Vec<TakenOf>, DbErr> {
    let sql = "SELECT session_id, step FROM session_steps WHERE session_id BETWEEN $1 AND $2 ORDER BY id";
    read.all(sql, vec![first.into(), last.into()]).await
}

/// An earlier session on whose agenda an item stood.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CameFrom {
    /// The item that carries it on.
    pub item_id: i64,
    /// The earlier session.
    pub session_id: i64,
    /// Its number.
    pub number: i64,
}

/// The earlier sessions of every item that was carried over to a session, the first first.
pub async fn came_from(read: Read<'_>, session: i64) -> Result<Vec<CameFrom>, DbErr> {
    let sql = "WITH RECURSIVE chain (item_id, at) AS (\
               SELECT i.id, c.from_item_id FROM agenda_items i JOIN carried_items c ON c.item_id = i.id \
               WHERE i.session_id = $1 UNION \
               SELECT chain.item_id, c.from_item_id FROM chain JOIN carried_items c ON c.item_id = chain.at) \
               SELECT chain.item_id, s.id AS session_id, s.number FROM chain \
               JOIN sessions s ON s.id = (SELECT i.session_id FROM agenda_items i WHERE i.id = chain.at) \
               ORDER BY chain.item_id, s.number";
    read.all(sql, vec![session.into()]).await
}

/// What an item led to.
#[derive(Clone, Debug, FromQueryResult)]
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
#[derive(Clone, Debug, FromQueryResult)]
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
