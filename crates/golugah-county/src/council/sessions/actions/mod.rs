//! What can be done with sessions.

mod call_session;
mod cancel_session;
mod close_session;
mod close_session_for_governor;
mod correct_session;
mod decide_item;
mod enter_item;
mod invite_to_session;
mod move_item;
mod move_session;
mod place_item;
mod publish_session;
mod put_on_agenda;
mod record_attendance;
mod remove_item;
mod withdraw_decision;

use super::model::{MOST_DAYS_AHEAD, hour_of};
use super::queries;
use super::{AgendaItem, Session, SessionState, Step};
use crate::resolutions;
use crate::support::seams::Laid;
use golugah_desk::{Desk, Matter, Refusal};

pub use call_session::CallSession;
pub use cancel_session::CancelSession;
pub use close_session::CloseSession;
pub use close_session_for_governor::CloseSessionForGovernor;
pub use correct_session::CorrectSession;
pub use decide_item::DecideItem;
pub use enter_item::EnterItem;
pub use invite_to_session::InviteToSession;
pub use move_item::MoveItem;
pub use move_session::MoveSession;
pub use place_item::PlaceItem;
pub use publish_session::PublishSession;
pub use put_on_agenda::PutOnAgenda;
pub use record_attendance::{Attendance, RecordAttendance};
pub use remove_item::RemoveItem;
pub use withdraw_decision::WithdrawDecision;

/// The case of a session in the log.
pub(super) fn case(session: i64) -> Matter {
    Matter::of("session", session)
}

/// An item as it is written.
struct Written<'item> {
    title: &'item str,
    kind: &'item str,
    agency: Option<i64>,
    matter: Option<String>,
    about: Option<String>,
}

impl<'item> From<&'item Laid> for Written<'item> {
    fn from(laid: &'item Laid) -> Self {
        Self {
            title: laid.title.trim(),
            kind: laid.kind,
            agency: laid.agency,
            matter: laid.matter.as_ref().map(Matter::to_string),
            about: laid.about.as_ref().map(Matter::to_string),
        }
    }
}

/// Writes an item in its place on an agenda.
async fn write_item(
    desk: &mut Desk<'_>,
    session: i64,
    place: i64,
    item: Written<'_>,
) -> Result<i64, Refusal> {
    let columns = vec![
        ("session_id", session.into()),
        ("place", place.into()),
        ("title", item.title.into()),
        ("kind", item.kind.into()),
        ("agency_id", item.agency.into()),
        ("matter", item.matter.into()),
        ("about", item.about.into()),
        ("state", "open".into()),
    ];
    desk.insert("agenda_items", columns).await
}

/// Notes when a step of a session was taken.
pub(super) async fn take_step(
    desk: &mut Desk<'_>,
    session: i64,
    step: Step,
    letter: &str,
) -> Result<(), Refusal> {
    let columns = vec![
        ("session_id", session.into()),
        ("step", step.word().into()),
        ("day", desk.now().day().into()),
        ("letter", letter.into()),
    ];
    desk.insert("session_steps", columns).await.map(|_| ())
}

/// A session that is called and not closed: what can still be changed.
async fn called(desk: &Desk<'_>, session: i64) -> Result<Session, Refusal> {
    let session = queries::session(desk.read(), session)
        .await?
        .ok_or(Refusal::Missing)?;
    if session.state == SessionState::Called.word() {
        Ok(session)
    } else {
        Err(Refusal::Rule("refusal-session-closed"))
    }
}

/// Refuses a day and an hour at which no session can be held, and gives the hour in its one form.
fn check_when(desk: &Desk<'_>, day: &str, hour: &str) -> Result<String, Refusal> {
    if golugah_persian::weekday(day).is_none() {
        return Err(Refusal::Rule("refusal-no-day"));
    }
    let today = desk.now().day();
    if *day < *today {
        return Err(Refusal::Rule("refusal-day-past"));
    }
    if golugah_persian::days_between(&today, day).is_none_or(|days| days > MOST_DAYS_AHEAD) {
        return Err(Refusal::Rule("refusal-day-too-far"));
    }
    hour_of(hour).ok_or(Refusal::Rule("refusal-no-hour"))
}

/// A session that is called and of which nothing was held: nothing that was decided is written down.
async fn not_begun(desk: &Desk<'_>, session: i64) -> Result<Session, Refusal> {
    let session = called(desk, session).await?;
    if resolutions::drafts_of(desk.read(), session.id).await?.is_empty() {
        Ok(session)
    } else {
        Err(Refusal::Rule("refusal-session-has-resolutions"))
    }
}

/// Gives the items of an agenda their places in this order. Rows keep their ids, and so links keep their meaning.
async fn renumber(desk: &mut Desk<'_>, items: &[AgendaItem]) -> Result<(), Refusal> {
    for (item, place) in items.iter().zip(1_i64..) {
        if item.place != place {
            let columns = vec![("place", place.into())];
            desk.update("agenda_items", item.id, item.version, columns)
                .await?;
        }
    }
    Ok(())
}

/// Takes an item out of its place and puts it in the one that `to` names of its present one and the number of items.
async fn shift(
    desk: &mut Desk<'_>,
    session: i64,
    item: i64,
    to: impl FnOnce(usize, usize) -> Result<usize, Refusal>,
) -> Result<(), Refusal> {
    called(desk, session).await?;
    let mut agenda = queries::agenda(desk.read(), session).await?;
    let at = agenda
        .iter()
        .position(|one| one.id == item)
        .ok_or(Refusal::Missing)?;
    let to = to(at, agenda.len())?;
    let moved = agenda.remove(at);
    agenda.insert(to, moved);
    desk.of(case(session));
    renumber(desk, &agenda).await
}
