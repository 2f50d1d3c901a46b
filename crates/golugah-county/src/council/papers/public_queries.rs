//! What anybody may read of the minutes: `public_*` views and nothing else.

use sea_orm::DbErr;

use crate::sessions::Correction;
use crate::sessions::minutes::{Decided, Kept, Minutes};
use golugah_desk::PublicRead;
use serde::Deserialize;

#[derive(Deserialize)]
struct Held {
    id: i64,
    day: String,
    hour: String,
    place: String,
    minutes: String,
}

#[derive(Deserialize)]
struct Taken {
    number: i64,
    text: String,
    name_fa: String,
    name_en: String,
    due: String,
    proof: String,
}

/// The minutes kept for anybody; `None` where the session is not published or was closed before minutes were kept.
pub(super) async fn kept(read: PublicRead<'_>, number: i64) -> Result<Option<Kept>, DbErr> {
    let sql = "SELECT id, version, session_id, audience, facts, salt FROM public_vouched_minutes \
               WHERE session_number = $1";
    read.one(sql, vec![number.into()]).await
}

/// What is published of a session whose minutes were not kept, and its id; `None` where it is not published.
pub(super) async fn published(read: PublicRead<'_>, number: i64) -> Result<Option<(i64, Minutes)>, DbErr> {
    let sql = "SELECT id, day, hour, place, minutes FROM public_sessions WHERE number = $1";
    let Some(session) = read.one::<Held>(sql, vec![number.into()]).await? else {
        return Ok(None);
    };
    let sql = "SELECT number, text, name_fa, name_en, due, proof FROM public_resolutions \
               WHERE session_number = $1 ORDER BY number";
    let taken: Vec<Taken> = read.all(sql, vec![number.into()]).await?;
    let resolutions = taken.into_iter().map(|one| Decided {
        number: one.number,
        text: one.text,
        owner_fa: one.name_fa,
        owner_en: one.name_en,
        due: one.due,
        proof: one.proof,
    });
    let minutes = Minutes {
        number,
        day: session.day,
        hour: session.hour,
        place: session.place,
        text: session.minutes,
        resolutions: resolutions.collect(),
        ..Minutes::default()
    };
    Ok(Some((session.id, minutes)))
}

/// What was put right in a published session, the first first.
pub(super) async fn corrections(read: PublicRead<'_>, number: i64) -> Result<Vec<Correction>, DbErr> {
    let sql = "SELECT number, text, reason, corrected_at FROM public_corrections \
               WHERE session_number = $1 ORDER BY number";
    read.all(sql, vec![number.into()]).await
}
