use std::fmt;
use std::path::Path;
use std::sync::Arc;

use sea_orm::{
    DatabaseBackend, DatabaseConnection, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot, watch};

use super::connect;
use super::house::House;
use super::line::{Connect, Line, Use};
use super::mark::Mark;
use super::opened::Opened;
use super::read::FileReaders;
use super::schema::Schema;
use super::standing::Standing;
use super::writer::{Job, Writer, chore, job};
use super::{Deed, Doer, Making, PublicRead, Read, Refusal, making, migrations};
use crate::clock::Clock;
use crate::room::Floor;

/// How many deeds may wait for the writer; who comes then waits to be let in.
const WAITING_ROOM: usize = 1024;

/// How many connections to a server read at once.
const READERS: u32 = 4;

/// The county's database, open.
#[derive(Clone, Debug)]
pub struct Db {
    readers: Readers,
    writer: mpsc::Sender<Box<dyn Job>>,
    schema: Arc<Schema>,
    clock: Clock,
    size: watch::Receiver<u64>,
    standing: watch::Receiver<Standing>,
    floor: Option<Arc<Floor>>,
    house: &'static House,
}

/// What the database is read over.
#[derive(Clone, Debug)]
pub(super) enum Readers {
    /// A SQLite file.
    File(Arc<FileReaders>),
    /// A PostgreSQL server.
    Pool(DatabaseConnection),
}

