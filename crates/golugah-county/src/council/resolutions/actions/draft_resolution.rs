use crate::FEATURES;
use crate::agencies;
use crate::resolutions::drafts::drafts_of;
use crate::resolutions::{ResolutionState, queries};
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// How many working days a resolution may be given: four years of them.
const MOST_WORKING_DAYS: u32 = 1_000;

/// How many resolutions one session may take: closing it takes them all into force in one deed.
const MOST_AT_A_SESSION: usize = 60;

/// What is to be decided: who is to owe what, in how much time, and what will count as proof.
#[derive(Clone, Debug)]
pub struct Demand {
    /// What is to be decided.
    pub text: String,
    /// Who is to owe it.
    pub agency: i64,
    /// How many working days it is given, from the day of the session.
    pub working_days: u32,
    /// What will count as proof.
    pub proof: String,
}

impl Demand {
    /// Refuses what can be no decision. That a text and a proof are given says the table.
    pub(super) async fn check(&self, desk: &Desk<'_>) -> Result<(), Refusal> {
        if self.working_days == 0 || self.working_days > MOST_WORKING_DAYS {
            return Err(Refusal::Rule("refusal-working-days"));
        }
        if !agencies::exists(desk.read(), self.agency).await? {
            return Err(Refusal::Rule("refusal-office-agency"));
        }
        Ok(())
    }
}

/// Writes down at a session what it decides. It binds nobody before the session is closed, and can be changed and taken back
/// until then.
#[derive(Clone, Debug)]
pub struct DraftResolution {
    /// The session that decides.
    pub session: i64,
    /// What it decides.
    pub demand: Demand,
    /// The record it is about: a bottleneck it is to clean. Whoever keeps that record is told when the session is closed.
    pub about: Option<Matter>,
}

impl Deed for DraftResolution {
    const NAME: &'static str = "resolution.draft";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        self.draft(desk, None).await
    }
}

impl DraftResolution {
    /// Writes it down within a deed that does more, on an item of the agenda.
    pub(crate) async fn draft(self, desk: &mut Desk<'_>, item: Option<i64>) -> Result<i64, Refusal> {
        let session = queries::sitting(desk.read(), self.session)
            .await?
            .ok_or(Refusal::Missing)?;
        if session.state != "called" {
            return Err(Refusal::Rule("refusal-session-closed"));
        }
        self.demand.check(desk).await?;
        let before = drafts_of(desk.read(), self.session).await?;
        if before.len() >= MOST_AT_A_SESSION {
            return Err(Refusal::Rule("refusal-too-many-drafts"));
        }
        if let Some(about) = &self.about {
            let word = about.to_string();
            if before
                .iter()
                .any(|one| one.about.as_deref() == Some(word.as_str()))
            {
                return Err(Refusal::Rule("refusal-about-drafted"));
            }
            if !FEATURES.takes_decision(desk.read(), about).await? {
                return Err(Refusal::Rule("refusal-about-no-decision"));
            }
        }
        let number = queries::last_number(desk.read(), self.session).await? + 1;
        let columns = vec![
            ("session_id", self.session.into()),
            ("number", number.into()),
            ("text", self.demand.text.trim().into()),
            ("agency_id", self.demand.agency.into()),
            ("proof", self.demand.proof.trim().into()),
            ("about", self.about.as_ref().map(Matter::to_string).into()),
            ("state", ResolutionState::Draft.word().into()),
        ];
        let resolution = desk.insert("resolutions", columns).await?;
        let columns = vec![
            ("resolution_id", resolution.into()),
            ("working_days", i64::from(self.demand.working_days).into()),
            ("item_id", item.into()),
            ("withdrawn_because", "".into()),
        ];
        desk.insert("resolution_drafts", columns).await?;
        desk.of(super::case(resolution));
        Ok(resolution)
    }
}
