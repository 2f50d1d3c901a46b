//! The lake's folder: what is imported, what is being imported, and who may write.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use golugah_records::Flattened;

use crate::error::is_read_only;
use crate::hashes::PartHashes;
use crate::import::{GroupRows, Manifest, check_hash, hash_of_table, is_hash, stem};
use crate::table::{Finished, Table, TableWriter};
use crate::{Import, LakeError, deeds, logs, place, tenders, totals};

/// Every table of the lake.
pub(crate) const TABLES: [&Table; 8] = [
    &tenders::TENDERS,
    &tenders::BIDS,
    &tenders::AWARDS,
    &tenders::RELEASES,
    &logs::CASES,
    &logs::EVENTS,
    &logs::NAMES,
    &deeds::DEEDS,
];

/// A folder of Parquet tables.
#[derive(Debug)]
pub struct Lake {
    pub(crate) root: PathBuf,
    importing: Mutex<Weak<Importing>>,
    /// The files that were found to be what was written.
    pub(crate) whole: Mutex<HashSet<PathBuf>>,
}

impl Lake {
    /// Opens the lake in this folder, which is created if it is missing.
    ///
    /// What a broken-off import left behind is removed, unless an import is under way. A lake on a read-only medium
    /// can be opened and read.
    ///
    /// # Errors
    /// Where the folder cannot be created or looked through.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LakeError> {
        let root = path.as_ref().to_owned();
        let folders =
            TABLES
                .map(|table| table.name)
                .into_iter()
                .chain(["imports", "importing", totals::FOLDER]);
        for folder in folders.map(|name| root.join(name)) {
            if folder.is_dir() {
                continue;
            }
            match fs::create_dir_all(&folder) {
                // An older lake, which has no such folder yet.
                Err(error) if is_read_only(&error) && root.is_dir() => {}
                created => created.map_err(LakeError::file(&folder))?,
            }
        }
        let lake = Self {
            root,
            importing: Mutex::default(),
            whole: Mutex::default(),
        };
        match lake.begin() {
            // Whoever takes the lock has cleaned up; it is given back at once.
            Ok(_) | Err(LakeError::Busy { .. }) => Ok(lake),
            Err(LakeError::File { source, .. }) if is_read_only(&source) => Ok(lake),
            Err(error) => Err(error),
        }
    }

    /// Everything imported, in the order of import.
    ///
    /// # Errors
    /// Where a manifest cannot be read, or was written by another version of the lake.
    pub fn imports(&self) -> Result<Vec<Import>, LakeError> {
        Ok(manifests(&self.root)?
            .into_iter()
            .map(|manifest| manifest.import)
            .collect())
    }

    /// The import of the file with this SHA-256, if there was one.
    ///
    /// # Errors
    /// Where `sha256` is no SHA-256 or the manifest cannot be read.
    pub fn contains(&self, sha256: &str) -> Result<Option<Import>, LakeError> {
        check_hash(sha256)?;
        Ok(manifest(&self.root, sha256)?.map(|manifest| manifest.import))
    }

    /// The manifest of an import that must be there.
    pub(crate) fn manifest(&self, import: &Import) -> Result<Manifest, LakeError> {
        check_hash(&import.sha256)?;
        manifest(&self.root, &import.sha256)?.ok_or_else(|| LakeError::File {
            path: manifest_path(&self.root, &import.sha256),
            source: io::ErrorKind::NotFound.into(),
        })
    }

    /// Where a part of a table lies.
    pub(crate) fn table_path(&self, table: &Table, sha256: &str, part: usize) -> PathBuf {
        table_path(&self.root, table, sha256, part)
    }

    /// The right to import, shared by all writers of this process.
    pub(crate) fn begin(&self) -> Result<Arc<Importing>, LakeError> {
        let mut held = lock(&self.importing);
        if let Some(importing) = held.upgrade() {
            return Ok(importing);
        }
        let importing = Arc::new(Importing::begin(&self.root)?);
        *held = Arc::downgrade(&importing);
        Ok(importing)
    }
}

