use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sea_orm::{DatabaseBackend, DbErr};

use super::queries;
use golugah_desk::{Db, Refusal};

/// The list of what was forgotten, a commitment a line, outside the database and only ever added to.
#[derive(Clone, Debug)]
pub struct Forgotten {
    file: PathBuf,
}

/// Why the list could not be kept, or not be applied.
#[derive(Debug)]
pub enum ForgottenError {
    /// The list itself.
    List(PathBuf, io::Error),
    /// The database.
    Database(String),
}

impl std::fmt::Display for ForgottenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::List(file, error) => write!(f, "{}: {error}", file.display()),
            Self::Database(because) => f.write_str(because),
        }
    }
}

impl std::error::Error for ForgottenError {}

impl From<DbErr> for ForgottenError {
    fn from(error: DbErr) -> Self {
        Self::Database(error.to_string())
    }
}

impl From<Refusal> for ForgottenError {
    fn from(refusal: Refusal) -> Self {
        Self::Database(refusal.to_string())
    }
}

impl Forgotten {
    /// The list in a county's folder, which need not be there yet.
    pub fn of(data: &Path) -> Self {
        Self {
            file: data.join("forgotten"),
        }
    }

    /// A list that lies anywhere.
    pub fn at(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
        }
    }

    /// Names what was forgotten elsewhere.
    ///
    /// # Errors
    /// Where the list cannot be written.
    pub fn note(&self, commitments: &[String]) -> Result<(), ForgottenError> {
        self.append(commitments)
    }

    /// The commitments in it. A line that is none, because a machine stopped within it, names nothing.
    ///
    /// # Errors
    /// Where the list is there and cannot be read.
    pub fn commitments(&self) -> Result<Vec<String>, ForgottenError> {
        let text = match fs::read_to_string(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read.map_err(|error| ForgottenError::List(self.file.clone(), error))?,
        };
        let whole = |line: &&str| line.len() == 64 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(text.lines().filter(whole).map(str::to_owned).collect())
    }

    /// Names what a deed has just forgotten, on disk when this returns, and takes its remains out of the write-ahead log.
    ///
    /// # Errors
    /// Where the list cannot be written, or the database fails.
    pub async fn add(&self, db: &Db, commitment: &str) -> Result<(), ForgottenError> {
        self.append(&[commitment.to_owned()])?;
        scrub(db).await?;
        Ok(())
    }

    fn append(&self, commitments: &[String]) -> Result<(), ForgottenError> {
        let write = || {
            let mut list = OpenOptions::new().create(true).append(true).open(&self.file)?;
            // A line that was broken off must not swallow the next one.
            let mut lines = String::from(if list.metadata()?.len() == 0 { "" } else { "\n" });
            lines.push_str(&commitments.join("\n"));
            lines.push('\n');
            list.write_all(lines.as_bytes())?;
            list.sync_all()?;
            let folder = self.file.parent().unwrap_or(Path::new("."));
            File::open(folder)?.sync_all()
        };
        write().map_err(|error| ForgottenError::List(self.file.clone(), error))
    }
}

/// Forgets again whatever the list or the log's deeds say was forgotten, before anybody reads: a backup of an earlier day has
/// those texts still. Gives how many were there.
///
/// # Errors
/// Where list or database fail.
pub async fn forget_again(db: &Db, list: &Forgotten) -> Result<u64, ForgottenError> {
    let listed = list.commitments()?;
    let mut known: std::collections::HashSet<String> = listed.iter().cloned().collect();
    let by_deed: Vec<String> = queries::forgets(db.read())
        .await?
        .into_iter()
        .map(|forget| forget.commitment)
        .collect();
    let unlisted: Vec<String> = by_deed
        .iter()
        .filter(|one| !known.contains(*one))
        .cloned()
        .collect();
    // A machine that stopped between the deed and the line has the deed.
    if !unlisted.is_empty() {
        list.append(&unlisted)?;
    }
    known.extend(unlisted);
    let mut forgotten = 0;
    let mut known: Vec<String> = known.into_iter().collect();
    known.sort_unstable();
    for commitment in known {
        let kept = queries::kept(db.read(), &commitment).await?;
        if kept.is_some_and(|kept| kept.text.is_some() || kept.salt.is_some()) {
            let sql = "UPDATE texts SET salt = NULL, text = NULL WHERE commitment = $1";
            db.keep(sql, vec![commitment.into()]).await?;
            forgotten += 1;
        }
    }
    if forgotten > 0 {
        scrub(db).await?;
    }
    Ok(forgotten)
}

/// Takes the remains of what was emptied off the disk where the engine can do so at once. On PostgreSQL the nightly
/// rewriting does it.
async fn scrub(db: &Db) -> Result<(), DbErr> {
    if db.backend() == DatabaseBackend::Sqlite {
        db.scrub().await?;
    }
    Ok(())
}
