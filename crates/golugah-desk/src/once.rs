//! A form that was sent twice makes one record: what the first sending made is kept beside it, in its transaction.

use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};
use sha2::{Digest, Sha256};

use crate::clock::Moment;
use crate::read::statement;
use crate::{Actor, Deed, Read, Refusal, hex};

/// How long a sending is known, in seconds: a week, after which no browser offers to send a form again.
const KNOWN_FOR: i64 = 7 * 86_400;

/// Who does a deed, and by which sending of a form.
#[derive(Clone, Debug)]
pub struct Doer {
    pub(crate) actor: Actor,
    sending: Option<Sending>,
    done: Done,
}

/// Where it is noted which deed was done, for whoever has to confirm it. Every copy is the same note.
#[derive(Clone, Debug, Default)]
pub struct Done(Arc<Mutex<Option<&'static str>>>);

impl Done {
    /// Notes that this deed was done.
    pub(crate) fn note(&self, deed: &'static str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(deed);
    }

    /// The name of the deed that was done last; `None` where none was.
    pub fn deed(&self) -> Option<&'static str> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One press of a form's button, as far as the desk has to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It can be told from every other by this word, which nobody can guess: a deed done by it before is not done again, and
    /// gives what it gave then.
    Once(String),
    /// It cannot be taken; the key of the sentence that says why. A deed from it is refused where every other refusal comes
    /// from, so that each page shows itself again with what was typed.
    Unfit(&'static str),
}

impl Doer {
    /// Somebody who does a deed by a form.
    pub fn by(actor: Actor, sending: Option<Sending>) -> Self {
        Self {
            actor,
            sending,
            done: Done::default(),
        }
    }

    /// The same, who has it noted here which deed was done.
    #[must_use]
    pub fn noting(self, done: Done) -> Self {
        Self { done, ..self }
    }

    /// Where it is noted which deed was done.
    pub(crate) fn note(&self) -> Done {
        self.done.clone()
    }

    /// The key of the sentence that says why nothing from this form can be taken.
    pub(crate) fn refused(&self) -> Option<&'static str> {
        match self.sending {
            Some(Sending::Unfit(key)) => Some(key),
            _ => None,
        }
    }

    /// The name under which it is kept what this deed made by this sending.
    pub(crate) fn name_of<D: Deed>(&self) -> Option<String> {
        let Some(Sending::Once(word)) = &self.sending else {
            return None;
        };
        let name = Sha256::digest(format!("{}\n{word}", D::NAME));
        Some(hex(&name))
    }
}

impl From<Actor> for Doer {
    fn from(actor: Actor) -> Self {
        Self::by(actor, None)
    }
}

/// What a deed gave when it was done by this sending before.
pub(crate) async fn done_before<D: Deed>(
    read: Read<'_>,
    name: &str,
    now: Moment,
) -> Result<Option<D::Done>, Refusal> {
    let sql = "SELECT done FROM sent_forms WHERE sending = $1 AND known_until > $2";
    let rows = read.rows(sql, vec![Value::from(name), now.text().into()]).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let done: String = row.get("done")?;
    let done = serde_json::from_str(&done).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(Some(done))
}

/// What a deed gave, as it is kept.
pub(crate) fn written<D: Deed>(done: &D::Done) -> Result<String, Refusal> {
    serde_json::to_string(done).map_err(|error| DbErr::Custom(error.to_string()).into())
}

/// Keeps what a deed gave, and forgets what is no longer asked for.
pub(crate) async fn keep(
    transaction: &DatabaseTransaction,
    name: &str,
    done: String,
    now: Moment,
) -> Result<(), Refusal> {
    let forgotten = "DELETE FROM sent_forms WHERE known_until <= $1";
    let forgotten = statement(transaction, forgotten, vec![now.text().into()]);
    transaction.execute_raw(forgotten).await?;
    let known_until = now.plus_seconds(KNOWN_FOR).text();
    let sql = "INSERT INTO sent_forms (sending, known_until, done) VALUES ($1, $2, $3)";
    let values = vec![Value::from(name), known_until.into(), done.into()];
    transaction
        .execute_raw(statement(transaction, sql, values))
        .await?;
    Ok(())
}
