//! What a log's published files must be, made from its entries one after another, and held against what lies there.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use golugah_ledger::{
    Checkpoint, Hash, Published, TILE_WIDTH, Tile, entry_bundle, entry_bundle_path, leaf_hash, root_of,
    tile_path,
};

use super::publish::{PublishError, entries};
use crate::Read;

/// A published file that is not what the log's entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFault {
    /// Its path below the folder of the log.
    pub path: String,
    /// What is wrong with it.
    pub wrong: PublishedWrong,
}

/// What can be wrong with a published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishedWrong {
    /// The checkpoint vouches for it, and it is not there.
    Missing,
    /// Its bytes are others.
    Altered,
    /// The log has no such tile.
    Foreign,
    /// It is there and cannot be read, because.
    Unreadable(String),
}

impl fmt::Display for PublishedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.wrong {
            PublishedWrong::Missing => write!(f, "log/{path} is gone"),
            PublishedWrong::Altered => write!(f, "log/{path} is not what the log's entries make"),
            PublishedWrong::Foreign => write!(f, "log/{path} is of no entries that the log has"),
            PublishedWrong::Unreadable(because) => write!(f, "log/{path} cannot be read: {because}"),
        }
    }
}

/// Holds every tile and every bundle of entries below a folder against the entries, and asks for all that a checkpoint
/// over `size` entries vouches for. The log may grow and be published while this looks on.
pub async fn hold_published(
    read: Read<'_>,
    folder: &Path,
    size: u64,
) -> Result<Vec<PublishedFault>, PublishError> {
    let mut held = Held::new(folder, size);
    lay_out(read, &mut |laid, bytes| {
        held.hold(laid, bytes);
        Ok(())
    })
    .await?;
    held.foreign();
    Ok(held
        .faults
        .into_iter()
        .map(|(path, wrong, _)| PublishedFault { path, wrong })
        .collect())
}

/// What writes a published file: its path below the folder, and its bytes.
type Write<'x> = dyn FnMut(&str, &[u8]) -> Result<(), PublishError> + Send + 'x;

/// Writes again what does not hold, by `write`, and takes away what the log has not; gives how many files that were.
pub(super) async fn mend(
    read: Read<'_>,
    folder: &Path,
    checkpoint: &Checkpoint,
    write: &mut Write<'_>,
) -> Result<usize, PublishError> {
    let mut held = Held::new(folder, checkpoint.size);
    let mut mended = 0;
    lay_out(read, &mut |laid, bytes| {
        held.hold(laid, bytes);
        for (path, wrong, right) in held.faults.drain(..) {
            mended += 1;
            match right {
                Some(length) => write(&path, &bytes[..length])?,
                None if wrong == PublishedWrong::Foreign => remove(&held.folder.join(path))?,
                None => {}
            }
        }
        Ok(())
    })
    .await?;
    held.foreign();
    for (path, ..) in &held.faults {
        mended += 1;
        remove(&held.folder.join(path))?;
    }
    Ok(mended)
}

fn remove(path: &Path) -> Result<(), PublishError> {
    std::fs::remove_file(path).map_err(|error| PublishError::File(path.to_owned(), error))
}

/// A file as it must be: which, and its bytes.
type Lay<'x> = dyn FnMut(Published, &[u8]) -> Result<(), PublishError> + Send + 'x;

/// Makes every tile and bundle of a log, each once: whole ones as they fill, and at the end those that are not full yet.
async fn lay_out(read: Read<'_>, lay: &mut Lay<'_>) -> Result<(), PublishError> {
    let mut levels: Vec<Level> = Vec::new();
    let mut below: Vec<String> = Vec::new();
    let mut size = 0;
    loop {
        let page = entries(read, size, u64::MAX).await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            size += 1;
            push(&mut levels, 0, leaf_hash(entry.as_bytes()), lay)?;
            below.push(entry);
            if below.len() as u64 == TILE_WIDTH {
                lay_bundle(size, &below, lay)?;
                below.clear();
            }
        }
    }
    if !below.is_empty() {
        lay_bundle(size, &below, lay)?;
    }
    for (number, level) in (0..).zip(&levels) {
        if !level.hashes.is_empty() {
            lay(Published::Tile(level.tile(number)), &level.bytes())?;
        }
    }
    Ok(())
}

/// The tile of a level that is being filled.
#[derive(Default)]
struct Level {
    index: u64,
    hashes: Vec<Hash>,
}

