//! Sessions that were held before anybody wrote of them here: part of the deed that takes their minutes over.

use super::actions::{case, take_step};
use super::model::hour_of;
use super::{SessionState, Step, minutes, queries};
use golugah_desk::{Desk, Refusal};

/// The highest number a session has: more is a slip of the hand.
const HIGHEST: i64 = 9_999;

/// A session that was held before anybody wrote of it here: its number is the one that it had.
#[derive(Clone, Debug)]
pub struct HeldSession {
    /// Its number.
    pub number: i64,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// Its hour, as it is typed.
    pub hour: String,
    /// Where it was held.
    pub place: String,
}

impl HeldSession {
    /// Refuses a number that a session has other than the one that goes on, and a day that has not come; gives the hour in its
    /// one form.
    pub(crate) async fn check(&self, desk: &Desk<'_>, goes_on: Option<i64>) -> Result<String, Refusal> {
        if !(1..=HIGHEST).contains(&self.number) {
            return Err(Refusal::Rule("refusal-session-number"));
        }
        let numbered = queries::numbered(desk.read(), self.number).await?;
        if numbered.is_some_and(|numbered| Some(numbered.id) != goes_on) {
            return Err(Refusal::Rule("refusal-session-number-known"));
        }
        if golugah_persian::weekday(&self.day).is_none() {
            return Err(Refusal::Rule("refusal-no-day"));
        }
        if self.day > desk.now().day() {
            return Err(Refusal::Rule("refusal-session-not-held"));
        }
        hour_of(&self.hour).ok_or(Refusal::Rule("refusal-no-hour"))
    }

    /// Enters it within a deed that does more: open, so that its resolutions can be taken.
    pub(crate) async fn begin(&self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let hour = self.check(desk, None).await?;
        let columns = vec![
            ("number", self.number.into()),
            ("day", self.day.as_str().into()),
            ("hour", hour.into()),
            ("place", self.place.trim().into()),
            ("state", SessionState::Called.word().into()),
            ("minutes", "".into()),
            ("published", 0_i64.into()),
        ];
        let session = desk.insert("sessions", columns).await?;
        desk.of(case(session));
        Ok(session)
    }

    /// Closes it within the same deed and keeps what was decided; `text` stands in the minutes' place.
    pub(crate) async fn close(&self, desk: &mut Desk<'_>, session: i64, text: &str) -> Result<(), Refusal> {
        let row = queries::session(desk.read(), session)
            .await?
            .ok_or(Refusal::Missing)?;
        let columns = vec![
            ("state", SessionState::Closed.word().into()),
            ("minutes", text.into()),
        ];
        desk.update("sessions", session, row.version, columns).await?;
        take_step(desk, session, Step::Closed, "").await?;
        minutes::keep(desk, session, "").await
    }

    /// Keeps anew what was decided at a session that was entered so before, once more of its resolutions were taken. What is
    /// published stays as it was read.
    pub(crate) async fn keep_on(&self, desk: &mut Desk<'_>, session: i64) -> Result<(), Refusal> {
        let row = queries::session(desk.read(), session)
            .await?
            .ok_or(Refusal::Missing)?;
        if row.published != 0 {
            return Err(Refusal::Rule("refusal-session-number-known"));
        }
        desk.of(case(session));
        minutes::keep_anew(desk, session).await
    }
}
