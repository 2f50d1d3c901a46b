//! Readers of a SQLite file, each a connection that is asked on the thread of whoever asks.
//!
//! Over a pool every row crosses from a thread of the connection's own to the one that waits for it: the smallest query
//! costs twenty times what it costs here (decision 0034).

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, ToSql};
use sea_orm::{DbErr, RuntimeErr, Value};

use super::cells::{Cell, Cells};
use crate::connect::{BUSY, is_read_only, refuse_unread_commits};
use crate::failure::of_sqlite;
use crate::opened::Opened;

/// How many may read at once; who comes then waits for one to have finished.
pub(super) const MOST: usize = 8;

/// How many prepared texts a reader keeps: more than the program has, but for those in which numbers of rows stand.
const PREPARED: usize = 512;

/// How often SQLite may have taken [`STEPS`] steps in one query: half a minute or so. Those of pages take less than a thousandth of
/// it, but a row that no deed wrote may lead one in circles, and whoever waits for it is a thread that answers nobody else.
const LONGEST: u64 = 30_000;

/// After how many steps they are counted.
const STEPS: i32 = 100_000;

/// Connections to a file that only read.
pub(crate) struct FileReaders {
    file: PathBuf,
    /// Which file it was that was opened first; `None` where it is only looked at.
    opened: Option<Opened>,
    /// Nothing can be written beside the file, so nobody changes it.
    unchanging: bool,
    shelf: Mutex<Shelf>,
    returned: Condvar,
}

/// A connection, and how often what is asked over it may still take [`STEPS`] steps.
struct Reader {
    connection: Connection,
    left: Arc<AtomicU64>,
}

#[derive(Default)]
struct Shelf {
    idle: Vec<Reader>,
    lent: usize,
    closed: bool,
    /// Never asked, and open as long as the readers are: whoever closes a file last takes its write-ahead log away, and who keeps
    /// a county must find it where it lay.
    anchor: Option<Reader>,
}

impl FileReaders {
    /// Readers of a county's file, which is there.
    pub(crate) fn open(file: &Path) -> Result<Self, DbErr> {
        let readers = Self::begin(file, false)?;
        let anchor = readers.connect()?;
        // The log is opened by the first who reads.
        let read = anchor
            .connection
            .query_row("SELECT COUNT(*) FROM sqlite_schema", [], |_| Ok(()));
        read.map_err(failed)?;
        readers.shelf().anchor = Some(anchor);
        Ok(readers)
    }

    /// Readers of a file that is only looked at, in a folder where perhaps nothing can be written.
    pub(crate) fn to_look_at(file: &Path) -> Result<Self, DbErr> {
        let unchanging = is_read_only(file);
        if unchanging {
            refuse_unread_commits(file)?;
        }
        Self::begin(file, unchanging)
    }

    fn begin(file: &Path, unchanging: bool) -> Result<Self, DbErr> {
        let opened = match unchanging {
            true => None,
            false => Some(Opened::note(file).map_err(|error| unavailable(error.to_string()))?),
        };
        let readers = Self {
            file: file.to_owned(),
            opened,
            unchanging,
            shelf: Mutex::default(),
            returned: Condvar::new(),
        };
        // That the file cannot be opened is known now and not at the first page.
        readers.with(LONGEST, |_| Ok(()))?;
        Ok(readers)
    }

    /// What `take` makes of each of the first `most` rows.
    pub(super) fn each<T>(
        &self,
        sql: &str,
        values: &[Value],
        most: usize,
        take: impl Fn(&dyn Cells) -> Result<T, DbErr>,
    ) -> Result<Vec<T>, DbErr> {
        self.with(LONGEST, |connection| {
            let mut statement = connection.prepare_cached(sql).map_err(failed)?;
            bind(&mut statement, values)?;
            let names: Vec<Box<str>> = statement.column_names().into_iter().map(Box::from).collect();
            let mut rows = statement.raw_query();
            let mut taken = Vec::new();
            while taken.len() < most
                && let Some(row) = rows.next().map_err(failed)?
            {
                taken.push(take(&FileRow { names: &names, row })?);
            }
            Ok(taken)
        })
    }

    /// The file that is read.
    pub(crate) fn path(&self) -> &Path {
        &self.file
    }

    /// What the engine says when it is asked whether its file is whole, without what its checks say of single values.
    pub(crate) fn integrity(&self, sql: &str) -> Result<Vec<String>, DbErr> {
        // The whole file is looked through, which takes as long as it is large.
        self.with(u64::MAX, |connection| {
            let checks = |ignored: bool| connection.pragma_update(None, "ignore_check_constraints", ignored);
            checks(true).map_err(failed)?;
            let said = connection.prepare(sql).and_then(|mut statement| {
                let said = statement.query_map([], |row| row.get(0))?;
                said.collect()
            });
            checks(false).map_err(failed)?;
            said.map_err(failed)
        })
    }

    /// Closes the connections that nobody reads over: who reads next opens the file anew.
    pub(crate) fn renew(&self) {
        self.shelf().idle.clear();
    }

