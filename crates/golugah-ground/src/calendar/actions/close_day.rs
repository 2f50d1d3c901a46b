use golugah_persian::{Holiday, HolidayKind, Workday, WorkingCalendar};

use crate::terms;
use golugah_desk::{Deed, Desk, Refusal};

/// An order closes the offices on a day, which is then counted by no term.
#[derive(Clone, Debug)]
pub struct CloseDay {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Why, in Persian.
    pub name_fa: String,
    /// Why, in English; may be empty.
    pub name_en: String,
    /// The number of the letter that orders it.
    pub letter: String,
    /// The calendar without the county's own closures.
    pub calendar: WorkingCalendar,
}

impl Deed for CloseDay {
    const NAME: &'static str = "calendar.close_day";
    /// The closure, and how many days in force it moved.
    type Done = (i64, i64);

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(i64, i64), Refusal> {
        let known = crate::calendar::with_closures(desk.read(), &self.calendar).await?;
        match known.workday(&self.day) {
            None => return Err(Refusal::Rule("refusal-no-day")),
            Some(Workday::Rests(_)) => return Err(Refusal::Rule("refusal-day-rests")),
            Some(Workday::Works | Workday::Unknown) => {}
        }
        let closed = Holiday {
            day: self.day.clone(),
            kind: HolidayKind::Closure,
            fa: self.name_fa.trim().to_owned(),
            en: self.name_en.trim().to_owned(),
        };
        let calendar = known.into_owned().with_holidays([closed]);
        let moved = terms::rebuild(desk, &calendar).await?;
        let columns = vec![
            ("day", self.day.as_str().into()),
            ("name_fa", self.name_fa.trim().into()),
            ("name_en", self.name_en.trim().into()),
            ("letter", self.letter.trim().into()),
            ("entered_on", desk.now().day().into()),
            ("state", "closed".into()),
            ("opened_letter", "".into()),
            ("moved", moved.into()),
        ];
        let closure = desk.insert("closures", columns).await?;
        desk.of(super::case(closure));
        Ok((closure, moved))
    }
}
