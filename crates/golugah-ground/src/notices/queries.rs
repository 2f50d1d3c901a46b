use sea_orm::DbErr;
use serde::Deserialize;

use super::model::{Pieces, is_new, pieces};
use crate::support::seams::Own;
use golugah_desk::Read;

#[derive(Deserialize)]
struct Seen {
    pieces: String,
}

/// What somebody has seen, as themselves or as the head of an agency; `agency` is 0 for whoever acts for none. What cannot be read was
/// not seen.
pub(super) async fn seen(read: Read<'_>, person: i64, agency: i64) -> Result<Pieces, DbErr> {
    let sql = "SELECT pieces FROM notices_seen WHERE person_id = $1 AND agency = $2";
    let row: Option<Seen> = read.one(sql, vec![person.into(), agency.into()]).await?;
    let seen = row.and_then(|row| serde_json::from_str::<Vec<(i64, i64)>>(&row.pieces).ok());
    Ok(seen.unwrap_or_default().into_iter().collect())
}

/// Notes what somebody has seen.
pub(super) const SEE: &str = "INSERT INTO notices_seen (person_id, agency, pieces, seen_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (person_id, agency) DO UPDATE SET pieces = excluded.pieces, seen_at = excluded.seen_at";

/// How much of somebody's own work is new to them. Of whom nothing waits, nothing is asked.
pub(crate) async fn how_many_new(
    read: Read<'_>,
    person: i64,
    agency: i64,
    own: &[Own],
) -> Result<i64, DbErr> {
    if own.is_empty() {
        return Ok(0);
    }
    let seen = seen(read, person, agency).await?;
    let new = pieces(own).into_iter();
    let new = new.filter(|(name, many)| is_new(&seen, *name, *many));
    Ok(i64::try_from(new.count()).unwrap_or(i64::MAX))
}