/// The right to import: while it lives, no other process imports.
#[derive(Debug)]
pub(crate) struct Importing {
    root: PathBuf,
    /// Held for its lock, which the system lifts when the file is closed, however the process ends.
    _lock: File,
    files: AtomicU64,
    pub(crate) publishing: Mutex<()>,
}

impl Importing {
    fn begin(root: &Path) -> Result<Self, LakeError> {
        let path = root.join("importing").join("lock");
        let failed = LakeError::file(&path);
        let file = match OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
        {
            Ok(file) => file,
            Err(error) => return Err(failed(error)),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LakeError::Busy {
                    path: root.to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        remove_leftovers(root)?;
        Ok(Self {
            root: root.to_owned(),
            _lock: file,
            files: AtomicU64::new(0),
            publishing: Mutex::default(),
        })
    }

    /// Begins a file of this table, under a name of its own.
    pub(crate) fn table(&self, table: &Table) -> Result<TableWriter, LakeError> {
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        let path = self
            .root
            .join("importing")
            .join(format!("{number}-{}.parquet", table.name));
        let file = File::create(&path).map_err(LakeError::file(&path))?;
        TableWriter::new(
            table,
            Unfinished {
                path,
                published: false,
            },
            file,
        )
    }

    /// Makes an import exist: its tables take their names, then the manifest is written.
    ///
    /// `parts` holds the finished files of each part with their tables, and the rows of its groups.
    pub(crate) fn publish(&self, import: Import, told: Told<'_>, parts: Vec<Part>) -> Result<(), LakeError> {
        let _one_at_a_time = lock(&self.publishing);
        check_hash(&import.sha256)?;
        if let Some(there) = manifest(&self.root, &import.sha256)? {
            return Err(LakeError::AlreadyImported {
                file: there.import.file,
            });
        }
        let (sha256, all) = (import.sha256.clone(), manifests(&self.root)?);
        let number = place::of(
            &self.root,
            &import.sha256,
            all.last().map_or(0, |last| last.number),
        )?;
        let mut groups = Vec::with_capacity(parts.len());
        let mut hashes = Vec::with_capacity(parts.len());
        let mut tables = BTreeSet::new();
        for (part, Part { files, rows }) in parts.into_iter().enumerate() {
            let mut of_part: PartHashes = BTreeMap::new();
            for (table, Finished { file, hash }) in files {
                file.publish(&table_path(&self.root, table, &import.sha256, part))?;
                tables.insert(table.name);
                of_part.insert(table.name.to_owned(), hash);
            }
            groups.push(rows);
            hashes.push(of_part);
        }
        for table in tables {
            sync_folder(&self.root.join(table))?;
        }
        let path = manifest_path(&self.root, &import.sha256);
        let manifest = Manifest {
            layout: Manifest::LAYOUT,
            number,
            import,
            procedure: told.procedure.to_owned(),
            flattened: told.flattened.cloned(),
            parts: groups,
            hashes: Some(hashes),
            hash: None,
        };
        let text = manifest
            .sealed()
            .map_err(|error| LakeError::file(&path)(error.into()))?;
        let unfinished = Unfinished {
            path: self.root.join("importing").join("manifest.json"),
            published: false,
        };
        let written = File::create(&unfinished.path)
            .and_then(|mut file| io::Write::write_all(&mut file, &text).and_then(|()| file.sync_all()));
        written.map_err(LakeError::file(&unfinished.path))?;
        unfinished.publish(&path)?;
        sync_folder(&self.root.join("imports"))?;
        place::forget(&self.root, &sha256)
    }
}

/// What a file says of itself besides its records.
#[derive(Clone, Copy, Default)]
pub(crate) struct Told<'t> {
    /// What an event log calls itself; empty for OCDS.
    pub(crate) procedure: &'t str,
    /// What an object-centric log was laid flat by.
    pub(crate) flattened: Option<&'t Flattened>,
}

/// The finished files of one part of an import.
pub(crate) struct Part {
    /// The file of each table.
    pub(crate) files: Vec<(&'static Table, Finished)>,
    /// The rows of each row group in `tenders`, `bids` and `awards`; empty for event logs.
    pub(crate) rows: Vec<GroupRows>,
}

/// A file that goes away unless it is published.
#[derive(Debug)]
pub(crate) struct Unfinished {
    path: PathBuf,
    published: bool,
}

impl Unfinished {
    /// Where it lies until it is published.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name.
    pub(crate) fn publish(mut self, target: &Path) -> Result<(), LakeError> {
        fs::rename(&self.path, target).map_err(LakeError::file(target))?;
        self.published = true;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.published {
            // Whatever cannot be removed now is removed when the lake is next opened.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn table_path(root: &Path, table: &Table, sha256: &str, part: usize) -> PathBuf {
    root.join(table.name)
        .join(format!("{}.parquet", stem(sha256, part)))
}

pub(crate) fn manifest_path(root: &Path, sha256: &str) -> PathBuf {
    root.join("imports").join(format!("{sha256}.json"))
}

/// The manifest of this hash, if it is there.
pub(crate) fn manifest(root: &Path, sha256: &str) -> Result<Option<Manifest>, LakeError> {
    let path = manifest_path(root, sha256);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(LakeError::file(&path)(error)),
    };
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
        LakeError::damaged(&path, format!("expected an import's manifest, found: {error}"))
    })?;
    if manifest.layout != Manifest::LAYOUT {
        let what = format!(
            "expected layout {}, found layout {}",
            Manifest::LAYOUT,
            manifest.layout
        );
        return Err(LakeError::damaged(&path, what));
    }
    if manifest.import.sha256 != sha256 {
        return Err(LakeError::damaged(
            &path,
            "the file's name and the hash in it differ",
        ));
    }
    if !manifest.is_whole() {
        return Err(LakeError::damaged(
            &path,
            "what stands in it is no longer what was written: it has another hash than it names",
        ));
    }
    Ok(Some(manifest))
}

/// All manifests, in the order of import.
fn manifests(root: &Path) -> Result<Vec<Manifest>, LakeError> {
    let mut all = Vec::new();
    for name in names_in(&root.join("imports"))? {
        if let Some(sha256) = name.strip_suffix(".json").filter(|stem| is_hash(stem)) {
            all.extend(manifest(root, sha256)?);
        }
    }
    all.sort_by(|a: &Manifest, b| (a.number, &a.import.sha256).cmp(&(b.number, &b.import.sha256)));
    Ok(all)
}

/// Removes what imports left behind that were broken off. Other people's files stay.
pub(crate) fn remove_leftovers(root: &Path) -> Result<(), LakeError> {
    let importing = root.join("importing");
    let mut leftovers: Vec<PathBuf> = names_in(&importing)?
        .iter()
        .filter(|name| {
            name.ends_with(".parquet") || name.ends_with(".totals.part") || *name == "manifest.json"
        })
        .map(|name| importing.join(name))
        .collect();
    for table in TABLES {
        let folder = root.join(table.name);
        for name in names_in(&folder)? {
            if hash_of_table(&name).is_some_and(|hash| !manifest_path(root, hash).exists()) {
                leftovers.push(folder.join(name));
            }
        }
    }
    let folder = root.join(totals::FOLDER);
    for name in names_in(&folder)? {
        let of = name.get(..64).filter(|hash| is_hash(hash));
        if of.is_some_and(|hash| !manifest_path(root, hash).exists()) {
            leftovers.push(folder.join(name));
        }
    }
    leftovers.extend(deeds::leftovers(root)?);
    for leftover in leftovers {
        fs::remove_file(&leftover).map_err(LakeError::file(&leftover))?;
    }
    Ok(())
}

/// The names in a folder, as far as they are UTF-8, sorted.
pub(crate) fn names_in(folder: &Path) -> Result<BTreeSet<String>, LakeError> {
    let failed = |error| LakeError::file(folder)(error);
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        names.extend(entry.map_err(failed)?.file_name().into_string().ok());
    }
    Ok(names)
}

/// Sees a folder's new names onto the disk, where the system knows that.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), LakeError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(LakeError::file(folder))?;
    }
    Ok(())
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What the locks guard is whole at every moment.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
