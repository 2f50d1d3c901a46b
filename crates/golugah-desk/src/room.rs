//! How much room the disk has under the county's folder, and below how much nothing is accepted any more.

use std::io;
use std::path::{Path, PathBuf};

/// The least that is kept free where nothing else is said, in bytes; or a hundredth of the disk, where that is more.
const LEAST_FREE: u64 = 64 << 20;
const ONE_IN: u64 = 100;

/// The floor of free space: under it deeds and files are refused in words, while reading goes on. What is done by itself
/// (signing in and out, the log's publication) still has what lies below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floor {
    folder: PathBuf,
    wanted: Option<u64>,
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What may still be written, in bytes.
    pub free: u64,
    /// How large the disk is.
    pub whole: u64,
    /// How much of it is kept free.
    pub floor: u64,
}

impl Floor {
    /// The floor for a county whose folder this is: `wanted` bytes, 0 for none, or by itself 64 MiB or a hundredth of
    /// the disk, whichever is more.
    pub fn new(folder: &Path, wanted: Option<u64>) -> Self {
        Self {
            folder: folder.to_owned(),
            wanted,
        }
    }

    /// How much room there is now: one question to the system, about a microsecond, so that no answer is kept.
    ///
    /// # Errors
    /// Where the system does not say.
    pub fn room(&self) -> io::Result<Room> {
        let (free, whole) = free_and_whole(&self.folder)?;
        let floor = self.wanted.unwrap_or(LEAST_FREE.max(whole / ONE_IN));
        Ok(Room { free, whole, floor })
    }

    /// Whether something may be accepted. A system that does not say how much room there is has room until a write fails.
    pub fn has_room(&self) -> bool {
        self.wanted == Some(0) || self.room().map_or(true, |room| room.free >= room.floor)
    }
}

#[cfg(unix)]
fn free_and_whole(folder: &Path) -> io::Result<(u64, u64)> {
    let disk = rustix::fs::statvfs(folder)?;
    let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
    Ok((bytes(disk.f_bavail), bytes(disk.f_blocks)))
}

#[cfg(not(unix))]
fn free_and_whole(_: &Path) -> io::Result<(u64, u64)> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_is_what_was_asked_for_or_grows_with_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let room = Floor::new(folder.path(), None).room().unwrap();
        assert!(room.whole > 0 && room.free <= room.whole, "{room:?}");
        assert_eq!(room.floor, (64 << 20).max(room.whole / 100));
        let all = Floor::new(folder.path(), Some(u64::MAX));
        assert_eq!(all.room().unwrap().floor, u64::MAX);
        assert!(!all.has_room());
        assert!(Floor::new(folder.path(), Some(0)).has_room());
        assert!(Floor::new(Path::new("/there/is/nothing"), Some(1)).has_room());
    }
}
