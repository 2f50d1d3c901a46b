use sea_orm::{ConnectionTrait, DbErr};

use super::{Db, connect};
use crate::open::Readers;

/// How many rows of an index are looked at: enough to know which of two serves a query.
const LOOKED_AT: u32 = 400;

impl Db {
    /// Lets SQLite look how its tables have grown, so that it takes the indexes that were made for its queries: without that
    /// it holds every table for as long as any other. A matter of milliseconds; PostgreSQL does it by itself.
    ///
    /// # Errors
    /// Where the database fails. Then pages are slower and nothing else is different.
    pub async fn analyze(&self) -> Result<(), DbErr> {
        let Readers::File(readers) = self.readers() else {
            return Ok(());
        };
        let connection = connect::to_copy(readers.path()).await?;
        // A connection that has asked nothing looks at all tables by the flag 0x10000.
        let sql = format!("PRAGMA analysis_limit = {LOOKED_AT}; PRAGMA optimize = 0x10002");
        let done = connection.execute_unprepared(&sql).await;
        connection.close().await?;
        // Who has the file open goes on by what it knew when it opened it.
        readers.renew();
        done.map(|_| ())
    }
}
