//! The rota as it stands, kept until a report, a session or an agency changes.

use std::sync::Arc;

use sea_orm::DbErr;

use super::{Turn, queries};
use crate::support::web::{Known, Site};
use golugah_desk::Versions;

/// As it was last worked out.
#[derive(Debug, Default)]
struct LastMade(Known<Arc<Vec<Turn>>>);

/// Every agency with a seat in the order of the rota, at these versions.
pub(super) async fn turns(site: &Site, versions: &Versions) -> Result<Arc<Vec<Turn>>, DbErr> {
    let stamp = (
        versions.of(&["agencies", "report_beginnings", "reports", "sessions"]),
        String::new(),
    );
    let make = async || Ok(Arc::new(queries::turns(site.db.read()).await?));
    site.memory::<LastMade>().0.at(stamp, make).await
}
