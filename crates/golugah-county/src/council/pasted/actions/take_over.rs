use golugah_persian::{WorkingCalendar, normalise};

use crate::agencies;
use crate::agencies::actions::FoundAgency;
use crate::calendar;
use crate::pasted::queries;
use crate::pasted::read::MOST;
use crate::reports;
use crate::resolutions::TakenOver;
use crate::sessions::HeldSession;
use crate::terms::Length;
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// Who is to owe a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owing {
    /// An agency that the county has.
    Known(i64),
    /// One of this name, which comes into being where there is none that is called so.
    Named(String),
}

/// A decision as whoever looked through the minutes lets it stand.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What was decided.
    pub text: String,
    /// Who owes it.
    pub owing: Owing,
    /// How much time was given, from the day of the session.
    pub length: Length,
}

/// Takes over what was decided at a session that was held: the session, its resolutions with owner and due day, and the agencies
/// that there were not, all in one deed.
#[derive(Clone, Debug)]
pub struct TakeOver {
    /// The pasted minutes.
    pub pasted: i64,
    /// Their row as it was seen.
    pub version: i64,
    /// What stands in the minutes' place: that they are on paper. What was pasted stays a text that may have to go.
    pub note: String,
    /// What will count as proof.
    pub proof: String,
    /// What was decided, in its order.
    pub decisions: Vec<Decision>,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for TakeOver {
    const NAME: &'static str = "minutes.take_over";
    /// The session.
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let pasted = queries::pasted(desk.read(), self.pasted)
            .await?
            .ok_or(Refusal::Missing)?;
        if pasted.session_id.is_some() {
            return Err(Refusal::Rule("refusal-pasted-taken"));
        }
        if self.decisions.is_empty() {
            return Err(Refusal::Rule("refusal-pasted-nothing"));
        }
        if self.decisions.len() > MOST {
            return Err(Refusal::Rule("refusal-pasted-many"));
        }
        let held = HeldSession {
            number: pasted.number,
            day: pasted.day,
            hour: pasted.hour,
            place: pasted.place,
        };
        // The rest of a long paper, pasted by itself, goes into the session that its beginning became.
        let goes_on = queries::goes_on(desk.read(), held.number, &held.day).await?;
        let session = match goes_on {
            Some(session) => session,
            None => held.begin(desk).await?,
        };
        let calendar = calendar::with_closures(desk.read(), &self.calendar).await?;
        for decision in self.decisions {
            let taken = TakenOver {
                session,
                day: &held.day,
                agency: owing(desk, decision.owing).await?,
                text: decision.text,
                proof: &self.proof,
                length: decision.length,
            };
            taken.take(desk, &calendar).await?;
        }
        match goes_on {
            Some(session) => held.keep_on(desk, session).await?,
            None => held.close(desk, session, &self.note).await?,
        }
        let became = vec![("session_id", session.into())];
        desk.update("pasted", self.pasted, self.version, became).await?;
        desk.of(Matter::of("pasted", self.pasted));
        Ok(session)
    }
}

/// The agency that is to owe something, founded where the county has none of that name.
async fn owing(desk: &mut Desk<'_>, owing: Owing) -> Result<i64, Refusal> {
    let name = match owing {
        Owing::Known(agency) => return Ok(agency),
        Owing::Named(name) => name,
    };
    let folded = normalise(&name);
    if folded.is_empty() {
        return Err(Refusal::Rule("refusal-pasted-agency"));
    }
    let known = agencies::agencies(desk.read()).await?;
    if let Some(known) = known.iter().find(|one| normalise(&one.name_fa) == folded) {
        return Ok(known.id);
    }
    let found = FoundAgency {
        name_fa: name,
        name_en: String::new(),
        seat: true,
    };
    let agency = found.perform(desk).await?;
    reports::begins_today(desk, agency).await?;
    Ok(agency)
}
