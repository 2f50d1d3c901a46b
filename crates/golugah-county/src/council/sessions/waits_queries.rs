//! The sessions that wait for a step.

use golugah_desk::Read;
use sea_orm::DbErr;

use super::Session;

/// The session that was held last.
pub(super) async fn last_held(read: Read<'_>) -> Result<Option<Session>, DbErr> {
    let sql = "SELECT * FROM sessions WHERE state = 'closed' ORDER BY number DESC LIMIT 1";
    read.one(sql, Vec::new()).await
}

/// The sessions that were held and whose minutes nobody may read yet, the newest first, so many of them.
pub(super) async fn unpublished(read: Read<'_>, most: usize) -> Result<Vec<Session>, DbErr> {
    let sql = format!(
        "SELECT * FROM sessions WHERE state = 'closed' AND published = 0 ORDER BY number DESC LIMIT {most}"
    );
    read.all(&sql, Vec::new()).await
}

/// How many there are of them.
pub(super) async fn count_unpublished(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM sessions WHERE state = 'closed' AND published = 0";
    read.number(sql, Vec::new()).await
}
