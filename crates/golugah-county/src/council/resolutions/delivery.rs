//! What became of the resolutions that agencies owe: the figures of the funnel, counted from the records each time.

use std::sync::Arc;

use sea_orm::DbErr;

use super::DUE_FROM;
use crate::support::seams::{Asked, Delivery};
use crate::support::web::Known;

const COUNTS: &str = "SELECT a.id AS agency_id, a.name_fa, a.name_en, COUNT(r.id) AS assigned, \
     COUNT(CASE WHEN r.state IN ('reported', 'closed') THEN 1 END) AS reported, \
     COUNT(CASE WHEN r.state = 'closed' THEN 1 END) AS accepted, \
     COUNT(CASE WHEN r.state = 'closed' AND COALESCE(t.stood_on, r.closed_on) <= t.due THEN 1 END) AS on_time, \
     COUNT(CASE WHEN r.state <> 'closed' AND t.due < COALESCE(t.stood_on, $1) THEN 1 END) AS late \
     FROM agencies a LEFT JOIN resolutions r ON r.agency_id = a.id \
     LEFT JOIN terms_in_force t ON t.kind = 'resolution' AND t.record = r.id";

/// As it was last counted.
#[derive(Debug, Default)]
struct LastCounted(Known<Arc<Vec<Delivery>>>);

/// Every agency, the one with most late resolutions first, then the one with most that are open; kept until one changes.
pub(super) async fn deliveries(asked: Asked<'_>) -> Result<Arc<Vec<Delivery>>, DbErr> {
    let versions = &asked.page.versions;
    let version = versions.of(&["agencies", "evidence"]).max(versions.of(DUE_FROM));
    let make = async || {
        let sql = format!(
            "SELECT * FROM ({COUNTS} GROUP BY a.id, a.name_fa, a.name_en) counted \
             ORDER BY late DESC, assigned - accepted DESC, assigned DESC, agency_id"
        );
        let counted = asked.read().all(&sql, vec![asked.day.into()]).await?;
        Ok(Arc::new(counted))
    };
    let last = asked.site.memory::<LastCounted>();
    last.0.at((version, asked.day.to_owned()), make).await
}
