//! The right edge of the log's tree, as the database keeps it.

use golugah_ledger::Tree;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr};

use super::Read;
use crate::clock::Moment;
use crate::log::LogEntry;

/// The log's tree as it stands. On PostgreSQL the row is locked, so that several nodes write one after another; on
/// SQLite the transaction itself is that lock.
pub(crate) async fn head(transaction: &DatabaseTransaction) -> Result<Tree, DbErr> {
    let sql = match transaction.get_database_backend() {
        DatabaseBackend::Sqlite => "SELECT tree FROM log_head WHERE id = 1",
        _ => "SELECT tree FROM log_head WHERE id = 1 FOR UPDATE",
    };
    let rows = Read::transaction(transaction).rows(sql, Vec::new()).await?;
    let row = rows
        .first()
        .ok_or_else(|| DbErr::RecordNotFound("log_head has lost its row".to_owned()))?;
    head_of(&row.get::<String>("tree")?)
}

/// The tree that a text of `log_head` says.
pub(crate) fn head_of(text: &str) -> Result<Tree, DbErr> {
    let bytes = unhex(text).ok_or_else(|| DbErr::Custom("log_head is not hexadecimal".to_owned()))?;
    Tree::from_bytes(&bytes).map_err(|error| DbErr::Custom(format!("log_head: {error}")))
}

/// When the newest deed was done; `None` where there is none.
pub(crate) async fn last_moment(transaction: &DatabaseTransaction) -> Result<Option<Moment>, DbErr> {
    let sql = "SELECT entry FROM log_entries ORDER BY seq DESC LIMIT 1";
    let rows = Read::transaction(transaction).rows(sql, Vec::new()).await?;
    let entry: Option<String> = rows.first().map(|row| row.get("entry")).transpose()?;
    // An entry that cannot be read is told by `golugah verify`; it holds up nobody.
    Ok(entry
        .and_then(|entry| LogEntry::parse(&entry))
        .and_then(|entry| Moment::parse(&entry.time)))
}

/// Bytes in lower-case hexadecimal digits, two for each: what hashes, keys and names are stored as.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
