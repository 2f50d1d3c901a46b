//! The working calendar: the holidays that are known and, on top, the days on which an order closed the county's offices.
//!
//! A closure is entered with the number of its letter. Every day in force that is counted over it changes in the same deed,
//! and says why.

pub mod actions;
mod month;
mod offer;
mod pages;
mod queries;

pub use queries::{Closure, closures};

pub use offer::Offer;

use std::borrow::Cow;
use std::sync::Arc;

use golugah_persian::{Holiday, HolidayKind, WorkingCalendar};
use sea_orm::DbErr;

use crate::support::web::{Known, Role, Routes, Site, Who};
use golugah_desk::{Read, Versions};

/// Who enters closures.
const KEEPERS: Who = Who::Only(&[Role::Secretary, Role::Administrator]);

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/calendar", Who::Staff, pages::show)
        .deed("/calendar", KEEPERS, pages::close_day)
        .deed("/calendar/{id}/open", KEEPERS, pages::open_day)
}

/// The calendar with the county's own closures.
pub async fn with_closures<'base>(
    read: Read<'_>,
    base: &'base WorkingCalendar,
) -> Result<Cow<'base, WorkingCalendar>, DbErr> {
    Ok(with(base, queries::in_force(read).await?))
}

/// As it was last made.
#[derive(Debug, Default)]
struct LastMade(Known<Arc<WorkingCalendar>>);

/// The tables of which closures are read.
pub const OF_CLOSURES: [&str; 1] = ["closures"];

/// The calendar of a site with the county's own closures, as they stand at these versions.
pub async fn of(site: &Site, versions: &Versions) -> Result<Arc<WorkingCalendar>, DbErr> {
    let make = async || {
        let calendar = with_closures(site.db.read(), &site.settings.calendar).await?;
        Ok(Arc::new(calendar.into_owned()))
    };
    let stamp = (versions.of(&OF_CLOSURES), String::new());
    site.memory::<LastMade>().0.at(stamp, make).await
}

fn with(base: &WorkingCalendar, closures: Vec<Closure>) -> Cow<'_, WorkingCalendar> {
    if closures.is_empty() {
        return Cow::Borrowed(base);
    }
    let holidays = closures.into_iter().map(|closure| Holiday {
        day: closure.day,
        kind: HolidayKind::Closure,
        fa: closure.name_fa,
        en: closure.name_en,
    });
    Cow::Owned(base.clone().with_holidays(holidays))
}