impl Level {
    fn tile(&self, level: u8) -> Tile {
        Tile {
            level,
            index: self.index,
            width: self.hashes.len() as u64,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        self.hashes.iter().flat_map(|hash| hash.0).collect()
    }
}

fn push(levels: &mut Vec<Level>, number: u8, hash: Hash, lay: &mut Lay<'_>) -> Result<(), PublishError> {
    let at = usize::from(number);
    if levels.len() == at {
        levels.push(Level::default());
    }
    levels[at].hashes.push(hash);
    if (levels[at].hashes.len() as u64) < TILE_WIDTH {
        return Ok(());
    }
    lay(Published::Tile(levels[at].tile(number)), &levels[at].bytes())?;
    let root = root_of(&levels[at].hashes);
    levels[at].index += 1;
    levels[at].hashes.clear();
    push(levels, number + 1, root, lay)
}

fn lay_bundle(size: u64, below: &[String], lay: &mut Lay<'_>) -> Result<(), PublishError> {
    let width = below.len() as u64;
    let first = size - width;
    let bundle = entry_bundle(below.iter().map(String::as_bytes)).ok_or(PublishError::TooLong(first))?;
    let index = first / TILE_WIDTH;
    lay(Published::Entries { index, width }, &bundle)
}

/// What was held so far. Beside each fault: how many bytes from the beginning of what was laid out the file must have.
struct Held {
    folder: PathBuf,
    size: u64,
    /// What lay there before the first entry was read: the log has entries before they are published, so all of it must be
    /// of entries that are read after it.
    lay: Vec<String>,
    seen: BTreeSet<String>,
    faults: Vec<(String, PublishedWrong, Option<usize>)>,
}

impl Held {
    fn new(folder: &Path, size: u64) -> Self {
        Self {
            folder: folder.to_owned(),
            size,
            lay: published_below(folder),
            seen: BTreeSet::new(),
            faults: Vec::new(),
        }
    }

    /// Holds the file itself, and those that were published before it had grown so far: their bytes are its first ones.
    fn hold(&mut self, laid: Published, bytes: &[u8]) {
        let (level, index, width) = match laid {
            Published::Tile(tile) => (u32::from(tile.level), tile.index, tile.width),
            Published::Entries { index, width } => (0, index, width),
        };
        let narrowed = |width: u64| match laid {
            Published::Tile(tile) => tile_path(&Tile { width, ..tile }),
            Published::Entries { index, .. } => entry_bundle_path(index, width),
        };
        let whole = narrowed(TILE_WIDTH);
        // So much of it the checkpoint vouches for.
        let vouched = self.size.checked_shr(8 * level).unwrap_or(0);
        let vouched = vouched.saturating_sub(index * TILE_WIDTH).min(width);
        if vouched > 0 {
            let wanted = narrowed(vouched);
            // A tile that has become whole in the meantime stands for its parts.
            let is_there = |path: &str| self.folder.join(path).exists();
            if !is_there(&wanted) && !is_there(&whole) {
                let length = length_of(laid, bytes, vouched);
                // Written again, it is of these entries, and not foreign.
                self.seen.insert(wanted.clone());
                self.faults.push((wanted, PublishedWrong::Missing, Some(length)));
            }
        }
        let parts = std::fs::read_dir(self.folder.join(format!("{whole}.p")));
        let parts = parts.into_iter().flatten().flatten();
        let mut there: Vec<u64> = parts
            .filter_map(|part| part.file_name().to_str()?.parse().ok())
            .filter(|part| (1..TILE_WIDTH).contains(part))
            .collect();
        there.sort_unstable();
        if self.folder.join(&whole).exists() {
            there.push(TILE_WIDTH);
        }
        for part in there {
            let path = narrowed(part);
            if part > width {
                // It was published meanwhile; if not, it is named as foreign in the end.
                continue;
            }
            let length = length_of(laid, bytes, part);
            match std::fs::read(self.folder.join(&path)) {
                Ok(found) if found == bytes[..length] => {}
                Ok(_) => self
                    .faults
                    .push((path.clone(), PublishedWrong::Altered, Some(length))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    let wrong = PublishedWrong::Unreadable(error.to_string());
                    self.faults.push((path.clone(), wrong, Some(length)));
                }
            }
            self.seen.insert(path);
        }
    }

    /// Names the files that no entries of the log make. A part that went away in the meantime has become whole.
    fn foreign(&mut self) {
        for path in std::mem::take(&mut self.lay) {
            if !self.seen.contains(&path) && self.folder.join(&path).exists() {
                self.faults.push((path, PublishedWrong::Foreign, None));
            }
        }
    }
}

/// The paths of the tiles and bundles below the folder of a log, in order.
fn published_below(log: &Path) -> Vec<String> {
    let mut folders = vec!["tile".to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let files = std::fs::read_dir(log.join(&folder));
        for file in files.into_iter().flatten().flatten() {
            let Ok(name) = file.file_name().into_string() else {
                continue;
            };
            let path = format!("{folder}/{name}");
            if file.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if Published::parse(&path).is_some() {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    found
}

/// How many bytes the first `width` of what was laid out take.
fn length_of(laid: Published, bytes: &[u8], width: u64) -> usize {
    let width = usize::try_from(width).unwrap_or(usize::MAX);
    match laid {
        Published::Tile(_) => (width * 32).min(bytes.len()),
        Published::Entries { .. } => {
            let mut at = 0;
            for _ in 0..width {
                let Some(&[high, low]) = bytes.get(at..at + 2) else {
                    break;
                };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
            }
            at.min(bytes.len())
        }
    }
}
