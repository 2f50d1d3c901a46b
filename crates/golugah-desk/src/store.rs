//! The county's files on disk: what was handed in, by hash, and what the worker wrote about it.
//!
//! A path is only ever made of a hash or a number that the program made itself.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// Where the files lie: `files/` by hash, `results/` and `rejects/` of the worker.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

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

    /// Where the records refused of a file are listed.
    pub fn rejects(&self, sha256: &str) -> PathBuf {
        self.folder.join("rejects").join(format!("{sha256}.jsonl"))
    }

    /// Where the report after an import lies, by the language's tag.
    pub fn report(&self, import: i64, language: &str) -> PathBuf {
        self.folder
            .join("results")
            .join(format!("{import}.{language}.html"))
    }

    /// Where the report on the county's own deeds lies, by the language's tag.
    pub fn own_report(&self, language: &str) -> PathBuf {
        self.folder.join("results").join(format!("own.{language}.html"))
    }

    /// Begins to take a file.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub async fn begin(&self) -> io::Result<Incoming> {
        let folder = self.folder.join("files");
        tokio::fs::create_dir_all(&folder).await?;
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(|error| io::Error::other(error.to_string()))?;
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = folder.join(format!("incoming-{name}"));
        let file = File::create_new(&path).await?;
        Ok(Incoming {
            file,
            hasher: Sha256::new(),
            bytes: 0,
            folder,
            path: Unfinished(path),
        })
    }

    /// A text that the worker wrote; `None` where there is none.
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
