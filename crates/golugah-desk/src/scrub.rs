use sea_orm::{DatabaseBackend, DbErr};

use super::Db;

/// The tables whose rows may be emptied for good. They are no records.
const ERASABLE: &str = "texts";

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
        let rows = self
            .read()
            .rows("PRAGMA wal_checkpoint(TRUNCATE)", Vec::new())
            .await?;
        let busy: i64 = rows.first().map_or(Ok(0), |row| row.try_get("", "busy"))?;
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
