//! Object-centric logs (OCEL 2.0) that are SQLite files: intake knows no database, so the program reads their tables.
//!
//! The file is anybody's. It is opened for reading alone and as one that nobody changes; only plain tables are read, no
//! views, no virtual ones and no columns that are calculated; texts longer than a name never leave the file; and the work is
//! bounded by its size.

use std::path::Path;
use std::sync::Arc;

use golugah_intake::{Described, ObjectStore, ReadDatabase, Trait};
use golugah_report::{Language, table_words};
use rusqlite::{Connection, Error, OpenFlags, Row};

/// The bytes of a text that is read; a longer one comes as none.
const TEXT: usize = 4096;

/// Steps of the database's machine between two looks at how many there were.
const BREATH: i32 = 100_000;

/// Steps for each byte of the file. A row of a few dozen bytes takes some tens of steps.
const STEPS_A_BYTE: u64 = 200;

/// Columns that a table may have.
const COLUMNS: usize = 2_000;

/// Reads SQLite, and says in this language what is wrong with it.
pub(crate) fn in_language(language: Language) -> ReadDatabase {
    Arc::new(move |path, store| {
        read(path, store).map_err(|fault| match fault {
            Fault::NoTable(table) => table_words("tables-objects-no-table", &[("found", &table)], language),
            Fault::Long => table_words("tables-objects-long", &[], language),
            Fault::Database(what) => table_words("tables-objects-database", &[("what", &what)], language),
        })
    })
}

enum Fault {
    NoTable(String),
    Long,
    Database(String),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => Self::Long,
            _ => Self::Database(error.to_string()),
        }
    }
}

fn read(path: &Path, store: &mut ObjectStore<'_>) -> Result<(), Fault> {
    let database = open(path)?;
    let events = types(&database, "event")?;
    let objects = types(&database, "object")?;
    rows(&database, "event", &["ocel_id", "ocel_type"], &mut |row, line| {
        store.announced(&described(row, line)?);
        Ok(!store.is_full())
    })?;
    rows(
        &database,
        "object",
        &["ocel_id", "ocel_type"],
        &mut |row, line| {
            store.object(&described(row, line)?);
            Ok(!store.is_full())
        },
    )?;
    for (kind, map) in &events {
        let table = format!("event_{map}");
        traits(&database, &table, &mut |row, line, traits| {
            let mut event = described(row, line)?;
            event.time = std::mem::replace(&mut event.kind, kind.clone());
            event.traits = traits;
            store.detailed(&event);
            Ok(!store.is_full())
        })?;
    }
    for (kind, map) in &objects {
        let table = format!("object_{map}");
        traits(&database, &table, &mut |row, line, mut traits| {
            let mut object = described(row, line)?;
            let since = std::mem::replace(&mut object.kind, kind.clone());
            for one in &mut traits {
                one.time.clone_from(&since);
            }
            object.traits = traits;
            store.object(&object);
            Ok(!store.is_full())
        })?;
    }
    let related = ["ocel_event_id", "ocel_object_id"];
    rows(&database, "event_object", &related, &mut |row, line| {
        store.relation(&text(row, 0)?, &text(row, 1)?, line);
        Ok(!store.is_full())
    })
}

/// Opens the file so that nothing of it is written and nothing beside it is looked for.
fn open(path: &Path) -> Result<Connection, Fault> {
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    let path = path
        .canonicalize()
        .map_err(|error| Fault::Database(error.to_string()))?;
    let Some(name) = path.to_str() else {
        return Err(Fault::Database(path.display().to_string()));
    };
    let mut address = String::from("file:");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                address.push(char::from(byte));
            }
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?immutable=1");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(&address, flags)?;
    database
        .execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
    let most = (size.max(1 << 16)).saturating_mul(STEPS_A_BYTE) / u64::from(BREATH.unsigned_abs());
    let mut looks = 0;
    database.progress_handler(
        BREATH,
        Some(move || {
            looks += 1;
            looks > most
        }),
    )?;
    Ok(database)
}

