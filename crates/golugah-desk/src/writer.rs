use std::pin::Pin;
use std::sync::Arc;

use golugah_ledger::{Hash, Tree, leaf_hash};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, TransactionTrait, Value};
use tokio::sync::{mpsc, oneshot, watch};

use super::desk::Entered;
use super::failure::Failure;
use super::head::{head, hex, last_moment};
use super::house::House;
use super::line::{Begin, Line};
use super::mark::{InDoubt, Mark, held_open, unseen};
use super::read::statement;
use super::schema::Schema;
use super::standing::Standing;
use super::{Actor, Deed, Desk, Doer, Read, Refusal, once};
use crate::clock::{Clock, Moment};
use crate::deed::CLOCK_SET_BACK;
use crate::versions::Written;

/// How many deeds share a commit at most.
pub const MOST_DEEDS_IN_A_COMMIT: usize = 256;

/// Tells whoever waits for a deed how it ended, once it is known whether the commit held.
pub(super) type Answer = Box<dyn FnOnce(Result<(), Failure>) + Send>;

/// What became of a deed within its transaction: the log's new leaf, or nothing; and who is to be told.
pub(crate) struct Performed {
    pub(super) outcome: Outcome,
    pub(super) answer: Answer,
}

/// What is to be done with a job's savepoint.
pub(super) enum Outcome {
    /// A deed: kept, and its entry is the log's next leaf. It wrote these tables.
    Logged(Hash, Vec<&'static str>),
    /// A chore: kept, the log knows nothing of it.
    Kept,
    /// Refused: undone.
    Undone,
    /// The database failed under it: with it falls the whole transaction.
    Failed(Failure),
}

/// A deed of any kind, on its way to the writer.
pub(crate) trait Job: Send {
    /// Does it at a desk; the entry gets the place `seq` in the log.
    fn run<'tx>(self: Box<Self>, stage: Stage<'tx>) -> Pin<Box<dyn Future<Output = Performed> + Send + 'tx>>;

    /// Tells whoever waits that it was not done.
    fn refuse(self: Box<Self>, because: Failure);
}

/// What a job is given: a savepoint, and what is known around it.
pub(crate) struct Stage<'tx> {
    transaction: &'tx DatabaseTransaction,
    schema: &'tx Schema,
    house: &'static House,
    clock: &'tx Clock,
    seq: u64,
    /// When the deed before was done.
    after: Option<Moment>,
}

impl Stage<'_> {
    /// Does a deed, unless it was done by the same sending of a form before; gives its entry where it did it.
    async fn done<D: Deed>(&self, doer: Doer, deed: D) -> Result<(D::Done, Option<Entered>), Refusal> {
        let now = self.clock.now();
        let sending = doer.name_of::<D>();
        if let Some(name) = &sending {
            let read = Read::transaction(self.transaction);
            if let Some(done) = once::done_before::<D>(read, name, now).await? {
                return Ok((done, None));
            }
        }
        let is_set_back = self.after.is_some_and(|after| now.is_set_back_from(after));
        if is_set_back && !D::MAY_STEP_BACK {
            return Err(Refusal::Rule(CLOCK_SET_BACK));
        }
        let mut desk = Desk::new(self.transaction, self.schema, now, doer.actor);
        let done = deed.perform(&mut desk).await?;
        if let Some(derives) = self.house.derives {
            let written = desk.written();
            derives.after(&mut desk, &written).await?;
        }
        let entry = desk.enter(D::NAME, self.seq).await?;
        if let Some(name) = &sending {
            let written = once::written::<D>(&done)?;
            once::keep(self.transaction, name, written, now).await?;
        }
        Ok((done, Some(entry)))
    }
}

struct DeedJob<D: Deed> {
    doer: Doer,
    deed: D,
    answer: oneshot::Sender<Result<D::Done, Refusal>>,
}

/// Wraps a deed for the writer.
pub(crate) fn job<D: Deed>(
    doer: Doer,
    deed: D,
    answer: oneshot::Sender<Result<D::Done, Refusal>>,
) -> Box<dyn Job> {
    Box::new(DeedJob { doer, deed, answer })
}

