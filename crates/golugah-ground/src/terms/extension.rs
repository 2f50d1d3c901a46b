use golugah_persian::WorkingCalendar;

use super::in_force;
use super::{Length, NewTerm, queries};
use crate::support::web::Role;
use golugah_desk::{Desk, Refusal};

/// More time that is given.
#[derive(Clone, Debug)]
pub struct Extension {
    /// How much, counted from the day in force or, where that has passed, from today; `None` where what was typed is none.
    pub length: Option<Length>,
    /// The number of the letter by which it is given.
    pub letter: String,
    /// Why.
    pub reason: String,
}

/// Gives more time: a new term takes the place of the one in force, which stays as it was written. Gives the day that is
/// told. An extension that was mistyped is put right in the same way: by a further one, which may end sooner than it, never
/// sooner than what was told before it.
///
/// # Errors
/// Where the actor may not, letter or reason are missing, a proof lies with its judge, the matter has ended, or the new day
/// is not a later one or years away.
pub async fn extend(
    desk: &mut Desk<'_>,
    calendar: &WorkingCalendar,
    matter: &str,
    extension: Extension,
) -> Result<String, Refusal> {
    let role = desk.actor().role.as_str();
    if ![Role::Governor, Role::Secretary]
        .iter()
        .any(|may| may.is_hat(role))
    {
        return Err(Refusal::Rule("refusal-term-not-yours"));
    }
    let (letter, reason) = (extension.letter.trim(), extension.reason.trim());
    if letter.is_empty() {
        return Err(Refusal::Rule("refusal-letter-missing"));
    }
    if reason.is_empty() {
        return Err(Refusal::Rule("refusal-reason-missing"));
    }
    let known = queries::in_force(desk.read(), matter).await?;
    let known = known.ok_or(Refusal::Missing)?;
    match known.state.as_str() {
        "running" => {}
        "stands" => return Err(Refusal::Rule("refusal-term-stands")),
        _ => return Err(Refusal::Rule("refusal-term-ended")),
    }
    let length = extension.length.ok_or(Refusal::Rule("refusal-term-length"))?;
    let from = known.due.clone().max(desk.now().day());
    let new = NewTerm {
        matter,
        length,
        from: &from,
        basis: "extension",
        agency: known.agency_id,
    };
    let terms = queries::of_matter(desk.read(), matter).await?;
    let before = terms.iter().rev().nth(1).map(|term| term.told.clone());
    let told = in_force::write(desk, calendar, new, (letter, reason), Some(known.term_id)).await?;
    let made = queries::in_force(desk.read(), matter)
        .await?
        .ok_or(Refusal::Missing)?;
    let puts_right = made.due_at != known.due_at && before.is_some_and(|before| made.due > before);
    if made.due_at <= known.due_at && !puts_right {
        return Err(Refusal::Rule("refusal-term-not-later"));
    }
    Ok(told)
}
