//! What became of a session before it was held.

use sea_orm::DbErr;

use golugah_desk::Read;
use serde::Deserialize;

/// When and where a session was to be held before it was moved.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Moved {
    pub(super) former_day: String,
    pub(super) former_hour: String,
    pub(super) former_place: String,
    pub(super) reason: String,
    pub(super) moved_on: String,
}

/// How often and why a session was moved, the first first.
pub(super) async fn moves(read: Read<'_>, session: i64) -> Result<Vec<Moved>, DbErr> {
    let sql = "SELECT former_day, former_hour, former_place, reason, moved_on FROM session_moves \
               WHERE session_id = $1 ORDER BY id";
    read.all(sql, vec![session.into()]).await
}

/// Why a session was called off.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Cancelled {
    pub(super) reason: String,
    pub(super) cancelled_on: String,
}

/// Why this session was called off; `None` where it was not.
pub(super) async fn cancelled(read: Read<'_>, session: i64) -> Result<Option<Cancelled>, DbErr> {
    let sql = "SELECT reason, cancelled_on FROM session_cancellations WHERE session_id = $1";
    read.one(sql, vec![session.into()]).await
}
