use golugah_persian::WorkingCalendar;

use crate::FEATURES;
use crate::calendar;
use crate::resolutions::ResolutionState;
use crate::resolutions::drafts::drafts_of;
use crate::support::seams::{Happened, What};
use crate::terms::{self, Length, NewTerm};
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
        let matter = super::case(draft.id);
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
