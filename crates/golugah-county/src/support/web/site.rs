use std::sync::Arc;

use golugah_persian::WorkingCalendar;

use crate::support::db::Db;

/// What every handler has.
#[derive(Clone, Debug)]
pub struct Site {
    /// The database.
    pub db: Db,
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
