use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use super::line::{Connect, Use};

/// How long a lock held by another process (the worker, a backup, another node) is waited for, and a connection.
pub(crate) const BUSY: Duration = Duration::from_secs(10);

/// Connections to a file, which the first that writes makes where there is none.
pub(crate) fn sqlite(file: &Path) -> Connect {
    let file = file.to_owned();
    Arc::new(move |wanted, most| {
        let options = sqlite_options(file.clone(), wanted, most);
        Box::pin(Database::connect(options))
    })
}

fn sqlite_options(file: PathBuf, wanted: Use, most: u32) -> ConnectOptions {
    let writes = wanted == Use::Writing;
    // The name is replaced below by the path itself, which an address could not hold unescaped.
    let mut options = ConnectOptions::new("sqlite://county.sqlite");
    options
        .max_connections(most)
        .min_connections(least(wanted))
        .acquire_timeout(BUSY)
        .sqlx_logging(false);
    options.test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        // FULL: a commit is on disk before anybody is told of it. NORMAL loses the last ones at a power cut.
        sqlite
            .filename(&file)
            .create_if_missing(writes)
            .busy_timeout(BUSY)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .pragma("trusted_schema", "OFF")
            // What is taken away is written over where it lay.
            .pragma("secure_delete", "ON")
            .pragma("query_only", if writes { "OFF" } else { "ON" })
    });
    options
}

/// Connections to a server. Who writes waits for another node's lock no longer than for another process on SQLite.
pub(crate) fn postgres(url: &str) -> Connect {
    let url = url.to_owned();
    Arc::new(move |wanted, most| {
        let mut options = ConnectOptions::new(url.clone());
        options
            .max_connections(most)
            .min_connections(least(wanted))
            .acquire_timeout(BUSY)
            .sqlx_logging(false);
        if wanted == Use::Writing {
            options.map_sqlx_postgres_opts(|postgres| {
                postgres.options([("lock_timeout", BUSY.as_millis().to_string())])
            });
        }
        Box::pin(Database::connect(options))
    })
}

/// A pool that is being closed must not open another connection to write with.
fn least(wanted: Use) -> u32 {
    match wanted {
        Use::Writing => 0,
        Use::Reading => 1,
    }
}

/// Whether nothing can be written beside a file: then SQLite cannot make what it shares with others who have it open, and
/// reads the file alone, as one that nobody changes.
#[cfg(unix)]
pub fn is_read_only(file: &Path) -> bool {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err()
}

/// Whether nothing can be written beside a file; what the system says of folders here is not asked.
#[cfg(not(unix))]
pub fn is_read_only(_file: &Path) -> bool {
    false
}

/// A connection to a file that must be there, over which anything may be written.
pub(crate) async fn to_copy(file: &Path) -> Result<DatabaseConnection, DbErr> {
    let read_only = is_read_only(file);
    if read_only {
        refuse_unread_commits(file)?;
    }
    let file = file.to_owned();
    let mut options = ConnectOptions::new("sqlite://county.sqlite");
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .filename(&file)
            .create_if_missing(false)
            .busy_timeout(BUSY)
            .read_only(read_only)
            .immutable(read_only)
    });
    Database::connect(options).await
}

/// Who reads the file alone does not see what has been committed and lies beside it still.
pub(crate) fn refuse_unread_commits(file: &Path) -> Result<(), DbErr> {
    let mut beside = file.as_os_str().to_owned();
    beside.push("-wal");
    match std::fs::metadata(&beside) {
        Ok(about) if about.len() > 0 => Err(DbErr::Custom(format!(
            "{} holds the newest deeds and cannot be read where nothing can be written; copy the whole folder to where it \
             can, and look at it there",
            Path::new(&beside).display()
        ))),
        _ => Ok(()),
    }
}
