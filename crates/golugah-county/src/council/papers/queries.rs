use golugah_ledger::{ActorOpening, Salt};
use sea_orm::DbErr;

use golugah_desk::{PublicRead, Read};
use serde::Deserialize;

/// An entry of the log.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Logged {
    pub(super) seq: i64,
    pub(super) entry: String,
}

/// The newest entry of a deed in a session's case.
pub(super) async fn logged(read: PublicRead<'_>, deed: &str, session: i64) -> Result<Option<Logged>, DbErr> {
    let sql = "SELECT l.seq, l.entry FROM public_log_cases c JOIN public_log l ON l.seq = c.seq \
               WHERE c.kind = 'session' AND c.record = $1 AND c.deed = $2 ORDER BY c.seq DESC LIMIT 1";
    read.one(sql, vec![session.into(), deed.into()]).await
}

#[derive(Deserialize)]
struct Acted {
    person_id: i64,
    salt: String,
}

/// Who did the deed of an entry, with what opens the entry's commitment to them; `None` for the program.
pub(super) async fn actor(read: Read<'_>, seq: i64) -> Result<Option<ActorOpening>, DbErr> {
    let sql = "SELECT person_id, salt FROM log_actors WHERE seq = $1";
    let acted: Option<Acted> = read.one(sql, vec![seq.into()]).await?;
    Ok(acted.and_then(|acted| {
        Some(ActorOpening {
            salt: Salt::parse(&acted.salt)?,
            person: acted.person_id,
        })
    }))
}
