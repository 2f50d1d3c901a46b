use super::{check_letter, check_writer};
use crate::agencies;
use crate::claims::Step;
use golugah_desk::{Deed, Desk, Refusal};

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
        check_letter(desk, self.amount_rial, &self.day, &self.letter)?;
        let columns = vec![
            ("agency_id", self.agency.into()),
            ("directorate", self.directorate.trim().into()),
            ("title", self.title.trim().into()),
            ("year", self.year.into()),
        ];
        let claim = desk.insert("claims", columns).await?;
        let columns = vec![
            ("claim_id", claim.into()),
            ("step", Step::Asked.into()),
            ("amount_rial", self.amount_rial.into()),
            ("day", self.day.into()),
            ("letter", self.letter.trim().into()),
            ("reason", "".into()),
        ];
        desk.insert("credit_moves", columns).await?;
        desk.of(super::case(claim));
        Ok(claim)
    }
}
