use golugah_persian::WorkingCalendar;

use crate::FEATURES;
use crate::agencies;
use crate::calendar;
use crate::resolutions::{ResolutionState, queries};
use crate::support::seams::{Happened, What};
use crate::terms::{self, Length, NewTerm};
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// How many working days a resolution may be given: four years of them.
const MOST_WORKING_DAYS: u32 = 1_000;

/// The council decides: who owes what by when, and what will count as proof.
#[derive(Clone, Debug)]
pub struct TakeResolution {
    /// The session that decides.
    pub session: i64,
    /// What is decided.
    pub text: String,
    /// Who owes it.
    pub agency: i64,
    /// How many working days it is given, from the day of the session.
    pub working_days: u32,
    /// What will count as proof.
    pub proof: String,
    /// The record it is about: a bottleneck it is to clean. Whoever keeps that record is told, and may refuse.
    pub about: Option<Matter>,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for TakeResolution {
    const NAME: &'static str = "resolution.take";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        self.take(desk).await
    }
}

impl TakeResolution {
    /// Takes it within a deed that does more.
    pub(crate) async fn take(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let session = queries::sitting(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != "called" {
            return Err(Refusal::Rule("refusal-session-closed"));
        }
        if self.working_days == 0 || self.working_days > MOST_WORKING_DAYS {
            return Err(Refusal::Rule("refusal-working-days"));
        }
        if !agencies::exists(desk.read(), self.agency).await? {
            return Err(Refusal::Rule("refusal-office-agency"));
        }
        let calendar = calendar::with_closures(desk.read(), &self.calendar).await?;
        let number = queries::last_number(desk.read(), self.session).await? + 1;
        let columns = vec![
            ("session_id", self.session.into()),
            ("number", number.into()),
            ("text", self.text.trim().into()),
            ("agency_id", self.agency.into()),
            ("proof", self.proof.trim().into()),
            ("about", self.about.as_ref().map(Matter::to_string).into()),
            ("state", ResolutionState::Assigned.word().into()),
        ];
        let resolution = desk.insert("resolutions", columns).await?;
        let matter = super::case(resolution).to_string();
        let term = NewTerm {
            matter: &matter,
            length: Length::WorkingDays(self.working_days),
            from: &session.day,
            basis: "resolution",
            agency: Some(self.agency),
        };
        terms::begin(desk, &calendar, term).await?;
        let happened = Happened {
            deed: Self::NAME,
            matter: super::case(resolution),
            about: self.about.into_iter().collect(),
            what: What::Decided(self.agency),
        };
        FEATURES.tell(desk, &happened).await?;
        desk.of(happened.matter);
        Ok(resolution)
    }
}
