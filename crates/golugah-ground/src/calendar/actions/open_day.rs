use golugah_persian::WorkingCalendar;

use crate::calendar::{queries, with_closures};
use crate::terms;
use golugah_desk::{Deed, Desk, Refusal};

/// The order that closed a day is taken back. The days in force are again those that the calendar gives, unless that day
/// has passed: nobody is late for having trusted the order.
#[derive(Clone, Debug)]
pub struct OpenDay {
    /// The closure.
    pub closure: i64,
    /// The number of the letter that takes it back.
    pub letter: String,
    /// The calendar without the county's own closures.
    pub calendar: WorkingCalendar,
}

impl Deed for OpenDay {
    const NAME: &'static str = "calendar.open_day";
    /// How many days in force went back.
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let closure = queries::closure(desk.read(), self.closure)
            .await?
            .ok_or(Refusal::Missing)?;
        if closure.state != "closed" {
            return Err(Refusal::Rule("refusal-closure-taken-back"));
        }
        let letter = self.letter.trim();
        if letter.is_empty() {
            return Err(Refusal::Rule("refusal-letter-missing"));
        }
        let today = desk.now().day();
        let opened = vec![
            ("state", "opened".into()),
            ("opened_on", today.as_str().into()),
            ("opened_letter", letter.into()),
        ];
        desk.update("closures", closure.id, closure.version, opened)
            .await?;
        let calendar = with_closures(desk.read(), &self.calendar).await?;
        let back = terms::rebuild(desk, &calendar).await?;
        desk.of(super::case(closure.id));
        Ok(back)
    }
}