impl Readers {
    fn read(&self) -> Read<'_> {
        match self {
            Self::File(readers) => Read::file(readers),
            Self::Pool(pool) => Read::pool(pool),
        }
    }

    fn backend(&self) -> DatabaseBackend {
        match self {
            Self::File(_) => DatabaseBackend::Sqlite,
            Self::Pool(_) => DatabaseBackend::Postgres,
        }
    }
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
    pub async fn open_sqlite(file: &Path, house: &'static House, clock: Clock) -> Result<Self, OpenError> {
        let error = |because| OpenError {
            database: file.display().to_string(),
            because,
        };
        Self::start(connect::sqlite(file), Some(file), house, clock)
            .await
            .map_err(error)
    }

    /// Connects to PostgreSQL and brings the database to its present shape. `name` is what errors call it.
    pub async fn open_postgres(
        url: &str,
        name: &str,
        house: &'static House,
        clock: Clock,
    ) -> Result<Self, OpenError> {
        let error = |because| OpenError {
            database: name.to_owned(),
            because,
        };
        Self::start(connect::postgres(url), None, house, clock)
            .await
            .map_err(error)
    }

    /// Opens an existing file to look at it: nothing in it is changed, its shape included.
    pub async fn inspect_sqlite(file: &Path, house: &'static House, clock: Clock) -> Result<Self, OpenError> {
        let error = |because| OpenError {
            database: file.display().to_string(),
            because,
        };
        let readers = FileReaders::to_look_at(file).map_err(error)?;
        let read = Read::file(&readers);
        migrations::refuse_former(read).await.map_err(error)?;
        let schema = match Schema::read(read, DatabaseBackend::Sqlite).await {
            Ok(schema) => schema,
            Err(_) => {
                // Where the log's tables are gone, that is what is to be found; where this is no database, it is the end.
                read.number("SELECT COUNT(*) FROM sqlite_schema", Vec::new())
                    .await
                    .map_err(error)?;
                Schema::default()
            }
        };
        // Nobody takes what is sent here, so every deed is told that the writer has stopped.
        let (writer, _) = mpsc::channel(1);
        let (_, size) = watch::channel(0);
        let (_, standing) = watch::channel(Standing::Sound);
        Ok(Self {
            readers: Readers::File(Arc::new(readers)),
            writer,
            schema: Arc::new(schema),
            clock,
            size,
            standing,
            floor: None,
            house,
        })
    }

    async fn start(
        connect: Connect,
        file: Option<&Path>,
        house: &'static House,
        clock: Clock,
    ) -> Result<Self, DbErr> {
        let connection = connect(Use::Writing, 1).await?;
        let transaction = connection.begin_with_options(for_writing()).await?;
        migrations::migrate(&transaction, house).await?;
        transaction.commit().await?;
        let readers = match file {
            Some(file) => Readers::File(Arc::new(FileReaders::open(file)?)),
            None => Readers::Pool(connect(Use::Reading, READERS).await?),
        };
        let schema = Arc::new(Schema::read(readers.read(), readers.backend()).await?);
        let opened = file.map(Opened::note).transpose();
        let opened = opened.map_err(|error| DbErr::Custom(error.to_string()))?;
        let mark = Mark::new(connect(Use::Reading, 1).await?, opened)?;
        let (writer, deeds) = mpsc::channel(WAITING_ROOM);
        let (size_sender, size) = watch::channel(0);
        let (standing_sender, standing) = watch::channel(Standing::Sound);
        let line = Line::new(connect, connection);
        let ended = standing_sender.clone();
        let one = Writer::new(
            line,
            mark,
            Arc::clone(&schema),
            house,
            clock.clone(),
            size_sender,
            standing_sender,
        );
        let writing = tokio::spawn(one.run(deeds));
        tokio::spawn(async move {
            // Whatever a deed broke, what it was part of may or may not be there.
            if let Err(error) = writing.await
                && error.is_panic()
            {
                ended.send_replace(Standing::InDoubt(format!("the writer broke down: {error}")));
            }
        });
        Ok(Self {
            readers,
            writer,
            schema,
            clock,
            size,
            standing,
            floor: None,
            house,
        })
    }

    /// The same database, with deeds refused while the disk has less room than this floor.
    #[must_use]
    pub fn with_floor(self, floor: Arc<Floor>) -> Self {
        Self {
            floor: Some(floor),
            ..self
        }
    }

    /// The same database, read by this schema.
    pub(super) fn with_schema(self, schema: Schema) -> Self {
        Self {
            schema: Arc::new(schema),
            ..self
        }
    }

    /// The floor of free space under which deeds are refused, and through it how much room there is; `None` where
    /// nothing is measured.
    pub fn floor(&self) -> Option<&Floor> {
        self.floor.as_deref()
    }

    /// How the writer stands; it changes whenever the database fails. Where it is [`Standing::InDoubt`] the process must
    /// end.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.clone()
    }

    /// Closes every connection, after the deeds that were sent are done: then the folder may be moved, and no file lies beside
    /// the database that only an open one needs. Whoever else holds this database keeps the writer going, and is waited for.
    ///
    /// # Errors
    /// Where the engine could not close.
    pub async fn close(self) -> Result<(), DbErr> {
        let Self {
            readers,
            writer,
            mut standing,
            ..
        } = self;
        drop(writer);
        match readers {
            Readers::File(readers) => readers.close(),
            Readers::Pool(pool) => pool.close().await?,
        }
        // The writer ends when nobody can send it anything, and what it says is heard no longer.
        while standing.changed().await.is_ok() {}
        Ok(())
    }

    /// What can be read.
    pub fn read(&self) -> Read<'_> {
        self.readers.read()
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
        self.readers.backend()
    }

    /// The log's size after this process's last commit; it changes whenever there is something new to publish.
    pub fn log_size(&self) -> watch::Receiver<u64> {
        self.size.clone()
    }

    pub(super) fn readers(&self) -> &Readers {
        &self.readers
    }

    pub(super) fn house(&self) -> &'static House {
        self.house
    }

    pub(super) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Runs a statement over what is no official record: visits, credentials. One that names an official table or the
    /// log is refused, for those are written by deeds. It is done under the floor of free space too: whoever signs in or
    /// out then can at least read, or be gone.
    pub async fn keep(&self, sql: &'static str, values: Vec<sea_orm::Value>) -> Result<(), Refusal> {
        if self.schema.is_official(sql) {
            let because = format!("only a deed may write this: {sql}");
            return Err(Refusal::Broken(DbErr::Custom(because)));
        }
        let (answer, answered) = oneshot::channel();
        self.writer
            .send(chore(sql, values, answer))
            .await
            .map_err(|_| stopped())?;
        answer_to(answered).await
    }

    /// Makes what is no official record of what is one, in one transaction; the log knows nothing of it.
    pub async fn make<M: Making>(&self, making: M) -> Result<M::Made, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.writer
            .send(making::making(making, answer))
            .await
            .map_err(|_| stopped())?;
        answer_to(answered).await
    }

    /// Does a deed. When this returns, it is on disk with its log entry and readers see it, or nothing of it is there.
    /// Where nobody can find out which, it does not return, and [`Db::standing`] says so. Done before by the same sending of
    /// a form, it is not done again, and gives what it gave then.
    pub async fn perform<D: Deed>(&self, doer: impl Into<Doer>, deed: D) -> Result<D::Done, Refusal> {
        let doer = doer.into();
        if let Some(key) = doer.refused() {
            return Err(Refusal::Rule(key));
        }
        if self.floor.as_ref().is_some_and(|floor| !floor.has_room()) {
            return Err(Refusal::NoRoom);
        }
        let note = doer.note();
        let (answer, answered) = oneshot::channel();
        self.writer
            .send(job(doer, deed, answer))
            .await
            .map_err(|_| stopped())?;
        let done = answer_to(answered).await?;
        note.note(D::NAME);
        Ok(done)
    }
}

/// Nobody takes deeds any more.
fn stopped() -> Refusal {
    Refusal::Unavailable("the writer has stopped".to_owned())
}

/// What the writer says. Did it break down with this in its hands, nothing true can be said of it: the process is about
/// to end, and until then nobody is told anything.
async fn answer_to<T>(answered: oneshot::Receiver<Result<T, Refusal>>) -> Result<T, Refusal> {
    match answered.await {
        Ok(answer) => answer,
        Err(_) => std::future::pending().await,
    }
}

/// A transaction that will write says so at once: on SQLite a later change of mind can fail with "busy".
pub(crate) fn for_writing() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}
