//! Persons whom nothing public may name, found in what is about to be read by anybody. What people write the program cannot
//! word otherwise; it says what it found and lets whoever knows better go on.

use sea_orm::DbErr;

use super::queries::{self, Session};
use crate::support::web::Form;
use crate::{FEATURES, resolutions};
use golugah_desk::{Matter, Read};

/// The key of the sentence with which a form comes back that would publish a name.
pub(super) const NAMED: &str = "refusal-names-a-person";

/// The field that says that its sender has seen the names.
const SEEN: &str = "names_seen";

/// The persons who stand in what is or will be published of a session, and in what is typed beside it.
pub(super) async fn named(read: Read<'_>, session: &Session, typed: &[&str]) -> Result<Vec<String>, DbErr> {
    if session.published == 1 {
        // What was published stays as it is: only what comes in addition is looked at.
        return FEATURES.persons_in(read, &typed.join("\n")).await;
    }
    let agenda = queries::agenda(read, session.id).await?;
    let matters: Vec<Matter> = agenda.iter().filter_map(|item| item.matter()).collect();
    let worded = FEATURES.worded(read, &matters).await?;
    let taken = resolutions::taken_at(read, session.id).await?;
    let drafts = resolutions::drafts_of(read, session.id).await?;
    let mut texts = vec![session.place.as_str(), &session.minutes];
    texts.extend(agenda.iter().map(|item| item.title.as_str()));
    texts.extend(worded.iter().map(|one| one.for_anybody().0));
    let annexes = worded.iter().filter_map(|one| one.annex_for_anybody());
    texts.extend(annexes.map(|(fa, _)| fa.as_str()));
    texts.extend(taken.iter().flat_map(|one| [one.text.as_str(), &one.proof]));
    texts.extend(drafts.iter().flat_map(|one| [one.text.as_str(), &one.proof]));
    texts.extend(typed);
    FEATURES.persons_in(read, &texts.join("\n")).await
}

/// Whether a form would publish a name that its sender has not been told of.
pub(super) async fn names_unseen(
    read: Read<'_>,
    session: i64,
    form: &Form,
    typed: &[&str],
) -> Result<bool, DbErr> {
    if !form.value(SEEN).is_empty() {
        return Ok(false);
    }
    match queries::session(read, session).await? {
        Some(session) => Ok(!named(read, &session, typed).await?.is_empty()),
        None => Ok(false),
    }
}
