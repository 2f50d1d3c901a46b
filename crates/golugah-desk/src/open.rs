use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, Database, DatabaseBackend, DatabaseConnection, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot, watch};

use super::schema::Schema;
use super::writer::{Job, Writer, chore, job};
use super::{Actor, Deed, PublicRead, Read, Refusal, migrations};
use crate::clock::Clock;

/// How many deeds may wait for the writer; who comes then waits to be let in.
const WAITING_ROOM: usize = 1024;

/// How many connections read at once.
const READERS: u32 = 4;

/// How long a lock held by another process (the worker) is waited for.
pub(crate) const BUSY: Duration = Duration::from_secs(10);

/// The county's database, open.
#[derive(Clone, Debug)]
pub struct Db {
    readers: DatabaseConnection,
    writer: mpsc::Sender<Box<dyn Job>>,
    schema: Arc<Schema>,
    clock: Clock,
    size: watch::Receiver<u64>,
}

/// Why a database could not be opened.
#[derive(Debug)]
pub struct OpenError {
    /// What was to be opened, without a password.
    pub database: String,
    /// What the engine said.
    pub because: DbErr,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.database, self.because)
    }
}

impl std::error::Error for OpenError {}

impl Db {
    /// Opens the file, or makes it, and brings it to its present shape.
    pub async fn open_sqlite(file: &Path, clock: Clock) -> Result<Self, OpenError> {
        let error = |because| OpenError {
            database: file.display().to_string(),
            because,
        };
        let connect = |connections: u32, write: bool| {
            let file = file.to_owned();
            async move {
                // The name is replaced below by the path itself, which an address could not hold unescaped.
                let mut options = ConnectOptions::new("sqlite://county.sqlite");
                options
                    .max_connections(connections)
                    .min_connections(1)
                    .sqlx_logging(false);
                options.test_before_acquire(false);
                options.map_sqlx_sqlite_opts(move |sqlite| {
                    // FULL: a commit is on disk before anybody is told of it. NORMAL loses the last ones at a power cut.
                    sqlite
                        .filename(&file)
                        .create_if_missing(write)
                        .busy_timeout(BUSY)
                        .pragma("journal_mode", "WAL")
                        .pragma("synchronous", "FULL")
                        .pragma("foreign_keys", "ON")
                        .pragma("trusted_schema", "OFF")
                        .pragma("query_only", if write { "OFF" } else { "ON" })
                });
                Database::connect(options).await
            }
        };
        let writer = connect(1, true).await.map_err(error)?;
        Self::start(writer, || connect(READERS, false), clock)
            .await
            .map_err(error)
    }

    /// Connects to PostgreSQL and brings the database to its present shape. `name` is what errors call it.
    pub async fn open_postgres(url: &str, name: &str, clock: Clock) -> Result<Self, OpenError> {
        let error = |because| OpenError {
            database: name.to_owned(),
            because,
        };
        let connect = |connections: u32| {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(connections)
                .min_connections(1)
                .sqlx_logging(false);
            Database::connect(options)
        };
        let writer = connect(1).await.map_err(error)?;
        Self::start(writer, || connect(READERS), clock)
            .await
            .map_err(error)
    }

    /// Opens an existing file to look at it: nothing in it is changed, its shape included.
    pub async fn inspect_sqlite(file: &Path, clock: Clock) -> Result<Self, OpenError> {
        let error = |because| OpenError {
            database: file.display().to_string(),
            because,
        };
        let path = file.to_owned();
        let mut options = ConnectOptions::new("sqlite://county.sqlite");
        options.max_connections(1).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .filename(&path)
                .busy_timeout(BUSY)
                .pragma("query_only", "ON")
        });
        let readers = Database::connect(options).await.map_err(error)?;
        migrations::refuse_former(Read::pool(&readers))
            .await
            .map_err(error)?;
        let schema = match Schema::read(Read::pool(&readers), readers.get_database_backend()).await {
            Ok(schema) => schema,
            Err(_) => {
                // Where the log's tables are gone, that is what is to be found; where this is no database, it is the end.
                Read::pool(&readers)
                    .number("SELECT COUNT(*) FROM sqlite_schema", Vec::new())
                    .await
                    .map_err(error)?;
                Schema::default()
            }
        };
        // Nobody takes what is sent here, so every deed is told that the writer has stopped.
        let (writer, _) = mpsc::channel(1);
        let (_, size) = watch::channel(0);
        Ok(Self {
            readers,
            writer,
            schema: Arc::new(schema),
            clock,
            size,
        })
    }

    async fn start<F: Future<Output = Result<DatabaseConnection, DbErr>>>(
        connection: DatabaseConnection,
        readers: impl FnOnce() -> F,
        clock: Clock,
    ) -> Result<Self, DbErr> {
        let transaction = connection.begin_with_options(for_writing()).await?;
        migrations::migrate(&transaction).await?;
        transaction.commit().await?;
        let readers = readers().await?;
        let schema = Arc::new(Schema::read(Read::pool(&readers), readers.get_database_backend()).await?);
        let (writer, deeds) = mpsc::channel(WAITING_ROOM);
        let (size_sender, size) = watch::channel(0);
        tokio::spawn(Writer::new(connection, Arc::clone(&schema), clock.clone(), size_sender).run(deeds));
        Ok(Self {
            readers,
            writer,
            schema,
            clock,
            size,
        })
    }

    /// What can be read.
    pub fn read(&self) -> Read<'_> {
        Read::pool(&self.readers)
    }

    /// What anybody may read.
    pub fn public(&self) -> PublicRead<'_> {
        PublicRead::new(self.read())
    }

    /// The clock the county goes by.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The engine below, for the few statements that differ.
    pub fn backend(&self) -> DatabaseBackend {
        self.readers.get_database_backend()
    }

    /// The log's size after this process's last commit; it changes whenever there is something new to publish.
    pub fn log_size(&self) -> watch::Receiver<u64> {
        self.size.clone()
    }

    pub(super) fn readers(&self) -> &DatabaseConnection {
        &self.readers
    }

    pub(super) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Runs a statement over what is no official record: visits, credentials. One that names an official table or the
    /// log is refused, for those are written by deeds.
    pub async fn keep(&self, sql: &'static str, values: Vec<sea_orm::Value>) -> Result<(), DbErr> {
        if self.schema.is_official(sql) {
            return Err(DbErr::Custom(format!("only a deed may write this: {sql}")));
        }
        let stopped = || DbErr::Custom("the writer has stopped".to_owned());
        let (answer, answered) = oneshot::channel();
        self.writer
            .send(chore(sql, values, answer))
            .await
            .map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// Does a deed. When this returns, it is on disk with its log entry, or nothing of it is.
    pub async fn perform<D: Deed>(&self, actor: Actor, deed: D) -> Result<D::Done, Refusal> {
        let stopped = || Refusal::Broken(DbErr::Custom("the writer has stopped".to_owned()));
        let (answer, answered) = oneshot::channel();
        self.writer
            .send(job(actor, deed, answer))
            .await
            .map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

/// A transaction that will write says so at once: on SQLite a later change of mind can fail with "busy".
pub(crate) fn for_writing() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}
