use sea_orm::{DbErr, FromQueryResult};

use golugah_desk::PublicRead;

/// An entry of the log.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Logged {
    pub(super) seq: i64,
    pub(super) entry: String,
}

/// The newest entry of a deed in a session's case. Within an entry a quotation mark is escaped, so that nothing anybody
/// wrote can look like the deed's name.
pub(super) async fn logged(read: PublicRead<'_>, deed: &str, session: i64) -> Result<Option<Logged>, DbErr> {
    let sql = "SELECT seq, entry FROM public_log_entries WHERE entry LIKE '%\"deed\":\"session.%' AND entry LIKE $1 \
               ORDER BY seq DESC LIMIT 1";
    let pattern = format!("%\"deed\":\"{deed}\",\"case\":\"session/{session}\",%");
    read.one(sql, vec![pattern.into()]).await
}
