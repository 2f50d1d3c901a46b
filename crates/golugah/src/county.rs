//! The county's folder: its database, its key, its log.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use golugah_desk::Db;
use golugah_desk::clock::Clock;
use golugah_ledger::Signer;

use crate::failure::Failure;

/// The log's name in its checkpoints.
pub(crate) const ORIGIN: &str = "golugah/county";

/// Where the database lies.
pub(crate) fn database(data: &Path) -> PathBuf {
    data.join("county.sqlite")
}

/// The database of a county that must be there.
pub(crate) fn existing(data: &Path) -> Result<PathBuf, Failure> {
    let database = database(data);
    if database.is_file() {
        return Ok(database);
    }
    Err(Failure::CouldNotRun(format!(
        "{}: there is no county here; expected the folder that `serve` or `demo` was given with --data",
        database.display()
    )))
}

/// Where the log's secret key lies.
pub(crate) fn key(data: &Path) -> PathBuf {
    data.join(SECRETS).join("log.key")
}

/// Where the checkpoint and the tiles lie.
pub(crate) fn log(data: &Path) -> PathBuf {
    data.join("log")
}

/// Where the secrets lie, which are in no backup unless that is asked for.
pub(crate) const SECRETS: &str = "secrets";

/// Runs what waits for the network and the database.
pub(crate) fn wait_for<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(Failure::because)?.block_on(work)
}

/// The database, made where there is none.
pub(crate) async fn open(data: &Path, clock: Clock) -> Result<Db, Failure> {
    fs::create_dir_all(data).map_err(|error| Failure::writing(data, &error))?;
    Db::open_sqlite(&database(data), clock)
        .await
        .map_err(Failure::because)
}

/// The log's secret key, made where there is none, in a file that only its owner reads.
pub(crate) fn signer(data: &Path) -> Result<Signer, Failure> {
    let path = key(data);
    let seed = match fs::read(&path) {
        Ok(bytes) => <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| {
            Failure::because(format!("{}: {} bytes, expected 32", path.display(), bytes.len()))
        })?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Outsiders hold the key of the log that was published; another one may not slip in unsaid.
            if log(data).join("vkey").exists() {
                return Err(Failure::CouldNotRun(format!(
                    "{}: the log's secret key is missing and the log was published under it; put it back here, or begin \
                     anew under another with `golugah restore`, option --new-key",
                    path.display()
                )));
            }
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(Failure::because)?;
            keep_secret(&path, &seed)?;
            seed
        }
        Err(error) => return Err(Failure::because(format!("{}: {error}", path.display()))),
    };
    Signer::from_seed(ORIGIN, &seed).map_err(Failure::because)
}

/// Writes a file that only its owner reads.
fn keep_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| Failure::writing(path, &error))
}
