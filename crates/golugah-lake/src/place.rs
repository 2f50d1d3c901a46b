//! Where an import stood that was taken out: of what two imports publish the later stands, and a correction is no later one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::folder::{lock, manifest, manifest_path, remove_leftovers, sync_folder};
use crate::import::check_hash;
use crate::{Lake, LakeError};

impl Lake {
    /// Takes an import out, if it is there: its manifest goes first, its tables follow, or go when the lake is next opened.
    /// Imported anew it comes where it stood: what was imported after it stays later.
    ///
    /// # Errors
    /// Where `sha256` is no SHA-256, another process imports, or a file cannot be removed.
    pub fn forget(&self, sha256: &str) -> Result<(), LakeError> {
        check_hash(sha256)?;
        let importing = self.begin()?;
        let _one_at_a_time = lock(&importing.publishing);
        let Some(manifest) = manifest(&self.root, sha256)? else {
            return Ok(());
        };
        keep(&self.root, sha256, manifest.number)?;
        let path = manifest_path(&self.root, sha256);
        fs::remove_file(&path).map_err(LakeError::file(&path))?;
        sync_folder(&self.root.join("imports"))?;
        lock(&self.whole).clear();
        remove_leftovers(&self.root)
    }
}

fn path(root: &Path, sha256: &str) -> PathBuf {
    root.join("importing").join(format!("{sha256}.place"))
}

/// Keeps where an import stood.
pub(crate) fn keep(root: &Path, sha256: &str, number: u64) -> Result<(), LakeError> {
    let path = path(root, sha256);
    fs::write(&path, number.to_string()).map_err(LakeError::file(&path))
}

/// Where an import comes: where it stood, else after the last of those that are there and of those that were taken out.
pub(crate) fn of(root: &Path, sha256: &str, last: u64) -> Result<u64, LakeError> {
    let folder = root.join("importing");
    let failed = |error| LakeError::file(&folder)(error);
    let mut last = last;
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(".place")) else {
            continue;
        };
        // What is no number was cut off, and says nothing.
        let number = fs::read_to_string(path(root, stem)).ok();
        let Some(number) = number.and_then(|number| number.parse::<u64>().ok()) else {
            continue;
        };
        if stem == sha256 {
            return Ok(number);
        }
        last = last.max(number);
    }
    Ok(last + 1)
}

/// Forgets where an import stood, once it stands there again.
pub(crate) fn forget(root: &Path, sha256: &str) -> Result<(), LakeError> {
    let path = path(root, sha256);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(LakeError::file(&path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_out_comes_where_it_stood_and_others_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("importing")).unwrap();
        assert_eq!(of(root, "a", 4).unwrap(), 5);
        keep(root, "a", 7).unwrap();
        assert_eq!(of(root, "b", 6).unwrap(), 8, "not in its place");
        assert_eq!(of(root, "a", 9).unwrap(), 7);
        fs::write(root.join("importing/c.place"), "").unwrap();
        assert_eq!(of(root, "c", 9).unwrap(), 10);
        forget(root, "a").unwrap();
        forget(root, "a").unwrap();
        assert_eq!(of(root, "a", 9).unwrap(), 10);
    }
}
