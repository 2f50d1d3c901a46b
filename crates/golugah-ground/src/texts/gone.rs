//! What was forgotten is gone: again after a backup was put back, and from the disk.

use std::collections::{BTreeMap, HashSet};

use sea_orm::{DatabaseBackend, DbErr};

use super::actions::ForgetText;
use super::forgotten::{Forgotten, ForgottenError, Listed};
use super::{RESTORED, queries};
use golugah_desk::{Actor, Db, Refusal};

/// What forgetting again came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Texts that a deed had withdrawn and that were here again.
    pub by_deed: u64,
    /// Texts that the list alone knew of; a deed of the program has withdrawn each.
    pub by_list: u64,
    /// Commitments that the list names with an entry that is another one: nothing was withdrawn for them.
    pub untrue: Vec<String>,
}

/// Forgets again whatever the list or the log's deeds say was forgotten, before anybody reads: a backup of an earlier day has
/// those texts still. What the list alone knows of is withdrawn by a deed, so that no line erases a text without a trace; and
/// a line counts only where its entry is beyond this log, as after a backup was put back, for within it the log itself knows.
///
/// # Errors
/// Where list or database fail.
pub async fn forget_again(db: &Db, list: &Forgotten) -> Result<Again, ForgottenError> {
    let mut again = Again::default();
    let mut by_deed = HashSet::new();
    for forget in queries::forgets(db.read()).await? {
        if is_there(db, &forget.commitment).await? {
            db.keep(queries::MARK, vec![forget.commitment.as_str().into()])
                .await?;
            db.keep(queries::EMPTY, vec![forget.commitment.as_str().into()])
                .await?;
            again.by_deed += 1;
        }
        by_deed.insert(forget.commitment);
    }
    let size = queries::size(db.read()).await?;
    let mut listed: BTreeMap<String, i64> = BTreeMap::new();
    for line in list.lines()? {
        let newest = listed.entry(line.commitment).or_default();
        *newest = line.entry.max(*newest);
    }
    for (commitment, entry) in listed {
        if by_deed.contains(&commitment) || !is_there(db, &commitment).await? {
            continue;
        }
        if entry < size {
            again.untrue.push(commitment);
            continue;
        }
        let reason = RESTORED.to_owned();
        db.perform(Actor::program(), ForgetText { commitment, reason })
            .await?;
        again.by_list += 1;
    }
    // A machine that stopped between the deed and the line has the deed.
    note(db, list).await?;
    Ok(again)
}

/// Whether anything of a text is kept.
async fn is_there(db: &Db, commitment: &str) -> Result<bool, DbErr> {
    let kept = queries::kept(db.read(), commitment).await?;
    Ok(kept.is_some_and(|kept| kept.text.is_some() || kept.salt.is_some()))
}

/// Names in the list what deeds have forgotten and it does not name yet.
async fn note(db: &Db, list: &Forgotten) -> Result<(), ForgottenError> {
    let known: HashSet<String> = list.lines()?.into_iter().map(|line| line.commitment).collect();
    let mut lines = Vec::new();
    for forget in queries::forgets(db.read()).await? {
        if known.contains(&forget.commitment) {
            continue;
        }
        if let Some(entry) = queries::entry_of(db.read(), forget.id).await? {
            lines.push(Listed {
                commitment: forget.commitment,
                entry,
            });
        }
    }
    list.note(&lines)
}

/// Names in the list what was forgotten, and takes the remains of what was emptied off the disk, where a deed has left any;
/// tried again until it is done, for a reading that goes on keeps them there. Nothing to do is done.
///
/// # Errors
/// Where list or database fail, or somebody reads; what a deed withdrew is withdrawn all the same.
pub async fn clear_away(db: &Db, list: &Forgotten) -> Result<(), ForgottenError> {
    let marks = queries::marks(db.read()).await?;
    if marks.is_empty() {
        return Ok(());
    }
    // A list that cannot be written is no reason to leave them there.
    let noted = note(db, list).await;
    clear_at_start(db).await?;
    noted?;
    for mark in marks {
        db.keep(queries::UNMARK, vec![mark.into()]).await?;
    }
    Ok(())
}

/// Says that something private that is no record's text was taken away, under a name that tells nothing of it: its remains go from the
/// disk as those of a text do.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn remains(db: &Db, name: &str) -> Result<(), Refusal> {
    db.keep(queries::MARK, vec![name.into()]).await
}

/// Takes the remains of whatever was emptied before off the disk, whether a mark is there or not: a machine may have stopped
/// at any moment. On PostgreSQL the nightly rewriting does it.
///
/// # Errors
/// Where the database fails, or somebody reads.
pub async fn clear_at_start(db: &Db) -> Result<(), DbErr> {
    if db.backend() == DatabaseBackend::Sqlite {
        db.scrub().await?;
    }
    Ok(())
}
