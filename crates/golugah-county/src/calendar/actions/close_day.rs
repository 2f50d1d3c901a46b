use golugah_persian::{Workday, WorkingCalendar};

use crate::FEATURES;
use golugah_desk::{Deed, Desk, Refusal};

/// An order closes the offices on a day. What was due on it is due on the next working day.
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
    /// The closure, and how many due dates it moved.
    type Done = (i64, usize);

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(i64, usize), Refusal> {
        let known = crate::calendar::with_closures(desk.read(), &self.calendar).await?;
        match known.workday(&self.day) {
            None => return Err(Refusal::Rule("refusal-no-day")),
            Some(Workday::Rests(_)) => return Err(Refusal::Rule("refusal-day-rests")),
            Some(Workday::Works | Workday::Unknown) => {}
        }
        let columns = vec![
            ("day", self.day.as_str().into()),
            ("name_fa", self.name_fa.trim().into()),
            ("name_en", self.name_en.trim().into()),
            ("letter", self.letter.trim().into()),
            ("entered_on", desk.now().day().into()),
            ("state", "closed".into()),
            ("opened_letter", "".into()),
        ];
        let closure = desk.insert("closures", columns).await?;
        let calendar = crate::calendar::with_closures(desk.read(), &self.calendar).await?;
        let next = calendar
            .due(&self.day, 1)
            .ok_or(Refusal::Rule("refusal-no-day"))?;
        let moved = FEATURES.day_closed(desk, closure, &self.day, &next.day).await?;
        desk.of(super::case(closure));
        Ok((closure, moved))
    }
}
