//! What lies beside a result only while it is made: nobody else reads it, and it goes when the program ends, when it is told
//! to stop, or, where it was killed, when the next one begins.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use golugah_desk::private;
use tempfile::TempDir;

/// How such a folder's name begins.
const PREFIX: &str = ".golugah-";

/// What whoever made the folder holds for as long as it lives.
const LOCK: &str = "lock";

/// What can lie in such a folder.
const WITHIN: [&str; 5] = [
    "county.sqlite",
    "county.sqlite-journal",
    "county.sqlite-wal",
    "county.sqlite-shm",
    LOCK,
];

/// How the process ends that was told to stop: as one that the signal ended.
const TOLD_TO_STOP: i32 = 143;

/// A folder that passes.
pub(crate) struct Passing {
    folder: TempDir,
    _lock: File,
}

impl Passing {
    /// Makes one in a folder, and sweeps away those whose makers are gone. Told to stop, the process takes it and the file
    /// `unfinished` with it.
    pub(crate) fn new(beside: &Path, unfinished: &Path) -> io::Result<Self> {
        sweep(beside)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(beside)?;
        let lock = private::new_file(&folder.path().join(LOCK))?;
        lock.try_lock()?;
        take_away_when_told(vec![folder.path().to_owned(), unfinished.to_owned()])?;
        Ok(Self { folder, _lock: lock })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Takes away what killed runs left. Whatever is held, or holds anything else, is not theirs.
fn sweep(beside: &Path) -> io::Result<()> {
    for entry in fs::read_dir(beside)? {
        let entry = entry?;
        let is_left = entry.file_name().to_string_lossy().starts_with(PREFIX) && entry.file_type()?.is_dir();
        if !is_left {
            continue;
        }
        let folder = entry.path();
        let held = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err());
        let names = fs::read_dir(&folder).map(|entries| entries.flatten().map(|entry| entry.file_name()));
        let is_ours = names.is_ok_and(|mut names| names.all(|name| WITHIN.iter().any(|own| name == *own)));
        if held || !is_ours {
            continue;
        }
        // Another user's is theirs to take away.
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(())
}

/// From now on, a signal that asks the process to end takes these with it.
fn take_away_when_told(paths: Vec<PathBuf>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let told = {
        let _within = runtime.enter();
        told_to_stop()?
    };
    std::thread::spawn(move || {
        runtime.block_on(told);
        for path in paths {
            // What is not there yet, or is gone, needs no taking away.
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
        std::process::exit(TOLD_TO_STOP);
    });
    Ok(())
}

/// Comes back when somebody asks the process to end; it is heard from here on.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let mut hung_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
            _ = hung_up.recv() => {}
        }
    })
}

/// Comes back when somebody asks the process to end.
#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
