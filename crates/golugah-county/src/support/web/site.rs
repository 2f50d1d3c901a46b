use std::borrow::Cow;
use std::sync::Arc;

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;

use crate::support::db::Db;
use crate::support::store::Store;

/// What every handler has.
#[derive(Clone, Debug)]
pub struct Site {
    /// The database.
    pub db: Db,
    /// The files that were handed in, and what the worker wrote about them.
    pub store: Store,
    /// What this county set.
    pub settings: Arc<Settings>,
}

impl Site {
    /// The calendar with the county's own closures, as they are now.
    pub async fn calendar(&self) -> Result<Cow<'_, WorkingCalendar>, DbErr> {
        crate::calendar::with_closures(self.db.read(), &self.settings.calendar).await
    }
}

/// What a county sets for itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The county's name in Persian.
    pub county_fa: String,
    /// The county's name in English.
    pub county_en: String,
    /// The calendar by which due dates are counted, without the closures that the county entered.
    pub calendar: WorkingCalendar,
}
