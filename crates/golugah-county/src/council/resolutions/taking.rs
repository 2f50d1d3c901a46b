//! What takes resolutions into force, or drafts back, as part of the deed of another feature.

use golugah_persian::WorkingCalendar;

use super::actions::case;
use super::drafts::{Draft, draft, drafts_of};
use super::{ResolutionState, queries};
use crate::support::seams::{Happened, What};
use crate::terms::{self, Length, NewTerm};
use crate::{FEATURES, agencies, calendar};
use golugah_desk::{Desk, Matter, Refusal};

/// Takes what was written down at a session into force, as part of the deed that closes it: numbers follow one another, terms
/// begin on the session's day, and whoever keeps the records that they are about is told.
pub(crate) async fn take_drafts(
    desk: &mut Desk<'_>,
    session: i64,
    calendar: &WorkingCalendar,
    deed: &'static str,
) -> Result<(), Refusal> {
    let calendar = calendar::with_closures(desk.read(), calendar).await?;
    for (draft, number) in drafts_of(desk.read(), session).await?.into_iter().zip(1_i64..) {
        let mut columns = vec![("state", ResolutionState::Assigned.word().into())];
        if draft.number != number {
            columns.push(("number", number.into()));
        }
        desk.update("resolutions", draft.id, draft.version, columns)
            .await?;
        let matter = case(draft.id);
        let term = NewTerm {
            matter: &matter.to_string(),
            length: Length::WorkingDays(u32::try_from(draft.working_days).unwrap_or(0)),
            from: &draft.session_day,
            basis: "resolution",
            agency: Some(draft.agency_id),
        };
        terms::begin(desk, &calendar, term).await?;
        let happened = Happened {
            deed,
            matter,
            about: Matter::stored(draft.about.as_deref()).into_iter().collect(),
            what: What::Decided(draft.agency_id),
        };
        FEATURES.tell(desk, &happened).await?;
    }
    Ok(())
}

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
        let matter = case(resolution).to_string();
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

/// Takes a draft back, before its session is closed: a step of the deed that also opens its item again.
#[derive(Clone, Debug)]
pub struct WithdrawDraft {
    /// The session at whose table it is taken back.
    pub session: i64,
    /// The resolution that it would have become.
    pub resolution: i64,
    /// The row as it was seen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl WithdrawDraft {
    /// The deed's name in the log.
    pub const NAME: &'static str = "resolution.withdraw_draft";

    /// Takes it back and gives it as it was.
    pub(crate) async fn withdraw(self, desk: &mut Desk<'_>) -> Result<Draft, Refusal> {
        let draft = draft(desk.read(), self.resolution)
            .await?
            .filter(|draft| draft.session_id == self.session)
            .ok_or(Refusal::Rule("refusal-no-draft"))?;
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        // Its number is free for another: numbers in the minutes follow one another.
        let columns = vec![
            ("state", ResolutionState::Withdrawn.word().into()),
            ("number", (-draft.id).into()),
        ];
        desk.update("resolutions", draft.id, self.version, columns)
            .await?;
        let columns = vec![
            ("withdrawn_on", desk.now().day().into()),
            ("withdrawn_because", reason.into()),
        ];
        desk.update("resolution_drafts", draft.draft_id, draft.draft_version, columns)
            .await?;
        desk.of(case(draft.id));
        Ok(draft)
    }
}
