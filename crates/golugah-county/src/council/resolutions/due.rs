//! Why a resolution is due on its day: its term, explained with the letters of the county's closures.

use std::collections::BTreeMap;
use std::sync::Arc;

use golugah_persian::{Language, WorkingCalendar};
use sea_orm::DbErr;

use super::{Draft, matter};
use crate::calendar::{self, Closure, OF_CLOSURES};
use crate::support::web::{Known, Page, Site};
use crate::terms::{self, Length, Order, Why};
use golugah_desk::Read;

/// What explanations need of the calendar.
#[derive(Debug)]
pub(crate) struct Explainer {
    calendar: Arc<WorkingCalendar>,
    orders: Arc<Vec<Order>>,
    language: Language,
}

/// The closures' orders in each language, as they were last read.
#[derive(Debug, Default)]
struct LastOrders {
    persian: Known<Arc<Vec<Order>>>,
    english: Known<Arc<Vec<Order>>>,
}

impl Explainer {
    /// What it needs at a page's versions.
    pub(crate) async fn of(site: &Site, page: &Page) -> Result<Self, DbErr> {
        let language = page.language;
        let make = async || {
            let closures = calendar::closures(site.db.read()).await?.into_iter();
            Ok(Arc::new(
                closures.map(|closure| order(closure, language)).collect(),
            ))
        };
        let last = site.memory::<LastOrders>();
        let known = match language {
            Language::Persian => &last.persian,
            Language::English => &last.english,
        };
        let stamp = (page.versions.of(&OF_CLOSURES), String::new());
        Ok(Self {
            calendar: calendar::of(site, &page.versions).await?,
            orders: known.at::<DbErr>(stamp, make).await?,
            language,
        })
    }

    /// Explains the due dates of resolutions, each under its number; one that has no term is missing.
    pub(crate) async fn why(&self, read: Read<'_>, resolutions: &[i64]) -> Result<BTreeMap<i64, Why>, DbErr> {
        let matters: Vec<String> = resolutions.iter().map(|id| matter(*id)).collect();
        let mut why = terms::why(read, &self.calendar, &self.orders, &matters, self.language).await?;
        let of_each = resolutions.iter().zip(&matters);
        Ok(of_each
            .filter_map(|(id, matter)| Some((*id, why.remove(matter)?)))
            .collect())
    }

    /// Explains the day on which a draft would be due, were its session closed now.
    pub(crate) fn would(&self, draft: &Draft) -> Option<Why> {
        let length = Length::WorkingDays(u32::try_from(draft.working_days).ok()?);
        terms::would(
            &self.calendar,
            &self.orders,
            length,
            &draft.session_day,
            self.language,
        )
    }
}

fn order(closure: Closure, language: Language) -> Order {
    let opened = closure.is_opened();
    let name = match language {
        Language::English if !closure.name_en.is_empty() => closure.name_en,
        _ => closure.name_fa,
    };
    Order {
        day: closure.day,
        name,
        letter: closure.letter,
        taken_back: opened.then_some(closure.opened_letter),
    }
}
