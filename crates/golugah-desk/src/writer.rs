use std::pin::Pin;
use std::sync::Arc;

use golugah_ledger::{Hash, Tree, leaf_hash};
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait, Value,
};
use tokio::sync::{mpsc, oneshot, watch};

use super::open::for_writing;
use super::read::statement;
use super::schema::Schema;
use super::{Actor, Deed, Desk, Read, Refusal};
use crate::clock::{Clock, Moment};
use crate::deed::CLOCK_SET_BACK;
use crate::log::LogEntry;

/// How many deeds share a commit at most.
pub const MOST_DEEDS_IN_A_COMMIT: usize = 256;

/// Tells whoever waits for a deed how it ended, once it is known whether the commit held.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;

/// What became of a deed within its transaction: the log's new leaf, or nothing; and who is to be told.
pub(crate) struct Performed {
    outcome: Outcome,
    answer: Answer,
}

/// What is to be done with a job's savepoint.
enum Outcome {
    /// A deed: kept, and its entry is the log's next leaf.
    Logged(Hash),
    /// A chore: kept, the log knows nothing of it.
    Kept,
    /// Refused or failed: undone.
    Undone,
}

/// A deed of any kind, on its way to the writer.
pub(crate) trait Job: Send {
    /// Does it at a desk; the entry gets the place `seq` in the log.
    fn run<'tx>(self: Box<Self>, stage: Stage<'tx>) -> Pin<Box<dyn Future<Output = Performed> + Send + 'tx>>;
}

/// What a job is given: a savepoint, and what is known around it.
pub(crate) struct Stage<'tx> {
    transaction: &'tx DatabaseTransaction,
    schema: &'tx Schema,
    clock: &'tx Clock,
    seq: u64,
    /// When the deed before was done.
    after: Option<Moment>,
}

struct DeedJob<D: Deed> {
    actor: Actor,
    deed: D,
    answer: oneshot::Sender<Result<D::Done, Refusal>>,
}

/// Wraps a deed for the writer.
pub(crate) fn job<D: Deed>(
    actor: Actor,
    deed: D,
    answer: oneshot::Sender<Result<D::Done, Refusal>>,
) -> Box<dyn Job> {
    Box::new(DeedJob { actor, deed, answer })
}

impl<D: Deed> Job for DeedJob<D> {
    fn run<'tx>(self: Box<Self>, stage: Stage<'tx>) -> Pin<Box<dyn Future<Output = Performed> + Send + 'tx>> {
        Box::pin(async move {
            let Self { actor, deed, answer } = *self;
            let now = stage.clock.now();
            let is_set_back = stage.after.is_some_and(|after| now.is_set_back_from(after));
            let mut desk = Desk::new(stage.transaction, stage.schema, now, actor);
            let performed = if is_set_back && !D::MAY_STEP_BACK {
                Err(Refusal::Rule(CLOCK_SET_BACK))
            } else {
                deed.perform(&mut desk).await
            };
            let done = match performed {
                Ok(done) => desk.enter(D::NAME, stage.seq).await.map(|entry| (done, entry)),
                Err(refusal) => Err(refusal),
            };
            // Who asked may have gone away; then nobody hears the answer, and the deed stands all the same.
            match done {
                Ok((done, entry)) => Performed {
                    outcome: Outcome::Logged(leaf_hash(entry.as_bytes())),
                    answer: Box::new(move |committed| {
                        let _ = answer.send(match committed {
                            Ok(()) => Ok(done),
                            Err(because) => Err(Refusal::Broken(DbErr::Custom(because))),
                        });
                    }),
                },
                Err(refusal) => Performed {
                    outcome: Outcome::Undone,
                    answer: Box::new(move |_| {
                        let _ = answer.send(Err(refusal));
                    }),
                },
            }
        })
    }
}

/// A statement over what is no official record.
struct Chore {
    sql: &'static str,
    values: Vec<Value>,
    answer: oneshot::Sender<Result<(), DbErr>>,
}

/// Wraps a statement for the writer.
pub(crate) fn chore(
    sql: &'static str,
    values: Vec<Value>,
    answer: oneshot::Sender<Result<(), DbErr>>,
) -> Box<dyn Job> {
    Box::new(Chore { sql, values, answer })
}

impl Job for Chore {
    fn run<'tx>(self: Box<Self>, stage: Stage<'tx>) -> Pin<Box<dyn Future<Output = Performed> + Send + 'tx>> {
        Box::pin(async move {
            let Self { sql, values, answer } = *self;
            let statement = statement(stage.transaction, sql, values);
            let done = stage.transaction.execute_raw(statement).await.map(|_| ());
            Performed {
                outcome: if done.is_ok() {
                    Outcome::Kept
                } else {
                    Outcome::Undone
                },
                answer: Box::new(move |committed| {
                    let _ = answer.send(done.and(committed.map_err(DbErr::Custom)));
                }),
            }
        })
    }
}

