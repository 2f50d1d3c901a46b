use std::io;
use std::path::{Path, PathBuf};

/// The database's file as it was when it was opened: which one it is, whatever lies under its name later.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    file: PathBuf,
    which: Which,
}

/// Device and number, by which a file is known.
type Which = (u64, u64);

impl Opened {
    /// Notes which file this is.
    pub(crate) fn note(file: &Path) -> io::Result<Self> {
        Ok(Self {
            file: file.to_owned(),
            which: which(file)?,
        })
    }

    /// Why what is written to the opened file is lost when it is closed; `None` while it lies where it lay.
    pub(crate) fn gone(&self) -> Option<String> {
        let what = match which(&self.file) {
            Ok(now) if now == self.which => return None,
            Ok(_) => "another file lies in its place",
            Err(error) if error.kind() == io::ErrorKind::NotFound => "it was taken away",
            // It could not be looked at, which says nothing of it.
            Err(_) => return None,
        };
        Some(format!(
            "{}: {what} while the program worked with it",
            self.file.display()
        ))
    }
}

#[cfg(unix)]
fn which(file: &Path) -> io::Result<Which> {
    use std::os::unix::fs::MetadataExt;

    let about = std::fs::metadata(file)?;
    Ok((about.dev(), about.ino()))
}

/// Elsewhere an open file can be neither removed nor replaced.
#[cfg(not(unix))]
fn which(file: &Path) -> io::Result<Which> {
    std::fs::metadata(file).map(|_| (0, 0))
}

#[cfg(test)]
mod tests {
    use super::Opened;

    #[test]
    fn a_file_that_was_removed_or_replaced_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("one"), folder.path().join("other"));
        std::fs::write(&file, "one").unwrap();
        std::fs::write(&other, "one").unwrap();
        let opened = Opened::note(&file).unwrap();
        std::fs::write(&file, "longer by now").unwrap();
        assert_eq!(opened.gone(), None);
        std::fs::rename(&other, &file).unwrap();
        assert!(opened.gone().unwrap().contains("another file"));
        std::fs::remove_file(&file).unwrap();
        assert!(opened.gone().unwrap().contains("taken away"));
    }
}
