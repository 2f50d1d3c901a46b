use golugah_persian::WorkingCalendar;

use crate::agencies;
use crate::resolutions::{ResolutionState, queries};
use crate::terms::{self, Length, NewTerm};
use golugah_desk::{Desk, Refusal};

/// What a session decided that was held before anybody wrote of it here: taken over as the paper says it, within the deed that
/// takes over the session. It is about no record of this county, which had none then.
#[derive(Clone, Debug)]
pub(crate) struct TakenOver<'deed> {
    /// The session.
    pub(crate) session: i64,
    /// Its day, from which time is counted.
    pub(crate) day: &'deed str,
    /// What was decided.
    pub(crate) text: String,
    /// Who owes it.
    pub(crate) agency: i64,
    /// How much time was given.
    pub(crate) length: Length,
    /// What will count as proof.
    pub(crate) proof: &'deed str,
}

impl TakenOver<'_> {
    /// Takes it over. `calendar` has the county's own closures.
    pub(crate) async fn take(self, desk: &mut Desk<'_>, calendar: &WorkingCalendar) -> Result<i64, Refusal> {
        if !agencies::exists(desk.read(), self.agency).await? {
            return Err(Refusal::Rule("refusal-office-agency"));
        }
        if self.length.day().is_some_and(|due| due < self.day) {
            return Err(Refusal::Rule("refusal-pasted-due-before"));
        }
        let number = queries::last_number(desk.read(), self.session).await? + 1;
        let columns = vec![
            ("session_id", self.session.into()),
            ("number", number.into()),
            ("text", self.text.trim().into()),
            ("agency_id", self.agency.into()),
            ("proof", self.proof.trim().into()),
            ("about", None::<String>.into()),
            ("state", ResolutionState::Assigned.word().into()),
        ];
        let resolution = desk.insert("resolutions", columns).await?;
        let matter = super::case(resolution).to_string();
        let term = NewTerm {
            matter: &matter,
            length: self.length,
            from: self.day,
            basis: "resolution",
            agency: Some(self.agency),
        };
        terms::begin(desk, calendar, term).await?;
        Ok(resolution)
    }
}
