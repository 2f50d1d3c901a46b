//! Resolutions in numbers: of a session, and of an agency.

use std::sync::Arc;

use golugah_desk::Read;
use golugah_desk::clock::Moment;
use sea_orm::DbErr;
use serde::Deserialize;

use super::DUE_FROM;
use super::standing::in_force;
use crate::support::web::{KnownBy, Page, Site};

/// What became of a session's resolutions.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Fates {
    /// The session.
    pub session_id: i64,
    /// Those whose proof was accepted.
    pub kept: i64,
    /// Those whose proof waits to be accepted, in time.
    pub reported: i64,
    /// Those under way, in time.
    pub open: i64,
    /// Those past their due date.
    pub late: i64,
}

/// What became of the resolutions of the sessions from one row to another.
pub async fn fates(read: Read<'_>, at: Moment, (first, last): (i64, i64)) -> Result<Vec<Fates>, DbErr> {
    let sql = concat!(
        "SELECT r.session_id, COUNT(CASE WHEN t.is_open = 0 THEN 1 END) AS kept, \
         COUNT(CASE WHEN t.is_open = 1 AND r.state = 'reported' AND ",
        golugah_ground::in_time!("t."),
        " THEN 1 END) AS reported, \
         COUNT(CASE WHEN t.is_open = 1 AND r.state <> 'reported' AND ",
        golugah_ground::in_time!("t."),
        " THEN 1 END) AS open, COUNT(CASE WHEN t.is_open = 1 AND NOT (",
        golugah_ground::in_time!("t."),
        ") THEN 1 END) AS late FROM resolutions r ",
        in_force!(),
        " WHERE r.session_id BETWEEN $2 AND $3 GROUP BY r.session_id ORDER BY r.session_id"
    );
    read.all(sql, vec![at.text().into(), first.into(), last.into()])
        .await
}

/// The same as they were last counted, by the sessions from one row to another.
#[derive(Debug, Default)]
struct LastFates(KnownBy<(i64, i64), Arc<[Fates]>>);

/// What became of the resolutions of the sessions from one row to another, for a page: counted anew when one of the tables has
/// changed, and every minute.
pub async fn fates_for(site: &Site, page: &Page, sessions: (i64, i64)) -> Result<Arc<[Fates]>, DbErr> {
    let now = site.db.clock().now();
    let stamp = (page.versions.of(DUE_FROM), now.minute());
    let make = async || Ok(fates(site.db.read(), now, sessions).await?.into());
    site.memory::<LastFates>().0.at(sessions, stamp, make).await
}

/// An agency's resolutions in figures.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AgencyFigures {
    /// Those whose proof was accepted.
    pub kept: i64,
    /// Those of them whose accepted proof came by its due date.
    pub on_time: i64,
    /// Those under way or whose proof waits, in time.
    pub open: i64,
    /// Those past their due date.
    pub late: i64,
}

/// An agency's resolutions in figures, as they stand at a moment.
pub async fn agency_figures(read: Read<'_>, agency: i64, at: Moment) -> Result<AgencyFigures, DbErr> {
    let sql = concat!(
        "SELECT COUNT(CASE WHEN t.is_open = 0 THEN 1 END) AS kept, COUNT(CASE WHEN t.is_open = 0 AND ",
        golugah_ground::in_time!("t."),
        " THEN 1 END) AS on_time, COUNT(CASE WHEN t.is_open = 1 AND ",
        golugah_ground::in_time!("t."),
        " THEN 1 END) AS open, COUNT(CASE WHEN t.is_open = 1 AND NOT (",
        golugah_ground::in_time!("t."),
        ") THEN 1 END) AS late FROM resolutions r ",
        in_force!(),
        " WHERE r.agency_id = $2"
    );
    let figures = read.one(sql, vec![at.text().into(), agency.into()]).await?;
    Ok(figures.unwrap_or_default())
}
