//! The files that official records name by their hash, held against what lies on disk.
//!
//! The log vouches for the hash in a record; only who reads the file can say that its bytes are still those.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};

use sha2::{Digest, Sha256};

use crate::{imports, resolutions};
use golugah_desk::store::Store;
use golugah_desk::{Db, VerifyError};

/// How many bytes are read at once.
const PIECE: usize = 1 << 16;

/// What the comparison came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesVerified {
    /// Files that records name, each counted once.
    pub files: u64,
    /// What does not hold, by table and record.
    pub faults: Vec<FileFault>,
}

/// A record whose file is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// The record's table.
    pub table: &'static str,
    /// The record.
    pub id: i64,
    /// The hash that the record names.
    pub sha256: String,
    /// What is wrong with the file.
    pub wrong: Wrong,
}

/// What can be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not there.
    Missing,
    /// Its bytes have another hash.
    Altered,
    /// It is there and cannot be read, because.
    Unreadable(String),
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            table, id, sha256, ..
        } = self;
        match &self.wrong {
            Wrong::Missing => write!(f, "{table} {id}: its file {sha256} is gone"),
            Wrong::Altered => write!(f, "{table} {id}: its file {sha256} was altered"),
            Wrong::Unreadable(because) => {
                write!(f, "{table} {id}: its file {sha256} cannot be read: {because}")
            }
        }
    }
}

/// Holds every file that a record names against its hash.
///
/// # Errors
/// Those of the database; what is wrong with a file is a finding.
pub async fn verify(db: &Db, store: &Store) -> Result<FilesVerified, VerifyError> {
    let mut named = Vec::new();
    for (table, rows) in [
        ("imports", imports::named_files(db.read()).await?),
        ("evidence", resolutions::named_files(db.read()).await?),
    ] {
        named.extend(rows.into_iter().map(|(id, sha256)| (table, id, sha256)));
    }
    let store = store.clone();
    let compared = tokio::task::spawn_blocking(move || compare(&store, named));
    compared
        .await
        .map_err(|error| sea_orm::DbErr::Custom(error.to_string()))
}

fn compare(store: &Store, named: Vec<(&'static str, i64, String)>) -> FilesVerified {
    let mut wrongs: BTreeMap<String, Option<Wrong>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (table, id, sha256) in named {
        let wrong = wrongs
            .entry(sha256.clone())
            .or_insert_with(|| wrong_with(store, &sha256));
        if let Some(wrong) = wrong.clone() {
            faults.push(FileFault {
                table,
                id,
                sha256,
                wrong,
            });
        }
    }
    FilesVerified {
        files: wrongs.len() as u64,
        faults,
    }
}

fn wrong_with(store: &Store, sha256: &str) -> Option<Wrong> {
    // Whoever changed a record may have written a path where a hash belongs; nothing is opened by it.
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(Wrong::Missing);
    }
    match hash_of(store, sha256) {
        Ok(found) if found == sha256 => None,
        Ok(_) => Some(Wrong::Altered),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Wrong::Missing),
        Err(error) => Some(Wrong::Unreadable(error.to_string())),
    }
}

fn hash_of(store: &Store, sha256: &str) -> io::Result<String> {
    let mut file = File::open(store.file(sha256))?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hasher.update(&piece[..read]);
    }
    Ok(hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
