//! The county's files on disk: what was handed in, by hash, and what the worker wrote about it.
//!
//! A path is only ever made of a hash or a number that the program made itself. A file belongs to a deed: while it comes
//! and until the deed that names it is done, it lies aside as `incoming-…`; the deed gives it its hash for a name. Where
//! the machine stops in between, the next start does (`files::settle`).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::private;
use crate::room::Floor;
use crate::{Db, Deed, Doer, Refusal, hex};

/// How the name of a file begins that belongs to no deed yet.
pub const ASIDE: &str = "incoming-";

/// After how many bytes it is looked again whether there is room for more.
const LOOKS_AGAIN_AFTER: u64 = 1 << 20;

/// Where the files lie: `files/` as they were handed in and `results/` as the worker wrote them, each under its hash.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    floor: Option<Arc<Floor>>,
}

/// How many bytes are taken at once.
const PIECE: usize = 1 << 16;

/// A file that was taken whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

impl Store {
    /// The store of a county whose folder this is.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            floor: None,
        }
    }

    /// The same store, with files refused while the disk has less room than this floor.
    #[must_use]
    pub fn with_floor(self, floor: Arc<Floor>) -> Self {
        Self {
            floor: Some(floor),
            ..self
        }
    }

    /// Where the files lie that people handed in.
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    /// Where a file of this hash lies.
    pub fn file(&self, sha256: &str) -> PathBuf {
        self.files().join(sha256)
    }

    /// Where the file lies that a record names: under its hash or, where its deed is done and it could not be given its
    /// name yet, aside.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn find(&self, sha256: &str) -> io::Result<PathBuf> {
        let path = self.file(sha256);
        if path.exists() {
            return Ok(path);
        }
        let aside = format!("{ASIDE}{sha256}-");
        match std::fs::read_dir(self.files()) {
            Ok(entries) => {
                let mut names = entries.flatten().map(|entry| entry.path());
                let lies = |path: &PathBuf| {
                    path.file_name()
                        .is_some_and(|name| name.to_string_lossy().starts_with(&aside))
                };
                Ok(names.find(lies).unwrap_or(path))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path),
            Err(error) => Err(error),
        }
    }

    /// Where the log's checkpoint, key and tiles lie.
    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Where the records refused of a file are listed while it is read.
    pub fn rejects(&self, sha256: &str) -> PathBuf {
        self.folder.join("rejects").join(format!("{sha256}.jsonl"))
    }

    /// The county's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the worker's results lie.
    pub fn results(&self) -> PathBuf {
        self.folder.join("results")
    }

    /// Where a result of this hash lies.
    pub fn result(&self, sha256: &str) -> PathBuf {
        self.results().join(sha256)
    }

    /// Keeps what the worker wrote, under its hash, which it gives.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep_result(&self, mut content: impl io::Read) -> io::Result<String> {
        let folder = self.results();
        private::folder(&folder)?;
        let path = folder.join(format!("{ASIDE}{}", random()?));
        let _gone = Unfinished(Some(path.clone()));
        let mut file = private::new_file(&path)?;
        let mut hasher = Sha256::new();
        let mut piece = vec![0; PIECE];
        loop {
            let read = content.read(&mut piece)?;
            if read == 0 {
                break;
            }
            hasher.update(&piece[..read]);
            io::Write::write_all(&mut file, &piece[..read])?;
        }
        file.sync_all()?;
        let sha256 = hex(&hasher.finalize());
        std::fs::rename(&path, folder.join(&sha256))?;
        Ok(sha256)
    }

    /// Begins to take a file.
    ///
    /// # Errors
    /// Where the folder cannot be written, or there is less room than is kept free: [`io::ErrorKind::StorageFull`].
    pub async fn begin(&self) -> io::Result<Incoming> {
        has_room(self.floor.as_deref())?;
        let folder = self.files();
        let name = random()?;
        let path = folder.join(format!("{ASIDE}{name}"));
        let at = path.clone();
        let making = tokio::task::spawn_blocking(move || {
            private::folder(&folder)?;
            private::new_file(&at).map(|file| (folder, file))
        });
        let (folder, file) = making.await.map_err(io::Error::other)??;
        let file = File::from_std(file);
        Ok(Incoming {
            file,
            hasher: Sha256::new(),
            bytes: 0,
            looked_at: 0,
            floor: self.floor.clone(),
            folder,
            name,
            path: Unfinished(Some(path)),
        })
    }

    /// What lies under a hash, whole; `None` where there is nothing, or where its bytes have another hash.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub async fn read_as(path: &Path, sha256: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(bytes) = Self::read(path).await? else {
            return Ok(None);
        };
        Ok((hex(&Sha256::digest(&bytes)) == sha256).then_some(bytes))
    }

    /// The bytes of a file; `None` where there is none.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub async fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
        match tokio::fs::read(path).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn has_room(floor: Option<&Floor>) -> io::Result<()> {
    match floor {
        Some(floor) if !floor.has_room() => Err(io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    }
}

/// A name for what is not finished yet.
fn random() -> io::Result<String> {
    let mut name = [0; 16];
    getrandom::fill(&mut name).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(hex(&name))
}

/// A file on its way in. Let go before its end, it leaves nothing behind.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    hasher: Sha256,
    bytes: u64,
    looked_at: u64,
    floor: Option<Arc<Floor>>,
    folder: PathBuf,
    name: String,
    path: Unfinished,
}

