//! Which messages are sent now, by whom, and what became of each.

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;

use super::{Channel, model, queries};
use crate::calendar;
use crate::texts;
use golugah_desk::{Db, Refusal, hex};

/// After how many seconds a message of which nothing was heard has perhaps been sent: several times as long as sending may take.
const UNHEARD: i64 = 120;

/// How long it is kept what became of a message, in seconds: ninety days. Who was told when is nobody's business for ever.
const KEPT: i64 = 90 * 86_400;

/// A message that is claimed and has to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The row.
    pub id: i64,
    /// The number it goes to: eleven digits.
    pub number: String,
    /// Its words.
    pub body: String,
    /// The how-many-th time it is tried.
    tries: i64,
    /// Whose claim it is.
    mark: String,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was sent.
    Sent,
    /// The program ended with this code; by a signal, without one, and nobody knows what it had done by then.
    Ended(Option<i32>),
    /// The program was stopped because it took too long. Nobody knows what it had done by then.
    Stopped,
    /// The program could not be started, so nothing was sent.
    NotStarted,
    /// The file could not be written, so nothing was sent.
    NotWritten,
}

impl Outcome {
    /// The word of what went wrong, and the code beside it or -1.
    fn error(self) -> (&'static str, i64) {
        match self {
            Self::Sent => ("", -1),
            Self::Ended(Some(code)) => ("ended", i64::from(code)),
            Self::Ended(None) => ("killed", -1),
            Self::Stopped => ("stopped", -1),
            Self::NotStarted => ("not-started", -1),
            Self::NotWritten => ("not-written", -1),
        }
    }
}

/// Whether it is an hour of a day at which people are told something.
///
/// # Errors
/// Where the database fails.
pub async fn may_send(db: &Db, base: &WorkingCalendar) -> Result<bool, DbErr> {
    let now = db.clock().now();
    let calendar = calendar::with_closures(db.read(), base).await?;
    let (hour, _) = now.hour_and_minute();
    Ok(model::is_awake(hour, calendar.workday(&now.day()).as_ref()))
}

/// Brings the outbox in order: what was claimed and not heard of has perhaps been sent, what is of another day is given up and in time
/// forgotten, and who may sign in no more is told nothing.
///
/// # Errors
/// Where the database fails.
pub async fn settle(db: &Db) -> Result<(), Refusal> {
    let now = db.clock().now();
    let before = now.plus_seconds(-UNHEARD).text();
    db.keep(queries::PERHAPS, vec![now.text().into(), before.into()])
        .await?;
    db.keep(queries::DAY_OVER, vec![now.text().into(), now.day().into()])
        .await?;
    let oldest = now.plus_seconds(-KEPT).day();
    db.keep(queries::FORGET, vec![oldest.into()]).await?;
    for person in queries::gone(db.read()).await? {
        stop(db, person).await?;
    }
    Ok(())
}

/// Keeps where somebody wants to be told; what was kept before goes from the disk.
pub(super) async fn give(db: &Db, person: i64, number: String) -> Result<(), Refusal> {
    let now = db.clock().now().text();
    db.keep(queries::GIVE, vec![person.into(), number.into(), now.into()])
        .await?;
    texts::remains(db, &format!("outbox/{person}")).await
}

/// Tells somebody nothing any more, and takes their number off the disk.
pub(super) async fn stop(db: &Db, person: i64) -> Result<(), Refusal> {
    db.keep(queries::STOP, vec![person.into()]).await?;
    db.keep(queries::UNSEND, vec![person.into()]).await?;
    texts::remains(db, &format!("outbox/{person}")).await
}

/// Claims the next message of a channel that is due, for nobody else to send; `None` where none is.
///
/// # Errors
/// Where the database fails or the machine has no randomness to give.
pub async fn claim(db: &Db, channel: Channel) -> Result<Option<Message>, Refusal> {
    loop {
        let now = db.clock().now();
        let due = queries::due(db.read(), channel.word(), &now.day(), &now.text()).await?;
        let Some(due) = due else { return Ok(None) };
        let mut mark = [0; 16];
        getrandom::fill(&mut mark).map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
        let mark = hex(&mark);
        let values = vec![mark.as_str().into(), now.text().into(), due.id.into()];
        db.keep(queries::CLAIM, values).await?;
        if !queries::is_claimed(db.read(), due.id, &mark).await? {
            // Another worker was faster.
            continue;
        }
        // Whatever stands in the row, no more than a number is handed on.
        let number = queries::number_of(db.read(), due.person_id).await?;
        let Some(number) = number.and_then(|number| model::mobile(&number)) else {
            end(db, ("gave_up", "no-number", -1), due.id, &mark, &now.text()).await?;
            continue;
        };
        return Ok(Some(Message {
            id: due.id,
            number,
            body: due.body,
            tries: due.tries + 1,
            mark,
        }));
    }
}

/// Notes what became of a message. One whose program did not come to its own end has perhaps been sent.
///
/// # Errors
/// Where the database fails; then it has perhaps been sent, as far as anybody will know.
pub async fn note(db: &Db, message: &Message, outcome: Outcome) -> Result<(), Refusal> {
    let now = db.clock().now();
    let (error, code) = outcome.error();
    let pause = model::pause(message.tries);
    let state = match (outcome, pause) {
        (Outcome::Sent, _) => "sent",
        (Outcome::Stopped | Outcome::Ended(None), _) => "perhaps",
        (_, Some(_)) => "failed",
        (_, None) => "gave_up",
    };
    let next = now.plus_seconds(pause.unwrap_or(0)).text();
    end(db, (state, error, code), message.id, &message.mark, &next).await
}

async fn end(
    db: &Db,
    (state, error, code): (&str, &str, i64),
    id: i64,
    mark: &str,
    next: &str,
) -> Result<(), Refusal> {
    let values = vec![
        state.into(),
        error.into(),
        code.into(),
        next.into(),
        db.clock().now().text().into(),
        id.into(),
        mark.into(),
    ];
    db.keep(queries::NOTE, values).await
}