/// The one who writes.
pub(crate) struct Writer {
    connection: DatabaseConnection,
    schema: Arc<Schema>,
    clock: Clock,
    size: watch::Sender<u64>,
}

impl Writer {
    pub(crate) fn new(
        connection: DatabaseConnection,
        schema: Arc<Schema>,
        clock: Clock,
        size: watch::Sender<u64>,
    ) -> Self {
        Self {
            connection,
            schema,
            clock,
            size,
        }
    }

    /// Takes deeds as they come until nobody can send any more.
    pub(crate) async fn run(self, mut deeds: mpsc::Receiver<Box<dyn Job>>) {
        let mut batch = Vec::with_capacity(MOST_DEEDS_IN_A_COMMIT);
        while deeds.recv_many(&mut batch, MOST_DEEDS_IN_A_COMMIT).await > 0 {
            let mut answers = Vec::with_capacity(batch.len());
            let committed = self.commit(batch.drain(..), &mut answers).await;
            let committed = committed
                .map(|size| self.size.send_replace(size))
                .map_err(|error| error.to_string());
            for answer in answers {
                answer(committed.clone().map(|_| ()));
            }
        }
    }

    /// Does all these deeds in one transaction and gives the log's size after it. A job that was not reached is dropped
    /// with its answer, which tells whoever waits that the writer failed.
    async fn commit(
        &self,
        jobs: impl Iterator<Item = Box<dyn Job>> + Send,
        answers: &mut Vec<Answer>,
    ) -> Result<u64, DbErr> {
        let transaction = self.connection.begin_with_options(for_writing()).await?;
        let mut tree = head(&transaction).await?;
        let mut after = last_moment(&transaction).await?;
        for job in jobs {
            let savepoint = transaction.begin().await?;
            let stage = Stage {
                transaction: &savepoint,
                schema: &self.schema,
                clock: &self.clock,
                seq: tree.size(),
                after,
            };
            let Performed { outcome, answer } = job.run(stage).await;
            answers.push(answer);
            match outcome {
                Outcome::Logged(leaf) => {
                    savepoint.commit().await?;
                    tree.push(leaf);
                    // A moment after that of the deed, and no more than the clock's step between the two.
                    after = Some(self.clock.now());
                }
                Outcome::Kept => savepoint.commit().await?,
                Outcome::Undone => savepoint.rollback().await?,
            }
        }
        let values = vec![Value::from(hex(&tree.to_bytes()))];
        let sql = "UPDATE log_head SET tree = $1 WHERE id = 1";
        transaction
            .execute_raw(statement(&transaction, sql, values))
            .await?;
        transaction.commit().await?;
        Ok(tree.size())
    }
}

/// The log's tree as it stands. On PostgreSQL the row is locked, so that several nodes write one after another; on
/// SQLite the transaction itself is that lock.
async fn head(transaction: &DatabaseTransaction) -> Result<Tree, DbErr> {
    let sql = match transaction.get_database_backend() {
        DatabaseBackend::Sqlite => "SELECT tree FROM log_head WHERE id = 1",
        _ => "SELECT tree FROM log_head WHERE id = 1 FOR UPDATE",
    };
    let rows = Read::transaction(transaction).rows(sql, Vec::new()).await?;
    let row = rows
        .first()
        .ok_or_else(|| DbErr::RecordNotFound("log_head has lost its row".to_owned()))?;
    let text: String = row.try_get("", "tree")?;
    let bytes = unhex(&text).ok_or_else(|| DbErr::Custom("log_head is not hexadecimal".to_owned()))?;
    Tree::from_bytes(&bytes).map_err(|error| DbErr::Custom(format!("log_head: {error}")))
}

/// When the newest deed was done; `None` where there is none.
async fn last_moment(transaction: &DatabaseTransaction) -> Result<Option<Moment>, DbErr> {
    let sql = "SELECT entry FROM log_entries ORDER BY seq DESC LIMIT 1";
    let rows = Read::transaction(transaction).rows(sql, Vec::new()).await?;
    let entry: Option<String> = rows.first().map(|row| row.try_get("", "entry")).transpose()?;
    // An entry that cannot be read is told by `golugah verify`; it holds up nobody.
    Ok(entry
        .and_then(|entry| LogEntry::parse(&entry))
        .and_then(|entry| Moment::parse(&entry.time)))
}

fn hex(bytes: &[u8]) -> String {
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
