use sea_orm::DbErr;

use golugah_desk::Read;
use serde::Deserialize;

/// Minutes that were pasted.
#[derive(Clone, Debug, Deserialize)]
pub struct Pasted {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The number that the session had.
    pub number: i64,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// Its hour, `HH:MM`.
    pub hour: String,
    /// Where it was held.
    pub place: String,
    /// The commitment to the text.
    pub text_commitment: String,
    /// When it was pasted, `YYYY-MM-DD`.
    pub pasted_on: String,
    /// The session that was made of it.
    pub session_id: Option<i64>,
}

/// One of them.
pub async fn pasted(read: Read<'_>, id: i64) -> Result<Option<Pasted>, DbErr> {
    let sql = "SELECT id, version, number, day, hour, place, text_commitment, pasted_on, session_id FROM pasted WHERE id = $1";
    read.one(sql, vec![id.into()]).await
}

/// Those of which no session was made yet, the newest first.
pub(super) async fn waiting(read: Read<'_>) -> Result<Vec<Pasted>, DbErr> {
    let sql = "SELECT id, version, number, day, hour, place, text_commitment, pasted_on, session_id FROM pasted \
               WHERE session_id IS NULL ORDER BY id DESC LIMIT 20";
    read.all(sql, Vec::new()).await
}
