//! What anybody reads of a session that was moved or called off.

use sea_orm::DbErr;

use crate::support::web::{Page, say};
use golugah_desk::PublicRead;
use serde::Deserialize;

/// When and where a session was to be held before it was moved.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Moved {
    pub(super) session_number: i64,
    pub(super) day: String,
    pub(super) hour: String,
    pub(super) place: String,
    pub(super) reason: String,
}

impl Moved {
    /// In a sentence.
    pub(super) fn told(&self, page: &Page) -> String {
        let (day, hour) = (page.date_with_weekday(&self.day), page.digits(&self.hour));
        let places = [
            ("day", day.as_str()),
            ("hour", &hour),
            ("place", &self.place),
            ("reason", &self.reason),
        ];
        say(page.language, "portal-moved", &places)
    }
}

/// A session that was called off.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct CalledOff {
    pub(super) session_number: i64,
    pub(super) day: String,
    pub(super) reason: String,
}

impl CalledOff {
    /// In a sentence.
    pub(super) fn told(&self, page: &Page) -> String {
        let (number, day) = (
            page.number(&self.session_number),
            page.date_with_weekday(&self.day),
        );
        let places = [
            ("number", number.as_str()),
            ("day", &day),
            ("reason", &self.reason),
        ];
        say(page.language, "portal-called-off", &places)
    }
}

/// How one session was moved, the first first.
pub(super) async fn moves_of(read: PublicRead<'_>, number: i64) -> Result<Vec<Moved>, DbErr> {
    moves_between(read, (number, number)).await
}

/// How the sessions from this number on were moved, the first first.
pub(super) async fn moves_since(read: PublicRead<'_>, number: i64) -> Result<Vec<Moved>, DbErr> {
    moves_between(read, (number, i64::MAX)).await
}

async fn moves_between(read: PublicRead<'_>, (first, last): (i64, i64)) -> Result<Vec<Moved>, DbErr> {
    let sql = "SELECT session_number, day, hour, place, reason FROM public_session_moves \
               WHERE session_number >= $1 AND session_number <= $2 ORDER BY id";
    read.all(sql, vec![first.into(), last.into()]).await
}

/// Sessions that would be held from this day on and were called off.
pub(super) async fn called_off(read: PublicRead<'_>, today: &str) -> Result<Vec<CalledOff>, DbErr> {
    let sql = "SELECT session_number, day, reason FROM public_session_cancellations \
               WHERE day >= $1 ORDER BY session_number LIMIT 5";
    read.all(sql, vec![today.into()]).await
}

/// The sessions from this number on that were called off, with the reason.
pub(super) async fn called_off_since(read: PublicRead<'_>, number: i64) -> Result<Vec<CalledOff>, DbErr> {
    let sql = "SELECT session_number, day, reason FROM public_session_cancellations \
               WHERE session_number >= $1 ORDER BY session_number";
    read.all(sql, vec![number.into()]).await
}
