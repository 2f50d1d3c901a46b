//! What waits for somebody, by indexes that hold no more than that.

use golugah_desk::Read;
use golugah_desk::clock::Moment;
use sea_orm::DbErr;

use super::queries::{LISTED, Listed};
use super::standing::late_at;

/// The resolutions whose proof lies with its judge, the longest first, so many of them.
pub(super) async fn with_judge(read: Read<'_>, most: usize) -> Result<Vec<Listed>, DbErr> {
    let sql = format!(
        "{LISTED} WHERE t.kind = 'resolution' AND t.state = 'stands' ORDER BY t.stood_at, t.record LIMIT {most}"
    );
    read.all(&sql, Vec::new()).await
}

/// How many there are of them.
pub(super) async fn count_with_judge(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM terms_in_force t WHERE t.kind = 'resolution' AND t.state = 'stands'";
    read.number(sql, Vec::new()).await
}

/// How many of them came from a moment on.
pub(super) async fn count_with_judge_since(read: Read<'_>, moment: &str) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM terms_in_force t WHERE t.kind = 'resolution' AND t.state = 'stands' AND t.stood_at >= $1";
    read.number(sql, vec![moment.into()]).await
}

/// What an agency has still to do, what is due first on top, so many of them.
pub(super) async fn owed(read: Read<'_>, agency: i64, most: usize) -> Result<Vec<Listed>, DbErr> {
    let sql = format!(
        "{LISTED} WHERE t.kind = 'resolution' AND t.agency_id = $1 AND t.state = 'running' ORDER BY t.due_at, t.record LIMIT {most}"
    );
    read.all(&sql, vec![agency.into()]).await
}

/// How much of it there is.
pub(super) async fn count_owed(read: Read<'_>, agency: i64) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM terms_in_force t WHERE t.kind = 'resolution' AND t.agency_id = $1 AND t.state = 'running'";
    read.number(sql, vec![agency.into()]).await
}

/// How many of those that are late at a moment were due from another on.
pub(super) async fn count_late_since(read: Read<'_>, at: Moment, since: &str) -> Result<i64, DbErr> {
    let sql = concat!(
        "SELECT COUNT(*) FROM terms_in_force t WHERE ",
        late_at!(),
        " AND t.due_at >= $2"
    );
    read.number(sql, vec![at.text().into(), since.into()]).await
}

/// How many of those that are late at a moment do not stand on the agenda of a session.
pub(super) async fn count_late_beside(read: Read<'_>, at: Moment, spoken_of: &[i64]) -> Result<i64, DbErr> {
    let sql = format!(
        "SELECT COUNT(*) FROM terms_in_force t WHERE {} AND t.record NOT IN ({})",
        late_at!(),
        crate::support::rows::numbers(spoken_of)
    );
    read.number(&sql, vec![at.text().into()]).await
}
