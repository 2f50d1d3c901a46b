use sea_orm::DbErr;
use serde::Deserialize;

use golugah_desk::Read;

/// How many messages the page lists.
const MOST_LISTED: i64 = 100;

/// Somebody who wants to be told.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Told {
    pub(super) person_id: i64,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) agency_id: Option<i64>,
}

/// Everybody who may sign in and wants to be told.
pub(super) async fn told(read: Read<'_>) -> Result<Vec<Told>, DbErr> {
    let sql = "SELECT a.person_id, p.name, p.role, p.agency_id FROM outbox_addresses a JOIN people p ON p.id = a.person_id \
               WHERE p.active = 1 ORDER BY a.person_id";
    read.all(sql, Vec::new()).await
}

#[derive(Deserialize)]
struct One {
    id: i64,
}

/// Who wanted to be told and may sign in no more.
pub(super) async fn gone(read: Read<'_>) -> Result<Vec<i64>, DbErr> {
    let sql = "SELECT a.person_id AS id FROM outbox_addresses a JOIN people p ON p.id = a.person_id WHERE p.active <> 1 \
               ORDER BY a.person_id";
    let rows: Vec<One> = read.all(sql, Vec::new()).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(Deserialize)]
struct Given {
    number: String,
}

/// The number that somebody gave.
pub(super) async fn number_of(read: Read<'_>, person: i64) -> Result<Option<String>, DbErr> {
    let sql = "SELECT number FROM outbox_addresses WHERE person_id = $1";
    let row: Option<Given> = read.one(sql, vec![person.into()]).await?;
    Ok(row.map(|row| row.number))
}

/// Keeps somebody's number: the person, the number, now.
pub(super) const GIVE: &str = "INSERT INTO outbox_addresses (person_id, number, given_at) VALUES ($1, $2, $3) \
     ON CONFLICT (person_id) DO UPDATE SET number = excluded.number, given_at = excluded.given_at";

/// Takes somebody's number away.
pub(super) const STOP: &str = "DELETE FROM outbox_addresses WHERE person_id = $1";

/// Takes away what was to be sent to them.
pub(super) const UNSEND: &str = "DELETE FROM outbox WHERE person_id = $1 AND state IN ('queued', 'failed')";

/// How many messages to somebody by a channel there are of a day.
pub(super) async fn of_day(read: Read<'_>, person: i64, channel: &str, day: &str) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM outbox WHERE person_id = $1 AND channel = $2 AND day = $3";
    let values = vec![person.into(), channel.into(), day.into()];
    read.number(sql, values).await
}

/// The number of the next row.
pub(super) async fn next_id(read: Read<'_>) -> Result<i64, DbErr> {
    read.number("SELECT COALESCE(MAX(id), 0) + 1 FROM outbox", Vec::new())
        .await
}

/// Queues a message: its number, person, channel, day, words, now. Another worker's of the same day or number stays.
pub(super) const QUEUE: &str = "INSERT INTO outbox (id, person_id, channel, day, body, state, tries, next_at, claim, error, code, changed_at) \
     VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, '', '', -1, $6) ON CONFLICT DO NOTHING";

/// A message that is due.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Due {
    pub(super) id: i64,
    pub(super) person_id: i64,
    pub(super) body: String,
    pub(super) tries: i64,
}

/// The message of a channel and a day that is due next.
pub(super) async fn due(read: Read<'_>, channel: &str, day: &str, now: &str) -> Result<Option<Due>, DbErr> {
    let sql = "SELECT id, person_id, body, tries FROM outbox WHERE state IN ('queued', 'failed') AND channel = $1 \
               AND next_at <= $2 AND day = $3 ORDER BY next_at, id LIMIT 1";
    read.one(sql, vec![channel.into(), now.into(), day.into()]).await
}

/// Claims a message for whoever bears this mark: the mark, now, the row. One that somebody else has claimed stays theirs.
pub(super) const CLAIM: &str = "UPDATE outbox SET state = 'sending', claim = $1, tries = tries + 1, changed_at = $2 \
     WHERE id = $3 AND state IN ('queued', 'failed')";

/// Whether a message is claimed under this mark.
pub(super) async fn is_claimed(read: Read<'_>, id: i64, mark: &str) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM outbox WHERE id = $1 AND claim = $2 AND state = 'sending'";
    Ok(read.number(sql, vec![id.into(), mark.into()]).await? > 0)
}

/// Notes what became of a message that was claimed: the state, why, with which code, when it is tried next, now, the row, the mark.
pub(super) const NOTE: &str = "UPDATE outbox SET state = $1, error = $2, code = $3, next_at = $4, changed_at = $5 \
     WHERE id = $6 AND claim = $7 AND state = 'sending'";

/// What was claimed before a moment and of which nothing was heard has perhaps been sent: now, the moment.
pub(super) const PERHAPS: &str =
    "UPDATE outbox SET state = 'perhaps', changed_at = $1 WHERE state = 'sending' AND changed_at < $2";

/// What was not sent on its day is sent no more: now, the day.
pub(super) const DAY_OVER: &str = "UPDATE outbox SET state = 'gave_up', error = 'day-over', changed_at = $1 \
     WHERE state IN ('queued', 'failed') AND day < $2";

/// Takes away what is older: the day.
pub(super) const FORGET: &str = "DELETE FROM outbox WHERE day < $1";

/// Lets a message be tried anew: now, the row, the day.
pub(super) const AGAIN: &str = "UPDATE outbox SET state = 'queued', tries = 0, error = '', code = -1, next_at = $1, changed_at = $1 \
     WHERE id = $2 AND day = $3 AND state IN ('failed', 'gave_up', 'perhaps')";

/// A message as the page lists it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Listed {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) channel: String,
    pub(super) day: String,
    pub(super) state: String,
    pub(super) tries: i64,
    pub(super) next_at: String,
    pub(super) error: String,
    pub(super) code: i64,
}

/// The newest messages.
pub(super) async fn newest(read: Read<'_>) -> Result<Vec<Listed>, DbErr> {
    let sql = "SELECT o.id, p.name, o.channel, o.day, o.state, o.tries, o.next_at, o.error, o.code FROM outbox o \
               JOIN people p ON p.id = o.person_id ORDER BY o.id DESC LIMIT $1";
    read.all(sql, vec![MOST_LISTED.into()]).await
}

/// A message's day and state.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Stands {
    pub(super) day: String,
    pub(super) state: String,
}

/// How a message stands.
pub(super) async fn stands(read: Read<'_>, id: i64) -> Result<Option<Stands>, DbErr> {
    let sql = "SELECT day, state FROM outbox WHERE id = $1";
    read.one(sql, vec![id.into()]).await
}