/// The types of events or objects with what their tables' names end in, in order of the file.
fn types(database: &Connection, of: &str) -> Result<Vec<(String, String)>, Fault> {
    let mut types = Vec::new();
    let columns = ["ocel_type", "ocel_type_map"];
    rows(database, &format!("{of}_map_type"), &columns, &mut |row, _| {
        types.push((text(row, 0)?, text(row, 1)?));
        Ok(true)
    })?;
    Ok(types)
}

/// Takes a row with its number and what is kept of it, and says whether to go on.
type EachTraits<'e> = dyn FnMut(&Row<'_>, u64, Vec<Trait>) -> Result<bool, Fault> + 'e;

/// Reads identifier, time and the values that are kept of a type's own table.
fn traits(database: &Connection, table: &str, each: &mut EachTraits<'_>) -> Result<(), Fault> {
    let kept: Vec<String> = columns(database, table)?
        .into_iter()
        .filter(|column| ObjectStore::keeps(column))
        .collect();
    let asked: Vec<&str> = ["ocel_id", "ocel_time"]
        .into_iter()
        .chain(kept.iter().map(String::as_str))
        .collect();
    rows(database, table, &asked, &mut |row, line| {
        let mut traits = Vec::new();
        for (column, name) in (2..).zip(&kept) {
            let value = text(row, column)?;
            if !value.is_empty() {
                traits.push(Trait {
                    name: name.clone(),
                    time: String::new(),
                    value,
                });
            }
        }
        each(row, line, traits)
    })
}

/// The columns of a plain table, without those that are calculated.
fn columns(database: &Connection, table: &str) -> Result<Vec<String>, Fault> {
    let plain = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND rootpage > 0";
    let is_plain: i64 = database.query_row(plain, [table], |row| row.get(0))?;
    if is_plain != 1 {
        return Err(Fault::NoTable(table.to_owned()));
    }
    let mut asked = database.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0")?;
    let names = asked.query_map([table], |row| row.get::<_, String>(0))?;
    Ok(names.take(COLUMNS).collect::<Result<_, _>>()?)
}

/// Reads these columns of a plain table, row by row in the order of the file, with the row's number.
fn rows(
    database: &Connection,
    table: &str,
    asked: &[&str],
    each: &mut dyn FnMut(&Row<'_>, u64) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let known = columns(database, table)?;
    if let Some(column) = asked
        .iter()
        .find(|column| !known.iter().any(|own| own == *column))
    {
        return Err(Fault::NoTable(format!("{table} ({column})")));
    }
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let fields: Vec<String> = asked
        .iter()
        .map(|column| {
            let column = quoted(column);
            // Asking for the length first leaves a long value in the file.
            format!("CASE WHEN octet_length({column}) <= {TEXT} THEN CAST({column} AS TEXT) END")
        })
        .collect();
    // An index that has the columns would give them in its own order.
    let sql = format!("SELECT {} FROM {} NOT INDEXED", fields.join(", "), quoted(table));
    let mut statement = database.prepare(&sql)?;
    let mut found = statement.query([])?;
    let mut line = 0;
    while let Some(row) = found.next()? {
        line += 1;
        if !each(row, line)? {
            break;
        }
    }
    Ok(())
}

/// The first column as identifier, the second as type.
fn described(row: &Row<'_>, line: u64) -> Result<Described, Fault> {
    Ok(Described {
        id: text(row, 0)?,
        kind: text(row, 1)?,
        line,
        ..Described::default()
    })
}

/// A text; empty where there is none, or one that is too long or no UTF-8.
fn text(row: &Row<'_>, column: usize) -> Result<String, Fault> {
    let bytes = row.get_ref(column)?.as_bytes_or_null().unwrap_or_default();
    Ok(bytes
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or_default()
        .to_owned())
}
