use sea_orm::{DbErr, FromQueryResult};

use crate::support::db::Read;

/// A bottleneck as it is stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Bottleneck {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The indicator's name.
    pub indicator: String,
    /// The indicator's code.
    pub code: String,
    /// What kind of place: an OCDS or XES word.
    pub group_kind: String,
    /// The place's id.
    pub group_id: String,
    /// What people call the place.
    pub group_name: String,
    /// What the data say, in Persian.
    pub sentence_fa: String,
    /// What the data say, in English.
    pub sentence_en: String,
    /// A word of [`super::BottleneckState`].
    pub state: String,
    /// How high it has come: 1 for the agency, one more at every reopening.
    pub level: i64,
    /// Why it was dismissed.
    pub reason: String,
    /// The day it was found.
    pub found_on: String,
    /// The day its remedy was proven; data dated after it decide.
    pub remedied_on: Option<String>,
    /// Raised observations when it was found.
    pub raised: i64,
    /// Computable observations when it was found.
    pub computable: i64,
    /// What the judgement said when it was found, as JSON, for whoever measures again.
    pub verdict: String,
}

/// One bottleneck.
pub async fn bottleneck(read: Read<'_>, id: i64) -> Result<Option<Bottleneck>, DbErr> {
    read.one("SELECT * FROM bottlenecks WHERE id = $1", vec![id.into()])
        .await
}

/// Those that wait to be measured again.
pub async fn waiting(read: Read<'_>) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = "SELECT * FROM bottlenecks WHERE state = 'waiting' ORDER BY remedied_on, id";
    read.all(sql, Vec::new()).await
}

/// Those that were measured again and not cleared, and that no later resolution has taken up.
pub async fn reopened(read: Read<'_>) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = "SELECT * FROM bottlenecks WHERE state = 'reopened' ORDER BY level DESC, id";
    read.all(sql, Vec::new()).await
}

/// The row of this place under this indicator.
pub(super) async fn known(
    read: Read<'_>,
    indicator: &str,
    kind: &str,
    id: &str,
) -> Result<Option<Bottleneck>, DbErr> {
    let sql = "SELECT * FROM bottlenecks WHERE indicator = $1 AND group_kind = $2 AND group_id = $3";
    read.one(sql, vec![indicator.into(), kind.into(), id.into()])
        .await
}
