//! The county's files on disk: what was handed in, by hash, and what the worker wrote about it.
//!
//! A path is only ever made of a hash or a number that the program made itself.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::private;

/// Where the files lie: `files/` as they were handed in and `results/` as the worker wrote them, each under its hash.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
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
        }
    }

    /// Where a file of this hash lies.
    pub fn file(&self, sha256: &str) -> PathBuf {
        self.folder.join("files").join(sha256)
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
        let path = Unfinished(folder.join(incoming()?));
        let mut file = private::new_file(&path.0)?;
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
        let sha256: String = hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        std::fs::rename(&path.0, folder.join(&sha256))?;
        Ok(sha256)
    }

    /// Begins to take a file.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub async fn begin(&self) -> io::Result<Incoming> {
        let folder = self.folder.join("files");
        let path = folder.join(incoming()?);
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
            folder,
            path: Unfinished(path),
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
        let found = Sha256::digest(&bytes);
        let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((found == sha256).then_some(bytes))
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

/// A name for what is not finished yet.
fn incoming() -> io::Result<String> {
    let mut name = [0; 16];
    getrandom::fill(&mut name).map_err(|error| io::Error::other(error.to_string()))?;
    let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("incoming-{name}"))
}

/// A file on its way in. Let go before its end, it leaves nothing behind.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    hasher: Sha256,
    bytes: u64,
    folder: PathBuf,
    path: Unfinished,
}

#[derive(Debug)]
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After a finished file there is nothing here; what cannot be removed is found by its name, `incoming-…`.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub async fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).await
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// The end: the file is on disk, under its hash.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub async fn finish(mut self) -> io::Result<Taken> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let sha256: String = self
            .hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        tokio::fs::rename(&self.path.0, self.folder.join(&sha256)).await?;
        Ok(Taken {
            sha256,
            bytes: self.bytes,
        })
    }
}
