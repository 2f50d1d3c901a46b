use std::ops::RangeInclusive;

use super::{case, check_writer};
use crate::agencies;
use crate::claims::Step;
use crate::claims::noted::enter_move;
use golugah_desk::{Deed, Desk, Refusal};

/// Fiscal years of which a claim can be; another is a slip of the hand.
const YEARS: RangeInclusive<i64> = 1380..=1500;

/// Opens a claim with the letter by which it was asked.
#[derive(Clone, Debug)]
pub struct AskClaim {
    /// Whose claim it is.
    pub agency: i64,
    /// From which directorate of the province.
    pub directorate: String,
    /// What for.
    pub title: String,
    /// The fiscal year, in the Jalali calendar.
    pub year: i64,
    /// How much was asked.
    pub amount_rial: i64,
    /// The letter's day, `YYYY-MM-DD`.
    pub day: String,
    /// The letter's number.
    pub letter: String,
}

impl Deed for AskClaim {
    const NAME: &'static str = "claim.ask";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if !agencies::exists(desk.read(), self.agency).await? {
            return Err(Refusal::Rule("refusal-claim-agency"));
        }
        check_writer(desk, self.agency).await?;
        if !YEARS.contains(&self.year) {
            return Err(Refusal::Rule("refusal-claims-year"));
        }
        let columns = vec![
            ("agency_id", self.agency.into()),
            ("directorate", self.directorate.trim().into()),
            ("title", self.title.trim().into()),
            ("year", self.year.into()),
        ];
        let claim = desk.insert("claims", columns).await?;
        let letter = (self.day.as_str(), self.letter.as_str());
        enter_move(desk, claim, Step::Asked, self.amount_rial, letter).await?;
        desk.of(case(claim));
        Ok(claim)
    }
}