    /// Closes every connection, and waits for those that are reading.
    pub(crate) fn close(&self) {
        let mut shelf = self.shelf();
        shelf.closed = true;
        shelf.idle.clear();
        shelf.anchor = None;
        while shelf.lent > 0 {
            shelf = self.returned.wait(shelf).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lends a connection for as long as something is asked over it. One over which asking broke down is not used again.
    pub(super) fn with<T>(
        &self,
        longest: u64,
        ask: impl FnOnce(&Connection) -> Result<T, DbErr>,
    ) -> Result<T, DbErr> {
        let mut lent = self.lend()?;
        let reader = match lent.reader.take() {
            Some(reader) => reader,
            None => self.connect()?,
        };
        reader.left.store(longest, Ordering::Relaxed);
        let answer = ask(&reader.connection);
        let mut shelf = self.shelf();
        if !shelf.closed && !matches!(answer, Err(DbErr::Query(_))) {
            shelf.idle.push(reader);
        }
        drop(shelf);
        answer
    }

    fn lend(&self) -> Result<Lent<'_>, DbErr> {
        let waited = self
            .returned
            .wait_timeout_while(self.shelf(), BUSY, |shelf| shelf.lent == MOST && !shelf.closed);
        let mut shelf = waited.unwrap_or_else(PoisonError::into_inner).0;
        if shelf.closed {
            return Err(unavailable("the database is closed".to_owned()));
        }
        if shelf.lent == MOST {
            return Err(unavailable("no reader has become free".to_owned()));
        }
        shelf.lent += 1;
        Ok(Lent {
            reader: shelf.idle.pop(),
            readers: self,
        })
    }

    /// Nothing that holds it can break down, so what another thread left is whole.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(&self) -> Result<Reader, DbErr> {
        let connection = if self.unchanging {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(
                as_unchanging(&self.file)?,
                flags | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )
        } else {
            // Who reads writes, too, into what those who have the file open share.
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
            Connection::open_with_flags(&self.file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        };
        let connection = connection.map_err(failed)?;
        connection.busy_timeout(BUSY).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        for (pragma, value) in [("trusted_schema", false), ("query_only", true)] {
            connection.pragma_update(None, pragma, value).map_err(failed)?;
        }
        let left = Arc::new(AtomicU64::new(u64::MAX));
        let counted = Arc::clone(&left);
        let too_long = move || counted.fetch_sub(1, Ordering::Relaxed) == 0;
        connection
            .progress_handler(STEPS, Some(too_long))
            .map_err(failed)?;
        // Whatever lies under the name now: what the others read is in the file that they opened.
        if let Some(gone) = self.opened.as_ref().and_then(Opened::gone) {
            return Err(unavailable(gone));
        }
        Ok(Reader { connection, left })
    }
}

impl fmt::Debug for FileReaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileReaders")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

/// A place among those who read, given back however the reading ends.
struct Lent<'readers> {
    reader: Option<Reader>,
    readers: &'readers FileReaders,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.readers.shelf().lent -= 1;
        self.readers.returned.notify_one();
    }
}

/// `$3` stands for the third value, wherever and however often it stands; SQLite numbers by where it stands first.
fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<(), DbErr> {
    for at in 1..=statement.parameter_count() {
        let number = statement
            .parameter_name(at)
            .and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| DbErr::Type(format!("there is no value for parameter {at}")))?;
        statement.raw_bind_parameter(at, Bound(value)).map_err(failed)?;
    }
    Ok(())
}

/// A value as SQLite takes it.
struct Bound<'value>(&'value Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self.0 {
            Value::Int(number) => number.map(i64::from).map(ValueRef::Integer),
            Value::BigInt(number) => number.map(ValueRef::Integer),
            Value::Bool(yes) => yes.map(|yes| ValueRef::Integer(yes.into())),
            Value::Double(real) => real.map(ValueRef::Real),
            Value::String(text) => text.as_ref().map(|text| ValueRef::Text(text.as_bytes())),
            Value::Bytes(bytes) => bytes.as_ref().map(|bytes| ValueRef::Blob(bytes)),
            other => {
                let because = format!("no value of this kind is asked for: {other:?}");
                return Err(rusqlite::Error::ToSqlConversionFailure(because.into()));
            }
        };
        Ok(ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null)))
    }
}

/// A row while the statement stands at it.
struct FileRow<'row> {
    names: &'row [Box<str>],
    row: &'row rusqlite::Row<'row>,
}

impl Cells for FileRow<'_> {
    fn count(&self) -> usize {
        self.names.len()
    }

    fn name(&self, at: usize) -> &str {
        &self.names[at]
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>, DbErr> {
        Ok(match self.row.get_ref(at).map_err(failed)? {
            ValueRef::Null => Cell::Nothing,
            ValueRef::Integer(number) => Cell::Number(number),
            ValueRef::Real(real) => Cell::Real(real),
            ValueRef::Text(text) => {
                Cell::Text(std::str::from_utf8(text).map_err(|error| DbErr::Type(error.to_string()))?)
            }
            ValueRef::Blob(bytes) => Cell::Bytes(bytes),
        })
    }
}

/// The address of a file that nobody changes.
fn as_unchanging(file: &Path) -> Result<String, DbErr> {
    let absolute = std::path::absolute(file).map_err(|error| DbErr::Custom(error.to_string()))?;
    let name = absolute.to_str();
    let name = name.ok_or_else(|| DbErr::Custom(format!("{}: not a name in UTF-8", file.display())))?;
    let escaped = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Ok(format!("file:{escaped}?immutable=1"))
}

/// What the engine said: of the connection, or of what was asked.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn failed(error: rusqlite::Error) -> DbErr {
    let said = error.to_string();
    match &error {
        rusqlite::Error::SqliteFailure(code, _) => match of_sqlite(code.extended_code, said.clone()) {
            Some(_) => unavailable(said),
            None => DbErr::Custom(said),
        },
        _ => DbErr::Type(said),
    }
}

fn unavailable(said: String) -> DbErr {
    DbErr::Query(RuntimeErr::Internal(said))
}
