use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectOptions, Database};

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
