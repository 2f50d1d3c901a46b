use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sea_orm::DbErr;

use golugah_desk::Refusal;

/// The list of what was forgotten, outside the database and only ever added to: a commitment a line, and behind it the
/// entry of the log in which it was forgotten.
#[derive(Clone, Debug)]
pub struct Forgotten {
    file: PathBuf,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What the official row holds.
    pub commitment: String,
    /// The log's entry that is said to have forgotten the text.
    pub entry: i64,
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

    /// Names what was forgotten, on disk when this returns.
    ///
    /// # Errors
    /// Where the list cannot be written.
    pub fn note(&self, lines: &[Listed]) -> Result<(), ForgottenError> {
        let write = || {
            let mut list = OpenOptions::new().create(true).append(true).open(&self.file)?;
            // A line that was broken off must not swallow the next one.
            let mut text = String::from(if list.metadata()?.len() == 0 { "" } else { "\n" });
            let named = lines
                .iter()
                .map(|line| format!("{} {}\n", line.commitment, line.entry));
            text.extend(named);
            list.write_all(text.as_bytes())?;
            list.sync_all()?;
            let folder = self.file.parent().unwrap_or(Path::new("."));
            File::open(folder)?.sync_all()
        };
        if lines.is_empty() {
            return Ok(());
        }
        write().map_err(|error| ForgottenError::List(self.file.clone(), error))
    }

    /// The lines in it. One that is none, because a machine stopped within it, names nothing.
    ///
    /// # Errors
    /// Where the list is there and cannot be read.
    pub fn lines(&self) -> Result<Vec<Listed>, ForgottenError> {
        let bytes = match fs::read(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read.map_err(|error| ForgottenError::List(self.file.clone(), error))?,
        };
        Ok(String::from_utf8_lossy(&bytes).lines().filter_map(line).collect())
    }
}

fn line(text: &str) -> Option<Listed> {
    let (commitment, entry) = text.split_once(' ')?;
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let entry = entry.parse().ok().filter(|entry| *entry >= 0)?;
    (commitment.len() == 64 && commitment.bytes().all(is_hex)).then(|| Listed {
        commitment: commitment.to_owned(),
        entry,
    })
}
