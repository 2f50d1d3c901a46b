use sea_orm::DbErr;

use golugah_desk::Read;
use serde::Deserialize;

/// A letter that has gone out to an agency.
#[derive(Clone, Debug, Deserialize)]
pub struct Sent {
    /// The agency.
    pub agency_id: i64,
    /// Its number in the office's books.
    pub letter: String,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
}

/// The last letter to each agency.
pub async fn sent(read: Read<'_>) -> Result<Vec<Sent>, DbErr> {
    let sql = "SELECT l.agency_id, l.letter, l.day FROM agencies a JOIN followup_letters l \
               ON l.id = (SELECT MAX(n.id) FROM followup_letters n WHERE n.agency_id = a.id) ORDER BY l.agency_id";
    read.all(sql, Vec::new()).await
}
