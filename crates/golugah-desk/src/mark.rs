use std::time::Duration;

use golugah_ledger::Tree;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, Value};

use super::Read;
use super::failure::Failure;
use super::head::{head, head_of, hex};
use super::line::{Begin, Line};
use super::opened::Opened;
use super::read::statement;
use crate::clock::Moment;

/// How often it is looked again what became of a commit that failed, and how long is waited between.
const LOOKS: u32 = 10;
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// How long a writer's mark is kept after its last commit, in seconds.
const FORGOTTEN_AFTER: i64 = 7 * 86_400;

/// What each writer leaves in the database with every commit: its own name and the commit's number. By it a reader knows
/// whether a commit is there, whatever other processes have written since, and whether or not it made the log longer.
pub(crate) struct Mark {
    name: String,
    batch: i64,
    reader: DatabaseConnection,
    /// The file that was opened; `None` where the database is a server's.
    file: Option<Opened>,
}

/// Nobody can say whether a commit is there: who asked for its deeds must not be answered, and the process ends.
#[derive(Clone, Debug)]
pub(crate) struct InDoubt(pub(crate) String);

impl Mark {
    /// `reader` is a connection of its own, so that nobody who reads pages is waited for.
    pub(crate) fn new(reader: DatabaseConnection, file: Option<Opened>) -> Result<Self, DbErr> {
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(|error| DbErr::Custom(error.to_string()))?;
        Ok(Self {
            name: hex(&name),
            batch: 0,
            reader,
            file,
        })
    }

    /// Closes the connection that reads.
    pub(crate) async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await
    }

    /// Leaves the next mark within a transaction that is about to be committed.
    pub(crate) async fn leave(
        &mut self,
        transaction: &DatabaseTransaction,
        now: Moment,
    ) -> Result<(), DbErr> {
        if self.batch == 0 {
            let sql = "DELETE FROM writers WHERE written_at < $1";
            let long_ago = now.plus_seconds(-FORGOTTEN_AFTER).text();
            let forget = statement(transaction, sql, vec![long_ago.into()]);
            transaction.execute_raw(forget).await?;
        }
        self.batch += 1;
        let sql = "INSERT INTO writers (name, batch, written_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO UPDATE SET batch = excluded.batch, written_at = excluded.written_at";
        let values = vec![self.name.as_str().into(), self.batch.into(), now.text().into()];
        transaction
            .execute_raw(statement(transaction, sql, values))
            .await
            .map(|_| ())
    }

    /// Whether a reader sees the last commit, and the log's head at least as long as it left it.
    pub(crate) async fn is_seen(&self, tree: &Tree) -> Result<bool, DbErr> {
        let sql =
            "SELECT tree, (SELECT batch FROM writers WHERE name = $1) AS batch FROM log_head WHERE id = 1";
        let rows = Read::pool(&self.reader)
            .rows(sql, vec![self.name.as_str().into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(false);
        };
        let batch: Option<i64> = row.get("batch")?;
        let seen = head_of(&row.get::<String>("tree")?)?;
        // Whoever has a file open reads and writes it on when its name is gone: what is asked is what the next start finds.
        if self.gone().is_some() {
            return Ok(false);
        }
        Ok(batch == Some(self.batch) && seen.size() >= tree.size())
    }

    /// What became of the file that was opened, where it lies no more under its name.
    fn gone(&self) -> Option<String> {
        self.file.as_ref().and_then(Opened::gone_or_its_log)
    }

    /// Whether the last commit is there, after it failed or a reader did not see it. Looked at under the writers' lock,
    /// so that a commit still on its way has ended; and a further commit is made, which lies on disk where the doubtful
    /// one would have lain, so that no recovery brings that one back.
    pub(crate) async fn settle(
        &mut self,
        line: &mut Line,
        first: &Failure,
        now: Moment,
    ) -> Result<bool, InDoubt> {
        if let Some(gone) = self.gone() {
            return Err(InDoubt(gone));
        }
        let doubtful = self.batch;
        // What the first look says holds: the commits made to settle it bear numbers of their own.
        let mut found = None;
        let mut last = first.to_string();
        for look in 0..LOOKS {
            if look > 0 {
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
            line.throw_away().await.map_err(held_open)?;
            let looked = match self.look(line, doubtful, now).await {
                Ok(looked) => looked,
                Err(Begin::HeldOpen(held)) => return Err(held_open(held)),
                Err(Begin::Failed(failure)) => {
                    last = failure.to_string();
                    continue;
                }
            };
            let found = *found.get_or_insert(looked.found);
            match looked.settled {
                Ok(()) => return Ok(found),
                // A commit for which there was no room never reached its last page, and there is no more room now.
                Err(failure) if first.is_no_room() && failure.is_no_room() && !found => {
                    line.throw_away().await.map_err(held_open)?;
                    return Ok(false);
                }
                Err(failure) => last = failure.to_string(),
            }
        }
        Err(InDoubt(last))
    }

    async fn look(&mut self, line: &mut Line, doubtful: i64, now: Moment) -> Result<Looked, Begin> {
        let failed = |error: &DbErr| Begin::Failed(Failure::after(error));
        let transaction = line.begin().await?;
        let tree = head(&transaction).await.map_err(|error| failed(&error))?;
        let sql = "SELECT COUNT(*) FROM writers WHERE name = $1 AND batch = $2";
        let values: Vec<Value> = vec![self.name.as_str().into(), doubtful.into()];
        let found = Read::transaction(&transaction).number(sql, values).await;
        let found = found.map_err(|error| failed(&error))? > 0;
        let settled = async {
            self.leave(&transaction, now).await?;
            transaction.commit().await?;
            match self.is_seen(&tree).await {
                Ok(true) => Ok(()),
                Ok(false) => Err(unseen()),
                Err(error) => Err(error),
            }
        };
        let settled = settled.await.map_err(|error| Failure::after(&error));
        Ok(Looked { found, settled })
    }
}

/// What a look under the lock gave.
struct Looked {
    /// The doubtful commit is there.
    found: bool,
    /// The commit made after it is there too.
    settled: Result<(), Failure>,
}

/// The engine said that it committed, and no reader sees it.
pub(crate) fn unseen() -> DbErr {
    DbErr::Conn(RuntimeErr::Internal(
        "a commit was reported and no reader sees it".to_owned(),
    ))
}

pub(crate) fn held_open(_: super::line::HeldOpen) -> InDoubt {
    InDoubt("a connection that failed cannot be closed".to_owned())
}
