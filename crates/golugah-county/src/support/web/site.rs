use std::sync::Arc;

use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;

use crate::support::db::Db;
use crate::support::store::Store;

/// What every handler has.
#[derive(Clone, Debug)]
pub struct Site {
    /// The database.
    pub db: Db,
    /// The files that were handed in, and what the worker wrote about them.
    pub store: Store,
    /// What the indicators say of themselves, as the program handed it over.
    pub catalogue: Arc<Catalogue>,
    /// What this county set.
    pub settings: Arc<Settings>,
}

/// What a county sets for itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The county's name in Persian.
    pub county_fa: String,
    /// The county's name in English.
    pub county_en: String,
    /// The calendar by which due dates are counted.
    pub calendar: WorkingCalendar,
}
