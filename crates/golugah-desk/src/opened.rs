use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The database's file as it was when it was opened: which one it is, whatever lies under its name later. Its write-ahead log is
/// noted when it is first seen, for it is made by the first who writes, and stays as long as anybody has the file open.
#[derive(Debug)]
pub(crate) struct Opened {
    file: PathBuf,
    which: Which,
    log: PathBuf,
    log_is: OnceLock<Which>,
}

/// Device and number, by which a file is known.
type Which = (u64, u64);

impl Opened {
    /// Notes which file this is.
    pub(crate) fn note(file: &Path) -> io::Result<Self> {
        let mut log = file.as_os_str().to_owned();
        log.push("-wal");
        Ok(Self {
            file: file.to_owned(),
            which: which(file)?,
            log: log.into(),
            log_is: OnceLock::new(),
        })
    }

    /// Why what is in the opened file is not what lies under its name; `None` while it lies where it lay.
    pub(crate) fn gone(&self) -> Option<String> {
        became(&self.file, self.which).map(|what| told(&self.file, what))
    }

    /// Why what is written to the opened file is lost when it is closed. For whoever keeps a connection open, and with it the log.
    pub(crate) fn gone_or_its_log(&self) -> Option<String> {
        let gone = self.gone();
        if gone.is_some() {
            return gone;
        }
        let known = match which(&self.log) {
            Ok(now) => *self.log_is.get_or_init(|| now),
            Err(_) => *self.log_is.get()?,
        };
        became(&self.log, known).map(|what| told(&self.log, what))
    }
}

fn told(file: &Path, what: &str) -> String {
    format!("{}: {what} while the program worked with it", file.display())
}

/// What became of a file that was another once.
fn became(file: &Path, once: Which) -> Option<&'static str> {
    match which(file) {
        Ok(now) if now == once => None,
        Ok(_) => Some("another file lies in its place"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some("it was taken away"),
        // It could not be looked at, which says nothing of it.
        Err(_) => None,
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
        // Its write-ahead log is known from when it is first seen.
        let log = folder.path().join("one-wal");
        std::fs::write(&log, "log").unwrap();
        assert_eq!(opened.gone_or_its_log(), None);
        std::fs::rename(&log, folder.path().join("aside")).unwrap();
        assert!(
            opened
                .gone_or_its_log()
                .unwrap()
                .contains("one-wal: it was taken away")
        );
        std::fs::write(&log, "log").unwrap();
        assert!(
            opened
                .gone_or_its_log()
                .unwrap()
                .contains("one-wal: another file")
        );
        std::fs::rename(folder.path().join("aside"), &log).unwrap();
        assert_eq!(opened.gone_or_its_log(), None);
        std::fs::rename(&other, &file).unwrap();
        assert!(opened.gone().unwrap().contains("another file"));
        std::fs::remove_file(&file).unwrap();
        assert!(opened.gone().unwrap().contains("taken away"));
    }
}
