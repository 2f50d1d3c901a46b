use sea_orm::{DbErr, FromQueryResult};

use crate::support::db::Read;

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct PublicSession {
    pub(super) number: i64,
    pub(super) day: String,
    pub(super) place: String,
    pub(super) minutes: String,
}

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct PublicResolution {
    pub(super) session_number: i64,
    pub(super) number: i64,
    pub(super) text: String,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) due: String,
    pub(super) state: String,
}

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct PublicBottleneck {
    pub(super) sentence_fa: String,
    pub(super) sentence_en: String,
    pub(super) remedied_on: Option<String>,
}

/// The published sessions, the newest first.
pub(super) async fn sessions(read: Read<'_>) -> Result<Vec<PublicSession>, DbErr> {
    let sql = "SELECT number, day, place, minutes FROM public_sessions ORDER BY number DESC LIMIT 12";
    read.all(sql, Vec::new()).await
}

/// The resolutions of published sessions, the newest first.
pub(super) async fn resolutions(read: Read<'_>) -> Result<Vec<PublicResolution>, DbErr> {
    let sql = "SELECT session_number, number, text, name_fa, name_en, due, state FROM public_resolutions \
               ORDER BY session_number DESC, number LIMIT 50";
    read.all(sql, Vec::new()).await
}

/// The bottlenecks that later data showed to be gone.
pub(super) async fn cleared(read: Read<'_>) -> Result<Vec<PublicBottleneck>, DbErr> {
    let sql =
        "SELECT sentence_fa, sentence_en, remedied_on FROM public_bottlenecks ORDER BY id DESC LIMIT 50";
    read.all(sql, Vec::new()).await
}
