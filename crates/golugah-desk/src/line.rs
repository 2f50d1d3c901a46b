use std::pin::Pin;
use std::sync::Arc;

use sea_orm::{DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};

use super::connect::BUSY;
use super::failure::Failure;
use super::open::for_writing;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The one that writes.
    Writing,
    /// One that only reads.
    Reading,
}

/// Makes so many connections of a kind.
pub(crate) type Connect = Arc<
    dyn Fn(Use, u32) -> Pin<Box<dyn Future<Output = Result<DatabaseConnection, DbErr>> + Send>> + Send + Sync,
>;

/// The writer's one connection. It is trusted until it fails; then it is closed and another is opened.
pub(crate) struct Line {
    connect: Connect,
    open: Option<DatabaseConnection>,
}

/// A connection could not be closed, so that nobody knows what it still holds.
#[derive(Debug)]
pub(crate) struct HeldOpen;

impl Line {
    pub(crate) fn new(connect: Connect, open: DatabaseConnection) -> Self {
        Self {
            connect,
            open: Some(open),
        }
    }

    /// Begins a transaction that will write. A connection that was cut while nobody used it is replaced, once.
    pub(crate) async fn begin(&mut self) -> Result<DatabaseTransaction, Begin> {
        match self.try_to_begin().await {
            Ok(transaction) => return Ok(transaction),
            Err(error) => {
                self.throw_away().await.map_err(Begin::HeldOpen)?;
                // Who holds the lock has been waited for already.
                if is_answer(&error) {
                    return Err(Begin::Failed(Failure::after(&error)));
                }
            }
        }
        match self.try_to_begin().await {
            Ok(transaction) => Ok(transaction),
            Err(error) => {
                self.throw_away().await.map_err(Begin::HeldOpen)?;
                Err(Begin::Failed(Failure::after(&error)))
            }
        }
    }

    async fn try_to_begin(&mut self) -> Result<DatabaseTransaction, DbErr> {
        let connection = match self.open.take() {
            Some(connection) => connection,
            None => (self.connect)(Use::Writing, 1).await?,
        };
        let begun = connection.begin_with_options(for_writing()).await;
        self.open = Some(connection);
        begun
    }

    /// Closes the connection, whatever state it is in: its transaction is rolled back and its lock is gone.
    pub(crate) async fn throw_away(&mut self) -> Result<(), HeldOpen> {
        let Some(connection) = self.open.take() else {
            return Ok(());
        };
        let engine = connection.get_database_backend();
        let closed = tokio::time::timeout(BUSY, connection.close()).await;
        // Another server's backend may be beyond reach; its lock is waited for where it matters, under `log_head`.
        if closed.is_err() && engine == DatabaseBackend::Sqlite {
            return Err(HeldOpen);
        }
        Ok(())
    }
}

/// Why a transaction could not be begun.
pub(crate) enum Begin {
    /// The database refused or is not there.
    Failed(Failure),
    /// The former connection could not be closed.
    HeldOpen(HeldOpen),
}

/// Whether the engine itself answered, so that asking again over another connection gives the same.
fn is_answer(error: &DbErr) -> bool {
    use sea_orm::{RuntimeErr, SqlxError};
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    // PostgreSQL says by an answer, too, that it ends the connection: class 57.
    matches!(cause.as_ref(), SqlxError::Database(said) if !said.code().unwrap_or_default().starts_with("57"))
}
