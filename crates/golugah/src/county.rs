//! The county's folder: its database, its key, its log.

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use golugah_county::texts::{self, Forgotten};
use golugah_desk::clock::Clock;
use golugah_desk::{Db, Standing, is_read_only, private};
use golugah_ledger::Signer;
use tokio::sync::watch;

use crate::failure::Failure;
use crate::progress::say;

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
        if is_read_only(&database) {
            say(&format!(
                "{}: nothing can be written here; the database is read as a file that nobody changes meanwhile",
                data.display()
            ));
        }
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

/// How many threads answer at least: a page is made where its connection is attended to, and while one reads from a slow
/// disk others answer (decision 0034).
const LEAST_THREADS: usize = 4;

/// Runs what waits for the network and the database.
pub(crate) fn wait_for<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(processors.max(LEAST_THREADS))
        .enable_all()
        .build();
    runtime.map_err(Failure::because)?.block_on(work)
}

/// The database, made where there is none.
pub(crate) async fn open(data: &Path, clock: Clock) -> Result<Db, Failure> {
    keep_to_oneself(data)?;
    Db::open_sqlite(&database(data), &golugah_county::HOUSE, clock)
        .await
        .map_err(Failure::because)
}

/// How often it is looked how the tables have grown.
const GROWN: Duration = Duration::from_hours(24);

/// Lets the database look how its tables have grown, now and every day. A failure is no harm; the next look is as good.
pub(crate) async fn keep_planned(db: Db) {
    loop {
        if let Err(error) = db.analyze().await {
            say(&format!(
                "golugah: how the tables have grown was not looked at: {error}"
            ));
        }
        tokio::time::sleep(GROWN).await;
    }
}

/// How the process ends where nobody can say whether the last deeds were done.
const IN_DOUBT: i32 = 3;

/// Says whenever the database failed, and ends the process where what it did cannot be found out: whoever waits for an
/// answer then gets none, which is true, and the next start finds what is on disk.
pub(crate) async fn watch(mut standing: watch::Receiver<Standing>) {
    while standing.changed().await.is_ok() {
        let now = standing.borrow_and_update().clone();
        match now {
            Standing::Sound => {}
            Standing::Failed { times, because } => say(&format!(
                "golugah: the database failed ({times} since the start): {because}; whoever asked was told, and its \
                 connection was replaced"
            )),
            Standing::InDoubt(because) => {
                say(&format!(
                    "golugah: whether the last deeds were done cannot be found out: {because}; the process ends so that \
                     nobody is told what may not be true"
                ));
                std::process::exit(IN_DOUBT);
            }
        }
    }
}

/// Holds a lock in the county's folder until the process ends, however it ends; `None` where another process has it.
pub(crate) fn lock(data: &Path, name: &str) -> Result<Option<fs::File>, Failure> {
    let path = data.join(name);
    let file = private::file(&path).map_err(|error| Failure::writing(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(Failure::writing(&path, &error)),
    }
}

/// What the program makes in a county's folder.
const OWN: [&str; 16] = [
    "county.sqlite",
    "county.sqlite-wal",
    "county.sqlite-shm",
    "county.sqlite-journal",
    SECRETS,
    "log",
    "files",
    "lake",
    "results",
    "rejects",
    "forgotten",
    "serve.lock",
    "work.lock",
    "report.fa.html",
    "report.en.html",
    "invented-county",
];

/// Refuses a folder in which something lies and no county: it is somebody else's, named by mistake. What the program itself
/// makes there before a county begins (a lake, a key put back) is none, nor what a disk has at its root.
fn refuse_foreign(data: &Path) -> Result<(), Failure> {
    if database(data).is_file() {
        return Ok(());
    }
    let entries = match fs::read_dir(data) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|error| Failure::because(format!("{}: {error}", data.display())))?,
    };
    for entry in entries {
        let name = entry.map_err(Failure::because)?.file_name();
        if name != "lost+found" && !OWN.iter().any(|own| name == *own) {
            return Err(Failure::CouldNotRun(format!(
                "{}: {} lies in it and no county does, so it may be somebody else's; name a county's folder, or a fresh \
                 one, with --data",
                data.display(),
                name.display()
            )));
        }
    }
    Ok(())
}

