//! `golugah export`: everything official in forms that any other program reads, so that a county can leave; or the log
//! of deeds as an event log.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use golugah_county::log::{DeedLog, Resources};
use golugah_desk::log::{SESSIONS_AT_ONCE, last_session, opened, shapes_as_json};
use golugah_desk::{Db, Record};
use serde_json::Value;

use crate::arguments::Export;
use crate::exported::{Draft, Folder, Table, Written};
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county, output};

/// How many rows are read at once.
const AT_ONCE: i64 = 4_096;

/// What stays in the county: the hashes of passwords and codes. The log goes on vouching for them.
const SECRET: [&str; 2] = ["credentials", "codes"];

pub(crate) fn run(command: &Export, data: &Path) -> Result<(), Failure> {
    let database = county::existing(data)?;
    county::wait_for(async {
        let db = Db::inspect_sqlite(&database, &golugah_county::HOUSE, clock::county())
            .await
            .map_err(Failure::because)?;
        if let Some(file) = &command.log {
            deeds(&db, file, command).await?;
        }
        if let Some(folder) = &command.out {
            everything(&db, data, folder).await?;
        }
        if let Some(folder) = &command.public {
            what_is_public(&db, folder).await?;
        }
        Ok(())
    })
}

/// The deeds as an event log.
async fn deeds(db: &Db, file: &Path, command: &Export) -> Result<(), Failure> {
    let deeds = DeedLog::gather(db.read(), Resources::Hats)
        .await
        .map_err(Failure::because)?;
    let (cases, without, unreadable) = (deeds.cases(), deeds.without_case, deeds.unreadable);
    output::write(Some(file), |out| {
        deeds
            .xes(command.lang.into())
            .try_for_each(|part| out.write_all(part.as_bytes()))
    })?;
    say(&format!(
        "{}: {cases} cases; {without} deeds belong to no case and are left out",
        file.display()
    ));
    match unreadable {
        0 => Ok(()),
        entries => Err(Failure::DoesNotHold(format!(
            "{entries} entries are not as the program writes them; `golugah verify` names each"
        ))),
    }
}

/// Every official table, the log with what opens it, the texts that the records commit to, and the files by hash.
async fn everything(db: &Db, data: &Path, folder: &Path) -> Result<(), Failure> {
    fresh(folder, "--out")?;
    let folder = Folder {
        path: folder,
        is_private: true,
    };
    let mut written = Vec::new();
    written.push(shapes(db, folder).await?);
    for beside in BESIDE {
        written.extend(beside_the_records(db, folder, beside).await?);
    }
    let tables = db.official_tables().into_iter();
    for (table, columns) in tables.filter(|(table, _)| !SECRET.contains(&table.as_str())) {
        let mut table = Table::new(folder, &table, &columns)?;
        let mut after = i64::MIN;
        loop {
            let page = db
                .records(&table.name, after, AT_ONCE)
                .await
                .map_err(Failure::because)?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            for (_, record) in &page {
                table.row(record)?;
            }
        }
        written.extend(table.finish()?);
    }
    written.push(entries(db, folder).await?);
    files(data, folder, &mut written)?;
    contents(folder, written)
}

/// A table beside the official ones, without which the commitments cannot be opened: who did each deed, of which case it is a
/// step, and the texts that may have to go.
#[derive(Clone, Copy)]
struct Beside {
    table: &'static str,
    columns: &'static [(&'static str, Kind)],
}

/// What stands in a column.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Text,
}

const BESIDE: [Beside; 3] = [
    Beside {
        table: "log_actors",
        columns: &[
            ("seq", Kind::Number),
            ("person_id", Kind::Number),
            ("salt", Kind::Text),
        ],
    },
    Beside {
        table: "log_cases",
        columns: &[
            ("seq", Kind::Number),
            ("kind", Kind::Text),
            ("record", Kind::Number),
            ("deed", Kind::Text),
        ],
    },
    Beside {
        table: "texts",
        columns: &[
            ("commitment", Kind::Text),
            ("salt", Kind::Text),
            ("text", Kind::Text),
        ],
    },
];

