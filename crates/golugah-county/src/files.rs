//! The files that official records name by their hash, held against what lies on disk.
//!
//! The log vouches for the hash in a record; only who reads the file can say that its bytes are still those. Which
//! columns name files says the schema: every official one whose name ends in `sha256`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use sea_orm::DbErr;
use sha2::{Digest, Sha256};

use golugah_desk::store::{ASIDE, Store};
use golugah_desk::{Db, VerifyError, hex};

/// How many bytes are read at once.
const PIECE: usize = 1 << 16;

/// How many rows are read at once.
const PAGE: i64 = 4_096;

/// What the comparison came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesVerified {
    /// Files that records name, each counted once.
    pub files: u64,
    /// What does not hold, by table and record.
    pub faults: Vec<FileFault>,
    /// What lies in `files/` and no record names, by name: left there by a broken-off deed, or put there by somebody.
    pub unnamed: Vec<String>,
    /// How many files elsewhere in the county's folder nothing names.
    pub strange: u64,
}

/// A record whose file is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// The record's table.
    pub table: String,
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

/// Holds every file that a record names against its hash, and looks for files that none names. Which records name files is
/// said by what the migrations make, and not by the database that is looked at.
///
/// # Errors
/// Those of the database; what is wrong with a file is a finding.
pub async fn verify(db: &Db, store: &Store) -> Result<FilesVerified, VerifyError> {
    let named = named(&db.as_made().await?).await?;
    let store = store.clone();
    let compared = tokio::task::spawn_blocking(move || compare(&store, named));
    compared
        .await
        .map_err(|error| sea_orm::DbErr::Custom(error.to_string()))
}

/// Every file that a record names: the record's table, its id, the hash.
async fn named(db: &Db) -> Result<Vec<(String, i64, String)>, DbErr> {
    let mut named = Vec::new();
    for (table, columns) in db.official_tables() {
        let columns: Vec<&String> = columns
            .iter()
            .filter(|column| column.ends_with("sha256"))
            .collect();
        if columns.is_empty() {
            continue;
        }
        let mut last = 0;
        loop {
            let rows = db.records(&table, last, PAGE).await?;
            let Some((newest, _)) = rows.last() else { break };
            last = *newest;
            for (id, record) in &rows {
                let hashes = columns
                    .iter()
                    .filter_map(|column| record.get(column.as_str())?.as_str());
                named.extend(hashes.map(|sha256| (table.clone(), *id, sha256.to_owned())));
            }
        }
    }
    Ok(named)
}

/// What a start found among the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Files whose deed is done and which had not got their name yet.
    pub named: u64,
    /// Files that no record names: begun and not finished, or finished and their deed not done.
    pub removed: u64,
}

/// Gives every file that a record names its name, and removes what no record names. For the start of a site that nobody
/// shares its folder with: what somebody hands in meanwhile would be removed under their hands.
///
/// # Errors
/// Those of the database and of the disk.
pub async fn settle(db: &Db, store: &Store) -> Result<Settled, VerifyError> {
    let named: BTreeSet<String> = named(db).await?.into_iter().map(|(.., sha256)| sha256).collect();
    let store = store.clone();
    let settled = tokio::task::spawn_blocking(move || clear(&store, &named)).await;
    let broken = |error: &dyn fmt::Display| DbErr::Custom(error.to_string());
    let settled = settled.map_err(|error| broken(&error))?;
    settled.map_err(|error| broken(&error))
}

fn clear(store: &Store, named: &BTreeSet<String>) -> io::Result<Settled> {
    let mut settled = Settled::default();
    let entries = match std::fs::read_dir(store.files()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(settled),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let aside = name.strip_prefix(ASIDE);
        let sha256 = match aside {
            Some(rest) => rest.split('-').next().unwrap_or_default(),
            None => name.as_str(),
        };
        // Under another name it is nothing that this program put here.
        if aside.is_none() && !is_hash(sha256) {
            continue;
        }
        if !named.contains(sha256) {
            std::fs::remove_file(entry.path())?;
            settled.removed += 1;
        } else if aside.is_some() {
            std::fs::rename(entry.path(), store.file(sha256))?;
            settled.named += 1;
        }
    }
    Ok(settled)
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn compare(store: &Store, named: Vec<(String, i64, String)>) -> FilesVerified {
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
    let names: BTreeSet<&str> = wrongs.keys().map(String::as_str).collect();
    let (unnamed, strange) = nobodys(store, &names);
    FilesVerified {
        files: wrongs.len() as u64,
        faults,
        unnamed,
        strange,
    }
}

fn wrong_with(store: &Store, sha256: &str) -> Option<Wrong> {
    // Whoever changed a record may have written a path where a hash belongs; nothing is opened by it.
    if !is_hash(sha256) {
        return Some(Wrong::Missing);
    }
    // What was handed in lies in one folder, what the worker wrote in the other.
    let found = match store.find(sha256).and_then(|path| hash_of(&path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => hash_of(&store.result(sha256)),
        found => found,
    };
    match found {
        Ok(found) if found == sha256 => None,
        Ok(_) => Some(Wrong::Altered),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Wrong::Missing),
        Err(error) => Some(Wrong::Unreadable(error.to_string())),
    }
}

/// The names of files in `files/` that no record names, and how many files elsewhere nothing names. What the log, the
/// lake and the secrets hold is looked at by whoever keeps them.
fn nobodys(store: &Store, named: &BTreeSet<&str>) -> (Vec<String>, u64) {
    let mut unnamed: Vec<String> = names_in(&store.folder().join("files"));
    unnamed.retain(|name| !named.contains(name.as_str()));
    let results = names_in(&store.results());
    let mut strange = results
        .iter()
        .filter(|name| !named.contains(name.as_str()))
        .count();
    strange += names_in(&store.folder().join("rejects"))
        .iter()
        .filter(|name| {
            !name
                .strip_suffix(".jsonl")
                .is_some_and(|sha256| named.contains(sha256))
        })
        .count();
    strange += names_in(store.folder())
        .iter()
        .filter(|name| !OWN.contains(&name.as_str()))
        .count();
    (unnamed, strange as u64)
}

/// What lies in a county's folder by right, beside what records name.
const OWN: &[&str] = &[
    "county.sqlite",
    "county.sqlite-shm",
    "county.sqlite-wal",
    "files",
    "forgotten",
    "lake",
    "log",
    "rejects",
    "results",
    "secrets",
    "serve.lock",
    "work.lock",
];

/// The names in a folder, in order; none where there is no folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    names
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hasher.update(&piece[..read]);
    }
    Ok(hex(&hasher.finalize()))
}