impl<D: Deed> Job for DeedJob<D> {
    fn run<'tx>(self: Box<Self>, stage: Stage<'tx>) -> Pin<Box<dyn Future<Output = Performed> + Send + 'tx>> {
        Box::pin(async move {
            let Self { doer, deed, answer } = *self;
            let done = stage.done(doer, deed).await;
            // Who asked may have gone away; then nobody hears the answer, and the deed stands all the same.
            match done.map_err(|refusal| refusal.in_words(stage.house)) {
                Ok((done, entry)) => Performed {
                    // What was done before has its entry; the answer still waits for the commit, in which the first may be.
                    outcome: entry.map_or(Outcome::Undone, |entry| {
                        Outcome::Logged(leaf_hash(entry.text.as_bytes()), entry.tables)
                    }),
                    answer: Box::new(move |committed| {
                        let _ = answer.send(match committed {
                            Ok(()) => Ok(done),
                            Err(because) => Err(because.into()),
                        });
                    }),
                },
                Err(refusal) => Performed {
                    outcome: match &refusal {
                        Refusal::NoRoom => Outcome::Failed(Failure::NoRoom(refusal.to_string())),
                        Refusal::Unavailable(said) => Outcome::Failed(Failure::Unavailable(said.clone())),
                        Refusal::Rule(_) | Refusal::Changed | Refusal::Missing | Refusal::Broken(_) => {
                            Outcome::Undone
                        }
                    },
                    answer: Box::new(move |_| {
                        let _ = answer.send(Err(refusal));
                    }),
                },
            }
        })
    }

    fn refuse(self: Box<Self>, because: Failure) {
        let _ = self.answer.send(Err(because.into()));
    }
}

impl<'tx> Stage<'tx> {
    /// A desk at which what is no record is made, by the program; it enters nothing.
    pub(super) fn desk(&self) -> Desk<'tx> {
        Desk::new(self.transaction, self.schema, self.clock.now(), Actor::program())
    }
}

/// A statement over what is no official record.
struct Chore {
    sql: &'static str,
    values: Vec<Value>,
    answer: oneshot::Sender<Result<(), Refusal>>,
}

/// Wraps a statement for the writer.
pub(crate) fn chore(
    sql: &'static str,
    values: Vec<Value>,
    answer: oneshot::Sender<Result<(), Refusal>>,
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
                outcome: match &done {
                    Ok(()) => Outcome::Kept,
                    Err(error) => Failure::of(error).map_or(Outcome::Undone, Outcome::Failed),
                },
                answer: Box::new(move |committed| {
                    let _ = answer.send(match done {
                        Ok(()) => committed.map_err(Refusal::from),
                        Err(error) => Err(error.into()),
                    });
                }),
            }
        })
    }

    fn refuse(self: Box<Self>, because: Failure) {
        let _ = self.answer.send(Err(because.into()));
    }
}

/// The one who writes.
pub(crate) struct Writer {
    line: Line,
    mark: Mark,
    schema: Arc<Schema>,
    house: &'static House,
    clock: Clock,
    size: watch::Sender<u64>,
    standing: watch::Sender<Standing>,
}

/// How a batch ended.
enum Ended {
    /// All that was kept in it is there, and a reader sees it.
    Done(Tree),
    /// Nothing was to be kept, and nothing was.
    Nothing,
    /// Nothing of it is there.
    NotDone(Failure),
}

impl Writer {
    pub(crate) fn new(
        line: Line,
        mark: Mark,
        schema: Arc<Schema>,
        house: &'static House,
        clock: Clock,
        size: watch::Sender<u64>,
        standing: watch::Sender<Standing>,
    ) -> Self {
        Self {
            line,
            mark,
            schema,
            house,
            clock,
            size,
            standing,
        }
    }

    /// Takes deeds as they come until nobody can send any more.
    pub(crate) async fn run(mut self, mut deeds: mpsc::Receiver<Box<dyn Job>>) {
        let mut batch = Vec::with_capacity(MOST_DEEDS_IN_A_COMMIT);
        while deeds.recv_many(&mut batch, MOST_DEEDS_IN_A_COMMIT).await > 0 {
            let mut answers = Vec::with_capacity(batch.len());
            let mut jobs = batch.drain(..);
            let told = match self.batch(&mut jobs, &mut answers).await {
                Ok(Ended::Done(tree)) => {
                    self.size.send_replace(tree.size());
                    Ok(())
                }
                Ok(Ended::Nothing) => Ok(()),
                Ok(Ended::NotDone(failure)) => {
                    self.standing.send_modify(|standing| standing.failed(&failure));
                    Err(failure)
                }
                Err(InDoubt(because)) => {
                    // Those who were in it are told nothing: their answers are held until the process ends.
                    jobs.for_each(|job| job.refuse(Failure::Unavailable(because.clone())));
                    self.standing.send_replace(Standing::InDoubt(because.clone()));
                    while let Some(job) = deeds.recv().await {
                        job.refuse(Failure::Unavailable(because.clone()));
                    }
                    return;
                }
            };
            if let Err(failure) = &told {
                jobs.for_each(|job| job.refuse(failure.clone()));
            }
            for answer in answers {
                answer(told.clone());
            }
        }
        self.close().await;
    }

