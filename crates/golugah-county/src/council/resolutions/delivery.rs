//! What became of the resolutions that agencies owe: the figures of the funnel, counted from the records each time.

use sea_orm::DbErr;

use crate::support::seams::Delivery;
use golugah_desk::Read;

const COUNTS: &str = "SELECT a.id AS agency_id, a.name_fa, a.name_en, COUNT(r.id) AS assigned, \
     COUNT(CASE WHEN r.state IN ('reported', 'closed') THEN 1 END) AS reported, \
     COUNT(CASE WHEN r.state = 'closed' THEN 1 END) AS accepted, \
     COUNT(CASE WHEN r.state = 'closed' AND COALESCE((SELECT MAX(e.reported_on) FROM evidence e \
     WHERE e.resolution_id = r.id AND e.state = 'accepted'), r.closed_on) <= r.due THEN 1 END) AS on_time, \
     COUNT(CASE WHEN r.state <> 'closed' AND r.due < $1 THEN 1 END) AS late \
     FROM agencies a LEFT JOIN resolutions r ON r.agency_id = a.id";

/// Every agency, the one with most late resolutions first, then the one with most that are open; or one agency.
pub(super) async fn deliveries(
    read: Read<'_>,
    agency: Option<i64>,
    today: &str,
) -> Result<Vec<Delivery>, DbErr> {
    let sql = format!(
        "SELECT * FROM ({COUNTS} WHERE $2 = 0 OR a.id = $2 GROUP BY a.id, a.name_fa, a.name_en) counted \
         ORDER BY late DESC, assigned - accepted DESC, assigned DESC, agency_id"
    );
    read.all(&sql, vec![today.into(), agency.unwrap_or(0).into()])
        .await
}