/// Makes the county's folder and its database's file where they are missing, and takes from everybody else on the machine
/// what they may read of it. What is not the county's own is left as it is.
fn keep_to_oneself(data: &Path) -> Result<(), Failure> {
    refuse_foreign(data)?;
    let made = || {
        private::folder(data)?;
        match private::new_file(&database(data)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    };
    made().map_err(|error| Failure::writing(data, &error))?;
    let own = OWN.iter().map(|name| private::keep_to_oneself(&data.join(name)));
    for kept in std::iter::once(private::keep_this(data)).chain(own) {
        if let Err(error) = kept
            && error.kind() != io::ErrorKind::NotFound
        {
            // The county works all the same.
            say(&format!(
                "{}: others on this machine may be able to read in it: {error}",
                data.display()
            ));
            break;
        }
    }
    Ok(())
}

/// The key under which visits are stored, made where there is none.
pub(crate) fn visits_key(data: &Path) -> Result<[u8; 32], Failure> {
    let path = data.join(SECRETS).join("visits.key");
    match fs::read(&path) {
        Ok(bytes) => <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| {
            Failure::because(format!(
                "{}: {} bytes, expected 32; without the file another one is made, and everybody signs in again",
                path.display(),
                bytes.len()
            ))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut key = [0; 32];
            getrandom::fill(&mut key).map_err(Failure::because)?;
            keep_secret(&path, &key)?;
            Ok(key)
        }
        Err(error) => Err(Failure::because(format!("{}: {error}", path.display()))),
    }
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

/// Whether the public key beside the log is not that of the secret one; `false` where one of them is not there.
pub(crate) fn is_under_another_key(data: &Path) -> Result<bool, Failure> {
    let public = log(data).join("vkey");
    if !key(data).exists() || !public.exists() {
        return Ok(false);
    }
    let known =
        fs::read(&public).map_err(|error| Failure::because(format!("{}: {error}", public.display())))?;
    Ok(known != format!("{}\n", signer(data)?.verifier()).as_bytes())
}

/// Writes a file that only its owner reads.
fn keep_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || {
        if let Some(folder) = path.parent() {
            private::folder(folder)?;
        }
        let mut file = private::new_file(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| Failure::writing(path, &error))
}

/// Forgets again what was forgotten: a database from a backup of an earlier day has those texts still. And takes the remains
/// of whatever was emptied off the disk; where somebody reads just now, `serve` goes on trying.
pub(crate) async fn forget_again(db: &Db, data: &Path) -> Result<(), Failure> {
    let again = texts::forget_again(db, &Forgotten::of(data)).await;
    let again = again.map_err(Failure::because)?;
    if again.by_deed + again.by_list > 0 {
        say(&format!(
            "golugah: {} texts that were withdrawn were here again, and are gone again; for {} of them that is an entry of \
             the log",
            again.by_deed + again.by_list,
            again.by_list
        ));
    }
    for commitment in again.untrue {
        say(&format!(
            "{}: text {commitment} is named with an entry of the log that is another one; it was not withdrawn",
            data.join("forgotten").display()
        ));
    }
    if let Err(error) = texts::clear_at_start(db).await {
        say(&format!(
            "golugah: remains of withdrawn texts may be on the disk still: {error}"
        ));
    }
    Ok(())
}

/// How soon the remains of a text that went are taken off the disk, and how often that is tried.
const REMAINS: Duration = Duration::from_secs(5);

/// Takes the remains of texts that went off the disk, for as long as the site is open. What goes on failing is said now and
/// then.
pub(crate) async fn keep_clear(db: Db, data: PathBuf) {
    let mut failed: u32 = 0;
    // What a start could not clear leaves no mark.
    let mut cleared = false;
    loop {
        let list = Forgotten::of(&data);
        let done = match (cleared, texts::clear_away(&db, &list).await) {
            (false, Ok(())) => texts::clear_at_start(&db).await.map_err(Into::into),
            (_, done) => done,
        };
        match done {
            Ok(()) => {
                cleared = true;
                failed = 0;
            }
            Err(error) => {
                if failed.is_multiple_of(60) {
                    say(&format!(
                        "golugah: remains of withdrawn texts are on the disk still: {error}"
                    ));
                }
                failed = failed.wrapping_add(1);
            }
        }
        tokio::time::sleep(REMAINS).await;
    }
}
