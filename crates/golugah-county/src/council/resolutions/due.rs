//! Why a resolution is due on its day: its term, explained with the letters of the county's closures.

use std::borrow::Cow;

use golugah_persian::{Language, WorkingCalendar};
use sea_orm::DbErr;

use super::matter;
use crate::calendar::{self, Closure};
use crate::terms::{self, Order, Why};
use golugah_desk::Read;

/// What explanations need of the calendar, read once for a page.
#[derive(Debug)]
pub(crate) struct Explainer<'base> {
    calendar: Cow<'base, WorkingCalendar>,
    orders: Vec<Order>,
    language: Language,
}

impl<'base> Explainer<'base> {
    /// Reads the closures.
    pub(crate) async fn of(
        read: Read<'_>,
        base: &'base WorkingCalendar,
        language: Language,
    ) -> Result<Self, DbErr> {
        let closures = calendar::closures(read).await?;
        Ok(Self {
            calendar: calendar::with_closures(read, base).await?,
            orders: closures
                .into_iter()
                .map(|closure| order(closure, language))
                .collect(),
            language,
        })
    }

    /// Explains the due date of a resolution; `None` where it has no term.
    pub(crate) async fn why(&self, read: Read<'_>, resolution: i64) -> Result<Option<Why>, DbErr> {
        terms::why(
            read,
            &self.calendar,
            &self.orders,
            &matter(resolution),
            self.language,
        )
        .await
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
