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

/// The session of this number and day that was made of pasted minutes and is not published: more of its paper goes on with it.
pub(super) async fn goes_on(read: Read<'_>, number: i64, day: &str) -> Result<Option<i64>, DbErr> {
    #[derive(Deserialize)]
    struct Made {
        id: i64,
    }
    let sql = "SELECT s.id FROM sessions s JOIN pasted p ON p.session_id = s.id \
               WHERE s.number = $1 AND s.day = $2 AND s.published = 0 ORDER BY p.id LIMIT 1";
    let made: Option<Made> = read.one(sql, vec![number.into(), day.into()]).await?;
    Ok(made.map(|made| made.id))
}

/// Those of which no session was made yet, the newest first. One whose text was withdrawn waits for nobody.
pub(super) async fn waiting(read: Read<'_>) -> Result<Vec<Pasted>, DbErr> {
    let sql = "SELECT p.id, p.version, p.number, p.day, p.hour, p.place, p.text_commitment, p.pasted_on, p.session_id \
               FROM pasted p JOIN texts t ON t.commitment = p.text_commitment \
               WHERE p.session_id IS NULL AND t.text IS NOT NULL ORDER BY p.id DESC LIMIT 20";
    read.all(sql, Vec::new()).await
}
