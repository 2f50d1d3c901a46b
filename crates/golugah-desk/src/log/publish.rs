use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use golugah_ledger::{
    Audit, Checkpoint, Hash, NoteError, Signer, TILE_WIDTH, Tile, Tree, audit, entry_bundle,
    entry_bundle_path, leaf_hash, open, root_of, tile_path, tiles_to_write,
};
use sea_orm::DbErr;

use super::laid_out::mend;
use crate::Read;
use crate::private;

/// How many entries are read at once.
const PAGE: i64 = 4_096;

/// Keeps a folder in step with the log: `checkpoint`, `vkey`, `tile/…`.
#[derive(Debug)]
pub struct Publisher {
    folder: PathBuf,
    signer: Signer,
    origin: String,
    published: Tree,
    mended: usize,
}

/// Why the log was not published.
#[derive(Debug)]
pub enum PublishError {
    /// The database failed.
    Database(DbErr),
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
    /// The checkpoint in the folder is not by this key.
    Note(NoteError),
    /// The folder's public key belongs to another secret key than the one given.
    OtherKey(PathBuf),
    /// The log is not the one that was published before. Nothing is signed over it.
    Broken(Audit),
    /// An entry is too long for the published form.
    TooLong(u64),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => error.fmt(f),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Note(error) => write!(
                f,
                "log/checkpoint is not what this program signed: {error}; put back a copy that is kept elsewhere, or hold the \
                 log against one (`golugah verify --checkpoint KEPT --key KEPT_VKEY`), take this one away, and start again: the log as it is \
                 now is signed then"
            ),
            Self::OtherKey(path) => write!(
                f,
                "{}: the log was published under another key than secrets/log.key is; put that one back, or begin anew \
                 under this one with `golugah restore`, option --new-key",
                path.display()
            ),
            Self::Broken(Audit::RolledBack { have, expected }) => write!(
                f,
                "the log has {have} entries and {expected} were published: an old copy of the database was put back; \
                 nothing is signed until the newer one is"
            ),
            Self::Broken(_) => {
                f.write_str("the log is not the one that was published; `golugah verify` says more")
            }
            Self::TooLong(seq) => write!(f, "log entry {seq} is longer than 65,535 bytes"),
        }
    }
}

impl std::error::Error for PublishError {}