    /// Lets go of the database, so that nothing lies beside it that an open one needs. What cannot be closed goes with the
    /// process.
    async fn close(mut self) {
        let _ = self.line.throw_away().await;
        let _ = self.mark.close().await;
    }

    /// Does all these deeds in one transaction. Whatever fails on the way, the connection is not used again.
    async fn batch(
        &mut self,
        jobs: &mut (impl Iterator<Item = Box<dyn Job>> + Send),
        answers: &mut Vec<Answer>,
    ) -> Result<Ended, InDoubt> {
        let transaction = match self.line.begin().await {
            Ok(transaction) => transaction,
            Err(Begin::Failed(failure)) => return Ok(Ended::NotDone(failure)),
            Err(Begin::HeldOpen(held)) => return Err(held_open(held)),
        };
        let written = self.write(&transaction, jobs, answers).await;
        let failed = match written {
            Ok(Some(tree)) => match self.commit(transaction, &tree).await {
                Ok(()) => return Ok(Ended::Done(tree)),
                Err(failure) => {
                    self.standing.send_modify(|standing| standing.failed(&failure));
                    let now = self.clock.now();
                    return Ok(match self.mark.settle(&mut self.line, &failure, now).await? {
                        true => Ended::Done(tree),
                        false => Ended::NotDone(failure),
                    });
                }
            },
            Ok(None) => match transaction.rollback().await {
                Ok(()) => return Ok(Ended::Nothing),
                Err(error) => Failure::after(&error),
            },
            Err(failure) => {
                drop(transaction);
                failure
            }
        };
        // No commit was asked for, so nothing of it can be there.
        self.line.throw_away().await.map_err(held_open)?;
        Ok(Ended::NotDone(failed))
    }

    /// Commits, and asks a reader whether it sees it: an engine's word alone has been false before (decision 0026).
    async fn commit(&self, transaction: DatabaseTransaction, tree: &Tree) -> Result<(), Failure> {
        let failed = |error: DbErr| Failure::after(&error);
        transaction.commit().await.map_err(failed)?;
        match self.mark.is_seen(tree).await.map_err(failed)? {
            true => Ok(()),
            false => Err(failed(unseen())),
        }
    }

    /// Writes what these deeds write, and gives the log's tree after them; `None` where nothing is to be kept.
    async fn write(
        &mut self,
        transaction: &DatabaseTransaction,
        jobs: &mut (impl Iterator<Item = Box<dyn Job>> + Send),
        answers: &mut Vec<Answer>,
    ) -> Result<Option<Tree>, Failure> {
        let failed = |error: DbErr| Failure::after(&error);
        let mut tree = head(transaction).await.map_err(failed)?;
        let mut after = last_moment(transaction).await.map_err(failed)?;
        let (before, mut kept) = (tree.size(), false);
        let mut versions = Written::default();
        for job in jobs {
            let savepoint = match transaction.begin().await {
                Ok(savepoint) => savepoint,
                Err(error) => {
                    let failure = failed(error);
                    job.refuse(failure.clone());
                    return Err(failure);
                }
            };
            let stage = Stage {
                transaction: &savepoint,
                schema: &self.schema,
                house: self.house,
                clock: &self.clock,
                seq: tree.size(),
                after,
            };
            let Performed { outcome, answer } = job.run(stage).await;
            answers.push(answer);
            match outcome {
                Outcome::Logged(leaf, tables) => {
                    savepoint.commit().await.map_err(failed)?;
                    tree.push(leaf);
                    versions.by_a_deed(tables, tree.size());
                    kept = true;
                    // A moment after that of the deed, and no more than the clock's step between the two.
                    after = Some(self.clock.now());
                }
                Outcome::Kept => {
                    savepoint.commit().await.map_err(failed)?;
                    kept = true;
                }
                Outcome::Undone => savepoint.rollback().await.map_err(failed)?,
                Outcome::Failed(failure) => return Err(failure),
            }
        }
        if !kept {
            return Ok(None);
        }
        versions.keep(transaction).await.map_err(failed)?;
        if tree.size() > before {
            let values = vec![Value::from(hex(&tree.to_bytes()))];
            let sql = "UPDATE log_head SET tree = $1 WHERE id = 1";
            let done = transaction.execute_raw(statement(transaction, sql, values)).await;
            done.map_err(failed)?;
        }
        let left = self.mark.leave(transaction, self.clock.now()).await;
        left.map_err(failed)?;
        Ok(Some(tree))
    }
}
