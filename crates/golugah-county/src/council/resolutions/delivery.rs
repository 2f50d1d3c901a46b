//! What became of the resolutions that agencies owe: the figures of the funnel, counted from the records each time.

use std::sync::Arc;

use sea_orm::DbErr;

use super::DUE_FROM;
use crate::support::seams::{Asked, Delivery};
use crate::support::web::Known;

const COUNTS: &str = concat!(
    "SELECT a.id AS agency_id, a.name_fa, a.name_en, COUNT(t.record) AS assigned, \
     COUNT(CASE WHEN r.state IN ('reported', 'closed') THEN 1 END) AS reported, \
     COUNT(CASE WHEN r.state = 'closed' THEN 1 END) AS accepted, \
     COUNT(CASE WHEN t.is_open = 0 AND ",
    golugah_ground::in_time!("t."),
    " THEN 1 END) AS on_time, COUNT(CASE WHEN t.is_open = 1 AND NOT (",
    golugah_ground::in_time!("t."),
    ") THEN 1 END) AS late FROM agencies a LEFT JOIN resolutions r ON r.agency_id = a.id \
     LEFT JOIN terms_in_force t ON t.kind = 'resolution' AND t.record = r.id"
);

/// As it was last counted.
#[derive(Debug, Default)]
struct LastCounted(Known<Arc<Vec<Delivery>>>);

/// Every agency, the one with most late resolutions first, then the one with most that are open; kept until one changes.
pub(super) async fn deliveries(asked: Asked<'_>) -> Result<Arc<Vec<Delivery>>, DbErr> {
    let versions = &asked.page.versions;
    let version = versions.of(&["agencies", "evidence"]).max(versions.of(DUE_FROM));
    let now = asked.site.db.clock().now();
    let make = async || {
        let sql = format!(
            "SELECT * FROM ({COUNTS} GROUP BY a.id, a.name_fa, a.name_en) counted \
             ORDER BY late DESC, assigned - accepted DESC, assigned DESC, agency_id"
        );
        let counted = asked.read().all(&sql, vec![now.text().into()]).await?;
        Ok(Arc::new(counted))
    };
    let last = asked.site.memory::<LastCounted>();
    last.0.at((version, now.minute()), make).await
}