/// Taken away when it is let go, unless it was left to somebody else.
#[derive(Debug)]
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // What cannot be removed is found by its name at the next start.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// Where they cannot be written, or there is less room than is kept free.
    pub async fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.bytes - self.looked_at >= LOOKS_AGAIN_AFTER {
            has_room(self.floor.as_deref())?;
            self.looked_at = self.bytes;
        }
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).await
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// The end: the file is on disk, whole, and waits for the deed that names it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub async fn finish(mut self) -> io::Result<Aside> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let sha256 = hex(&self.hasher.finalize());
        let path = self.folder.join(format!("{ASIDE}{sha256}-{}", self.name));
        if let Some(so_far) = &self.path.0 {
            tokio::fs::rename(so_far, &path).await?;
        }
        self.path.0 = Some(path);
        // Its name must be on disk before a record says that it is there.
        sync_folder(&self.folder).await?;
        Ok(Aside {
            taken: Taken {
                sha256,
                bytes: self.bytes,
            },
            folder: self.folder,
            path: self.path,
        })
    }
}

/// A file that came whole and belongs to no deed yet. Let go, it leaves nothing behind.
#[derive(Debug)]
pub struct Aside {
    taken: Taken,
    folder: PathBuf,
    path: Unfinished,
}

impl Aside {
    /// Its hash and length.
    pub fn taken(&self) -> &Taken {
        &self.taken
    }

    /// Does the deed that names this file; only where it is done does the file stay. Whoever asked may go away meanwhile.
    ///
    /// # Errors
    /// Those of the deed.
    pub async fn belongs_to<D: Deed>(
        mut self,
        db: &Db,
        doer: impl Into<Doer>,
        deed: D,
    ) -> Result<D::Done, Refusal> {
        let (db, doer) = (db.clone(), doer.into());
        let doing = tokio::spawn(async move {
            // From here on a file that is let go without an answer stays: its deed may be done.
            let path = self.path.0.take();
            let done = db.perform(doer, deed).await;
            self.path.0 = path;
            if done.is_ok() {
                // Done is done. Until it can be renamed, the file is found where it lies.
                let _ = self.keep().await;
            }
            done
        });
        let gone = |_| Refusal::Unavailable("the deed was broken off".to_owned());
        doing.await.map_err(gone)?
    }

    /// Gives the file its hash for a name: it stays.
    ///
    /// # Errors
    /// Where it cannot be renamed; it stays aside then.
    pub async fn keep(mut self) -> io::Result<Taken> {
        if let Some(path) = self.path.0.take() {
            tokio::fs::rename(&path, self.folder.join(&self.taken.sha256)).await?;
            sync_folder(&self.folder).await?;
        }
        Ok(self.taken)
    }
}

/// Puts the names in a folder on disk.
async fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}
