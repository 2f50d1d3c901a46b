//! Who did each deed: what is private beside the log, for our own worker alone.

use sea_orm::DbErr;

use super::queries::{AT_ONCE, place};
use golugah_desk::Read;

/// Who did each deed from a place on, up to so many: the deed's place and the person.
pub(super) async fn actors(read: Read<'_>, from: u64) -> Result<Vec<(u64, i64)>, DbErr> {
    let sql = "SELECT seq, person_id FROM log_actors WHERE seq >= $1 ORDER BY seq LIMIT $2";
    let rows = read.rows(sql, vec![place(from).into(), AT_ONCE.into()]).await?;
    rows.iter()
        .map(|row| {
            let seq: i64 = row.get("seq")?;
            Ok((u64::try_from(seq).unwrap_or(0), row.get("person_id")?))
        })
        .collect()
}