async fn beside_the_records(db: &Db, folder: Folder<'_>, beside: Beside) -> Result<[Written; 2], Failure> {
    let names: Vec<String> = beside
        .columns
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let mut table = Table::new(folder, beside.table, &names)?;
    let sql = format!(
        "SELECT {} FROM {} ORDER BY 1 LIMIT {AT_ONCE} OFFSET $1",
        names.join(", "),
        beside.table
    );
    let mut read = 0;
    loop {
        let page = db.read().rows(&sql, vec![i64::into(read)]).await;
        let page = page.map_err(Failure::because)?;
        if page.is_empty() {
            break;
        }
        for row in page {
            let mut record = Record::new();
            for &(name, kind) in beside.columns {
                let value = match kind {
                    Kind::Number => row.get::<Option<i64>>(name).map(Value::from),
                    Kind::Text => row.get::<Option<String>>(name).map(Value::from),
                };
                record.insert(name.to_owned(), value.map_err(Failure::because)?);
            }
            table.row(&record)?;
            read += 1;
        }
    }
    table.finish()
}

/// Which columns of each table the entries vouch for.
async fn shapes(db: &Db, folder: Folder<'_>) -> Result<Written, Failure> {
    let mut shapes = Draft::new(folder, "shapes.json")?;
    let text = shapes_as_json(db.public()).await.map_err(Failure::because)?;
    shapes.row(|out| writeln!(out, "{text}"))?;
    shapes.finish(0)
}

/// The log, the shapes its entries name, and the rows of published sessions with what opens them.
async fn what_is_public(db: &Db, folder: &Path) -> Result<(), Failure> {
    fresh(folder, "--public")?;
    let folder = Folder {
        path: folder,
        is_private: false,
    };
    let read = db.public();
    let mut written = vec![entries(db, folder).await?, shapes(db, folder).await?];
    let mut records = Draft::new(folder, "records.jsonl")?;
    let last = last_session(read).await.map_err(Failure::because)?;
    let (mut from, mut rows) = (1, 0);
    while from <= last {
        let to = from + SESSIONS_AT_ONCE - 1;
        for line in opened(read, from, to).await.map_err(Failure::because)? {
            records.row(|out| writeln!(out, "{line}"))?;
            rows += 1;
        }
        from = to + 1;
    }
    say(&format!("records: {rows}"));
    written.push(records.finish(rows)?);
    contents(folder, written)
}

/// Refuses a folder that holds something.
fn fresh(folder: &Path, option: &str) -> Result<(), Failure> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::CouldNotRun(format!(
            "{}: this folder is in use; name a fresh one with {option}",
            folder.display()
        )));
    }
    Ok(())
}

/// What was written, each file with its hash.
fn contents(folder: Folder<'_>, written: Vec<Written>) -> Result<(), Failure> {
    let names = written.len();
    let mut contents = Draft::new(folder, "contents.json")?;
    contents.row(|out| {
        serde_json::to_writer_pretty(&mut *out, &BTreeMap::from([("files", written)]))?;
        writeln!(out)
    })?;
    contents.finish(0)?;
    say(&format!(
        "{}: {names} files, each with its hash in contents.json",
        folder.path.display()
    ));
    Ok(())
}

/// The log, an entry a line, exactly as it was hashed.
async fn entries(db: &Db, folder: Folder<'_>) -> Result<Written, Failure> {
    let mut lines = Draft::new(folder, "log.jsonl")?;
    let mut next = 0;
    loop {
        let page = db.entries(next, AT_ONCE).await.map_err(Failure::because)?;
        if page.is_empty() {
            break;
        }
        next += i64::try_from(page.len()).unwrap_or(i64::MAX);
        for entry in page {
            lines.row(|out| writeln!(out, "{entry}"))?;
        }
    }
    say(&format!("log: {next}"));
    lines.finish(u64::try_from(next).unwrap_or(0))
}

/// The files that were handed in, under their hashes; the tables say what each is called.
fn files(data: &Path, folder: Folder<'_>, written: &mut Vec<Written>) -> Result<(), Failure> {
    let from = data.join("files");
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(&from).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            names.push(name);
        }
    }
    names.sort_unstable();
    for name in names {
        let path = from.join(&name);
        let mut file =
            File::open(&path).map_err(|error| Failure::because(format!("{}: {error}", path.display())))?;
        let mut copy = Draft::new(folder, &format!("files/{name}"))?;
        copy.row(|out| io::copy(&mut Read::by_ref(&mut file), out).map(|_| ()))?;
        let copy = copy.finish(0)?;
        if copy.sha256 != name {
            return Err(Failure::DoesNotHold(format!(
                "{}: the file is not the one that was handed in: its hash is {}",
                path.display(),
                copy.sha256
            )));
        }
        written.push(copy);
    }
    Ok(())
}
