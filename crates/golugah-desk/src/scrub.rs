use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseBackend, DbErr};

use super::{Db, Read};

/// How long readings are waited for. Whoever asked tries again later.
const MOMENT: Duration = Duration::from_millis(200);

/// The tables whose rows may be emptied for good, or whose words go with such a row. They are no records.
const ERASABLE: &str = "texts, find_private, outbox_addresses";

impl Db {
    /// Takes what was emptied out of the write-ahead log, so that its bytes lie nowhere in the county's folder: pages are
    /// written over where they lie, the log is cut to nothing. On PostgreSQL [`Self::rewrite`] does it.
    ///
    /// # Errors
    /// Where the database fails, or a long reading kept the log from being cut.
    pub async fn scrub(&self) -> Result<(), DbErr> {
        if self.backend() != DatabaseBackend::Sqlite {
            return Ok(());
        }
        let sql = "SELECT file FROM pragma_database_list WHERE name = 'main'";
        let rows = self.read().rows(sql, Vec::new()).await?;
        let file: String = rows.first().map_or(Ok(String::new()), |row| row.get("file"))?;
        // A connection of its own: while it waits for readers, every deed waits for it, so it waits for a moment only.
        let mut options = ConnectOptions::new("sqlite://county.sqlite");
        options.max_connections(1).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .filename(&file)
                .create_if_missing(false)
                .busy_timeout(MOMENT)
        });
        let connection = Database::connect(options).await?;
        let rows = Read::pool(&connection)
            .rows("PRAGMA wal_checkpoint(TRUNCATE)", Vec::new())
            .await;
        connection.close().await?;
        let rows = rows?;
        let busy: i64 = rows.first().map_or(Ok(0), |row| row.get("busy"))?;
        match busy {
            0 => Ok(()),
            _ => Err(DbErr::Custom(
                "a long reading keeps the write-ahead log from being cut".to_owned(),
            )),
        }
    }

    /// Writes the erasable tables anew on PostgreSQL, whose emptied rows lie on disk until then; for the night.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn rewrite(&self) -> Result<(), DbErr> {
        if self.backend() != DatabaseBackend::Postgres {
            return Ok(());
        }
        self.read()
            .rows(&format!("VACUUM FULL {ERASABLE}"), Vec::new())
            .await
            .map(|_| ())
    }
}