impl From<DbErr> for PublishError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl Publisher {
    /// Takes up a folder, and holds the log against what was published there last.
    pub async fn open(
        read: Read<'_>,
        folder: &Path,
        signer: Signer,
        origin: &str,
    ) -> Result<Self, PublishError> {
        let mut publisher = Self {
            folder: folder.to_owned(),
            signer,
            origin: origin.to_owned(),
            published: Tree::new(),
            mended: 0,
        };
        let key = format!("{}\n", publisher.signer.verifier());
        let path = folder.join("vkey");
        match std::fs::read(&path) {
            Ok(known) if known == key.as_bytes() => {}
            // Outsiders hold that key; a new one that slips in unsaid would look to them like another log.
            Ok(_) => return Err(PublishError::OtherKey(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                publisher.write("vkey", key.as_bytes())?;
            }
            Err(error) => return Err(PublishError::File(path, error)),
        }
        let path = folder.join("checkpoint");
        match std::fs::read_to_string(&path) {
            Ok(note) => {
                let last = open(&note, &publisher.signer.verifier()).map_err(PublishError::Note)?;
                let mut leaves = Vec::new();
                while (leaves.len() as u64) < last.size {
                    let page = entries(read, leaves.len() as u64, last.size).await?;
                    if page.is_empty() {
                        break;
                    }
                    leaves.extend(page.iter().map(|entry| leaf_hash(entry.as_bytes())));
                }
                match audit(leaves.iter().copied(), &last) {
                    Audit::Holds => {
                        leaves.into_iter().for_each(|leaf| publisher.published.push(leaf));
                        publisher.mended =
                            mend(read, folder, &last, &mut |name, bytes| put(folder, name, bytes)).await?;
                    }
                    broken => return Err(PublishError::Broken(broken)),
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(PublishError::File(path, error)),
        }
        Ok(publisher)
    }

    /// How many published files were not what the entries make, and were written again or taken away.
    pub fn mended(&self) -> usize {
        self.mended
    }

    /// Publishes what the log has beyond the last checkpoint: tiles first, then the checkpoint that vouches for them.
    pub async fn publish(&mut self, read: Read<'_>) -> Result<Checkpoint, PublishError> {
        let old = self.published.size();
        let mut tree = self.published.clone();
        // Tiles begin where one that was not yet full begins.
        let mut fresh: Vec<String> = entries(read, old / TILE_WIDTH * TILE_WIDTH, u64::MAX).await?;
        loop {
            let next = old / TILE_WIDTH * TILE_WIDTH + fresh.len() as u64;
            let page = entries(read, next, u64::MAX).await?;
            if page.is_empty() {
                break;
            }
            fresh.extend(page);
        }
        let first = old / TILE_WIDTH * TILE_WIDTH;
        let leaves: Vec<Hash> = fresh.iter().map(|entry| leaf_hash(entry.as_bytes())).collect();
        let new = first + leaves.len() as u64;
        if new < old {
            return Err(PublishError::Broken(Audit::RolledBack {
                have: new,
                expected: old,
            }));
        }
        for leaf in leaves
            .iter()
            .skip(usize::try_from(old - first).unwrap_or(usize::MAX))
        {
            tree.push(*leaf);
        }
        let tiles = tiles_to_write(old, new);
        for tile in &tiles {
            let bytes = self.tile(tile, first, &leaves)?;
            self.write(&tile_path(tile), &bytes)?;
            if tile.level == 0 {
                let begin = usize::try_from(tile.index * TILE_WIDTH - first).unwrap_or(usize::MAX);
                let width = usize::try_from(tile.width).unwrap_or(0);
                let below = fresh.iter().skip(begin).take(width).map(String::as_bytes);
                let bundle = entry_bundle(below).ok_or(PublishError::TooLong(tile.index * TILE_WIDTH))?;
                self.write(&entry_bundle_path(tile.index, tile.width), &bundle)?;
            }
        }
        let checkpoint = Checkpoint {
            origin: self.origin.clone(),
            size: new,
            root: tree.root(),
        };
        self.write("checkpoint", self.signer.sign(&checkpoint).as_bytes())?;
        self.forget_parts(&tiles)?;
        self.published = tree;
        Ok(checkpoint)
    }

    /// A tile's bytes: leaves as given, or the roots of the full tiles below it, which lie in the folder.
    fn tile(&self, tile: &Tile, first: u64, leaves: &[Hash]) -> Result<Vec<u8>, PublishError> {
        let mut bytes = Vec::new();
        for number in 0..tile.width {
            let place = tile.index * TILE_WIDTH + number;
            if tile.level == 0 {
                let leaf = usize::try_from(place - first)
                    .ok()
                    .and_then(|place| leaves.get(place));
                bytes.extend_from_slice(&leaf.unwrap_or(&golugah_ledger::empty_root()).0);
            } else {
                let below = Tile {
                    level: tile.level - 1,
                    index: place,
                    width: TILE_WIDTH,
                };
                let path = self.folder.join(tile_path(&below));
                let read = std::fs::read(&path).map_err(|error| PublishError::File(path, error))?;
                let (hashes, _) = read.as_chunks::<32>();
                let hashes: Vec<Hash> = hashes.iter().map(|hash| Hash(*hash)).collect();
                bytes.extend_from_slice(&root_of(&hashes).0);
            }
        }
        Ok(bytes)
    }

    /// Takes away the parts of tiles that are whole now, as `tlog-tiles` allows: whoever asks for a part takes the whole.
    /// Kept for ever, the parts would outweigh the log by far.
    fn forget_parts(&self, tiles: &[Tile]) -> Result<(), PublishError> {
        let whole = tiles.iter().filter(|tile| tile.width == TILE_WIDTH);
        for tile in whole {
            let bundle = (tile.level == 0).then(|| entry_bundle_path(tile.index, TILE_WIDTH));
            for path in bundle.into_iter().chain([tile_path(tile)]) {
                let parts = self.folder.join(format!("{path}.p"));
                match std::fs::remove_dir_all(&parts) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(PublishError::File(parts, error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        put(&self.folder, name, bytes)
    }
}

/// Writes a file whole or not at all, and onto the disk: a checkpoint that a power cut left empty would keep the site
/// from starting.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
    let path = folder.join(name);
    let put = || {
        if let Some(parent) = path.parent() {
            private::folder(parent)?;
        }
        let draft = path.with_extension("draft");
        let mut file = private::file(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&draft, &path)
    };
    put().map_err(|error| PublishError::File(path.clone(), error))
}

/// Up to a page of entries from the place `from`, below `until`.
pub(super) async fn entries(read: Read<'_>, from: u64, until: u64) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT entry FROM log_entries WHERE seq >= $1 AND seq < $2 ORDER BY seq LIMIT $3";
    let place = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let rows = read
        .rows(sql, vec![place(from).into(), place(until).into(), PAGE.into()])
        .await?;
    rows.iter().map(|row| row.get("entry")).collect()
}
