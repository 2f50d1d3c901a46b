//! What was counted of an import, kept beside it: whoever counts says by a key what it rests on, and reads it back while nothing of
//! that has changed. The lake knows nothing of what stands in it.

use std::fs;
use std::hash::Hasher as _;
use std::path::PathBuf;

use twox_hash::XxHash64;

use crate::import::check_hash;
use crate::{Import, Lake, LakeError};

/// The folder.
pub(crate) const FOLDER: &str = "totals";

/// The bytes of the hash at the end of a file.
const HASH: usize = 8;

impl Lake {
    /// What is kept of an import under this key. What is damaged counts as not there: it can be counted again.
    pub fn totals(&self, import: &Import, key: u64) -> Option<Vec<u8>> {
        check_hash(&import.sha256).ok()?;
        let mut bytes = fs::read(self.totals_path(&import.sha256, key)).ok()?;
        let at = bytes.len().checked_sub(HASH)?;
        let hash = bytes.split_off(at);
        (hash == hash_of(&bytes, key)).then_some(bytes)
    }

    /// Keeps what was counted of an import under this key.
    ///
    /// # Errors
    /// Where `import` has no SHA-256, or the disk cannot take it.
    pub fn keep_totals(&self, import: &Import, key: u64, bytes: &[u8]) -> Result<(), LakeError> {
        check_hash(&import.sha256)?;
        let path = self.totals_path(&import.sha256, key);
        // A name of its own for each process: two may count the same at once.
        let unfinished = self
            .root
            .join("importing")
            .join(format!("{}-{key:016x}.totals.part", std::process::id()));
        let written = fs::write(&unfinished, [bytes, &hash_of(bytes, key)].concat());
        written.map_err(LakeError::file(&unfinished))?;
        // What does not reach the disk is counted again.
        fs::rename(&unfinished, &path).map_err(LakeError::file(&path))
    }

    /// Removes what is kept under other keys than these, of all imports.
    ///
    /// # Errors
    /// Where the folder cannot be read or a file not be removed.
    pub fn forget_totals_but(&self, kept: &[(&Import, u64)]) -> Result<(), LakeError> {
        let folder = self.root.join(FOLDER);
        let kept: Vec<PathBuf> = kept
            .iter()
            .map(|(import, key)| self.totals_path(&import.sha256, *key))
            .collect();
        for entry in fs::read_dir(&folder).map_err(LakeError::file(&folder))? {
            let path = entry.map_err(LakeError::file(&folder))?.path();
            if !kept.contains(&path) {
                fs::remove_file(&path).map_err(LakeError::file(&path))?;
            }
        }
        Ok(())
    }

    fn totals_path(&self, sha256: &str, key: u64) -> PathBuf {
        self.root.join(FOLDER).join(format!("{sha256}-{key:016x}"))
    }
}

fn hash_of(bytes: &[u8], key: u64) -> [u8; HASH] {
    let mut hasher = XxHash64::with_seed(key);
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use crate::ImportKind;
    use crate::tests::{import, lake};

    #[test]
    fn what_was_kept_is_read_back_until_it_is_another() {
        let (folder, lake) = lake();
        let [a, b] = ['a', 'b'].map(|digit| import(digit, ImportKind::Ocds));
        lake.keep_totals(&a, 1, b"one").unwrap();
        lake.keep_totals(&a, 2, b"two").unwrap();
        lake.keep_totals(&b, 1, b"").unwrap();
        assert_eq!(lake.totals(&a, 1).as_deref(), Some(&b"one"[..]));
        assert_eq!(lake.totals(&b, 1).as_deref(), Some(&b""[..]));
        assert_eq!(lake.totals(&b, 2), None);
        lake.forget_totals_but(&[(&a, 2)]).unwrap();
        assert_eq!([lake.totals(&a, 1), lake.totals(&b, 1)], [None, None]);
        // A byte that is another, a file under another key, a file cut off.
        let path = |key: u64| folder.path().join(format!("lake/totals/{}-{key:016x}", a.sha256));
        let whole = std::fs::read(path(2)).unwrap();
        std::fs::write(path(3), &whole).unwrap();
        assert_eq!(lake.totals(&a, 3), None);
        for damaged in [[b"twx", &whole[3..]].concat(), whole[..4].to_vec()] {
            std::fs::write(path(2), damaged).unwrap();
            assert_eq!(lake.totals(&a, 2), None);
        }
    }
}
