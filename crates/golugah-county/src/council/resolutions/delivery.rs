//! What became of the resolutions that agencies owe: the figures of the funnel, counted from the records each time.

use sea_orm::{DbErr, FromQueryResult};

use golugah_desk::Read;

/// An agency's resolutions by how far they came.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Performance {
    /// The agency.
    pub agency_id: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// Resolutions it owes or owed.
    pub assigned: i64,
    /// Those it has reported as done, and whose report was not refused.
    pub reported: i64,
    /// Those whose proof was accepted.
    pub accepted: i64,
    /// Those of them whose accepted report came by the due date: how long the proof lay with others is not its doing.
    pub on_time: i64,
    /// Those that are not closed and were due before today, or before the day on which their proof came.
    pub late: i64,
}

const COUNTS: &str = "SELECT a.id AS agency_id, a.name_fa, a.name_en, COUNT(r.id) AS assigned, \
     COUNT(CASE WHEN r.state IN ('reported', 'closed') THEN 1 END) AS reported, \
     COUNT(CASE WHEN r.state = 'closed' THEN 1 END) AS accepted, \
     COUNT(CASE WHEN r.state = 'closed' AND COALESCE(t.stood_on, r.closed_on) <= t.due THEN 1 END) AS on_time, \
     COUNT(CASE WHEN r.state <> 'closed' AND t.due < COALESCE(t.stood_on, $1) THEN 1 END) AS late \
     FROM agencies a LEFT JOIN resolutions r ON r.agency_id = a.id \
     LEFT JOIN terms_in_force t ON t.kind = 'resolution' AND t.record = r.id";

/// Every agency, the one with most late resolutions first, then the one with most that are open.
pub async fn performances(read: Read<'_>, today: &str) -> Result<Vec<Performance>, DbErr> {
    let sql = format!(
        "SELECT * FROM ({COUNTS} GROUP BY a.id, a.name_fa, a.name_en) counted \
         ORDER BY late DESC, assigned - accepted DESC, assigned DESC, agency_id"
    );
    read.all(&sql, vec![today.into()]).await
}

/// One agency.
pub async fn performance(read: Read<'_>, agency: i64, today: &str) -> Result<Option<Performance>, DbErr> {
    let sql = format!("{COUNTS} WHERE a.id = $2 GROUP BY a.id, a.name_fa, a.name_en");
    read.one(&sql, vec![today.into(), agency.into()]).await
}
