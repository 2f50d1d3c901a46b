use golugah_persian::WorkingCalendar;

use crate::calendar;
use crate::terms::{self, Extension};
use golugah_desk::{Deed, Desk, Refusal};

/// The owner of a resolution is given more time, by letter.
#[derive(Clone, Debug)]
pub struct ExtendResolution {
    /// The resolution.
    pub resolution: i64,
    /// How much, by which letter, and why.
    pub extension: Extension,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for ExtendResolution {
    const NAME: &'static str = "term.extend";
    /// The day that is due now.
    type Done = String;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<String, Refusal> {
        let calendar = calendar::with_closures(desk.read(), &self.calendar).await?;
        let case = super::case(self.resolution);
        let due = terms::extend(desk, &calendar, &case.to_string(), self.extension).await?;
        desk.of(case);
        Ok(due)
    }
}
