use std::collections::{HashMap, HashSet};
use std::fmt;

use sea_orm::DbErr;

use super::commitment::matches;
use super::{Listed, queries};
use golugah_desk::Db;

/// How many texts are read at once.
const AT_ONCE: i64 = 1_024;

/// What holding the texts against what they were committed to came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rechecked {
    /// Texts that are as they were.
    pub texts: u64,
    /// Texts that a deed withdrew: no fault, and said.
    pub withdrawn: Vec<Note>,
    /// Texts that the list outside the database names and that are here: no fault, and said.
    pub listed: Vec<String>,
    /// What does not hold.
    pub faults: Vec<Fault>,
}

/// A text that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What the official row holds.
    pub commitment: String,
    /// The log's entry of the deed.
    pub entry: Option<i64>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "text {}: withdrawn by entry {entry}", self.commitment),
            None => write!(
                f,
                "text {}: withdrawn, and no entry names the deed",
                self.commitment
            ),
        }
    }
}

/// A text that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What the official row holds.
    pub commitment: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is another one.
    Altered,
    /// It is gone, and no deed withdrew it.
    Gone,
    /// It is there, though a deed withdrew it.
    Back,
    /// It is there, and no record commits to it.
    Unnamed,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self.wrong {
            Wrong::Altered => "it is not the text that was committed to",
            Wrong::Gone => "it is gone, and no deed withdrew it",
            Wrong::Back => "it is there, though a deed withdrew it",
            Wrong::Unnamed => "it is there, and no record names it",
        };
        write!(f, "text {}: {said}", self.commitment)
    }
}

/// Holds every text against what the official rows committed to. `listed` are the lines of the list outside the database.
/// They excuse nothing: a text that is gone was withdrawn by a deed, or is missed.
///
/// # Errors
/// Those of the database; what is wrong is a finding.
pub async fn recheck(db: &Db, listed: &[Listed]) -> Result<Rechecked, DbErr> {
    let mut done = once(db, listed).await?;
    if !done.faults.is_empty() {
        // A site that goes on writing may have put a text in another's place between two of the readings.
        let again = once(db, listed).await?;
        done.faults.retain(|fault| again.faults.contains(fault));
    }
    Ok(done)
}

async fn once(db: &Db, listed: &[Listed]) -> Result<Rechecked, DbErr> {
    let read = db.read();
    let named = queries::named(db).await?;
    let mut done = Rechecked::default();
    let forgets: HashMap<String, i64> = queries::forgets(read)
        .await?
        .into_iter()
        .map(|forget| (forget.commitment, forget.id))
        .collect();
    let listed: HashSet<&str> = listed.iter().map(|line| line.commitment.as_str()).collect();
    let mut wanted: HashMap<&str, bool> = named.iter().map(|one| (one.as_str(), false)).collect();
    let mut after = String::new();
    loop {
        let page = queries::page(read, &after, AT_ONCE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.commitment);
        for kept in page {
            let is_named = wanted.get_mut(kept.commitment.as_str()).map(|seen| *seen = true);
            let is_there = kept.text.is_some() || kept.salt.is_some();
            if is_there && listed.contains(kept.commitment.as_str()) {
                done.listed.push(kept.commitment.clone());
            }
            let forget = forgets.get(&kept.commitment);
            let wrong = match (&kept.text, &kept.salt, forget) {
                (None, None, Some(forget)) => {
                    done.withdrawn.push(Note {
                        entry: queries::entry_of(read, *forget).await?,
                        commitment: kept.commitment,
                    });
                    continue;
                }
                (Some(_), _, Some(_)) | (_, Some(_), Some(_)) => Wrong::Back,
                (Some(_), _, None) | (_, Some(_), None) if is_named.is_none() => Wrong::Unnamed,
                (Some(text), Some(salt), None) if matches(&kept.commitment, salt, text) => {
                    done.texts += 1;
                    continue;
                }
                (None, _, None) => Wrong::Gone,
                _ => Wrong::Altered,
            };
            done.faults.push(Fault {
                commitment: kept.commitment,
                wrong,
            });
        }
    }
    let mut missing: Vec<&str> = wanted
        .into_iter()
        .filter_map(|(commitment, seen)| (!seen).then_some(commitment))
        .collect();
    missing.sort_unstable();
    done.faults.extend(missing.into_iter().map(|commitment| Fault {
        commitment: commitment.to_owned(),
        wrong: Wrong::Gone,
    }));
    Ok(done)
}
