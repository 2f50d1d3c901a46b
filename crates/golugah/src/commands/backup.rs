//! `golugah backup`: everything a county has, in one file, while its site goes on working.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use golugah_desk::copy_sqlite;

use crate::archive::{Packing, is_plain, unfinished, unpack};
use crate::arguments::Backup;
use crate::commands::verify;
use crate::county;
use crate::failure::Failure;
use crate::passing::Passing;
use crate::progress::{FileBar, say};

const DATABASE: &str = "county.sqlite";
const CHECKPOINT: &str = "log/checkpoint";

pub(crate) fn run(command: &Backup, data: &Path) -> Result<(), Failure> {
    let database = county::existing(data)?;
    let beside = command
        .file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    let reading = |error: io::Error| Failure::writing(&command.file, &error);
    let (into, from) = (
        beside.canonicalize().map_err(reading)?,
        data.canonicalize().map_err(reading)?,
    );
    if into.starts_with(&from) {
        return Err(Failure::CouldNotRun(format!(
            "{}: this lies in the county's own folder; name a place outside it, best on another disk",
            command.file.display()
        )));
    }
    if command.file.exists() {
        return Err(Failure::CouldNotRun(format!(
            "{}: is there already; a backup replaces none",
            command.file.display()
        )));
    }
    let part = unfinished(&command.file);
    let packed = pack(command, data, &database, &part, beside);
    let checked = packed.and_then(|holds| Ok((holds, unpack(&part, None)?)));
    let (holds, contents) = match checked {
        Ok(checked) => checked,
        Err(failure) => {
            // The first failure is the one to tell; a left-over is named `.part`.
            let _ = fs::remove_file(&part);
            return Err(failure);
        }
    };
    fs::rename(&part, &command.file).map_err(|error| Failure::writing(&command.file, &error))?;
    say(&format!(
        "{}: {} files of {} bytes, read again and each as it was",
        command.file.display(),
        contents.files,
        contents.bytes
    ));
    say(
        "in it are the hashes of passwords and findings about people by name: keep it where few can reach it",
    );
    if !command.with_key {
        say(
            "the log's secret key is not in it: keep secrets/log.key apart, or a restored county cannot go on signing",
        );
    }
    holds
}

/// Packs everything; the inner result says whether the records in it hold against their log.
fn pack(
    command: &Backup,
    data: &Path,
    database: &Path,
    part: &Path,
    beside: &Path,
) -> Result<Result<(), Failure>, Failure> {
    let log = listed(data, Some("log"), command.with_key)?;
    let rest = listed(data, None, command.with_key)?;
    let paths = log.iter().chain(&rest).map(|(_, path)| path.as_path());
    let lengths = paths
        .chain([database])
        .map(|path| fs::metadata(path).map_or(0, |about| about.len()));
    let packed = Arc::new(AtomicU64::new(0));
    let _bar = FileBar::follow(
        &command.file.display().to_string(),
        lengths.sum(),
        Arc::clone(&packed),
    );
    let passing = Passing::new(beside, part).map_err(failed(beside))?;
    let mut packing = Packing::begin(part, packed).map_err(failed(part))?;
    // The log first and the database after it: what is published never runs ahead of the records that it vouches for.
    pack_log(&mut packing, data, command.with_key)?;
    // As it stands before the copy: what is signed afterwards may vouch for more than is copied.
    let against = verify::Against::of(data, &[], None);
    let copy = passing.path().join(DATABASE);
    county::wait_for(async { copy_sqlite(database, &copy).await.map_err(Failure::because) })?;
    let held = against.and_then(|against| verify::hold(&copy, data, &against));
    packing.put(DATABASE, &copy).map_err(failed(&copy))?;
    // What was handed in or imported since the copy does no harm: its database does not know of it yet.
    for (name, path) in &listed(data, None, command.with_key)? {
        packing.put(name, path).map_err(failed(path))?;
    }
    packing.finish().map_err(failed(part))?;
    Ok(held.and_then(|held| held.verdict()))
}

/// Packs what is published of the log, with a checkpoint that vouches for nothing that is not packed, while its site goes
/// on publishing.
fn pack_log(packing: &mut Packing, data: &Path, with_key: bool) -> Result<(), Failure> {
    let mut packed = BTreeSet::new();
    // Before it is looked what lies there: by now all that this one vouches for does.
    let checkpoint = county::log(data).join("checkpoint");
    match fs::read(&checkpoint) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        signed => {
            let put = signed.and_then(|signed| packing.put_bytes(CHECKPOINT, &signed));
            put.map_err(failed(&checkpoint))?;
            packed.insert(CHECKPOINT.to_owned());
        }
    }
    loop {
        let mut is_whole = true;
        for (name, path) in listed(data, Some("log"), with_key)? {
            if packed.contains(&name) {
                continue;
            }
            match packing.put(&name, &path) {
                // A part of a tile that has become whole since it was listed: the whole one is packed in its place.
                Err(error) if error.kind() == io::ErrorKind::NotFound => is_whole = false,
                put => {
                    put.map_err(failed(&path))?;
                    packed.insert(name);
                }
            }
        }
        if is_whole {
            return Ok(());
        }
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure::because(format!("{path}: {error}"))
}

/// The files below the county's folder, or below one folder of it, by the names they get; without what is copied in
/// its own way, what is secret, and what is unfinished.
fn listed(data: &Path, folder: Option<&str>, with_key: bool) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.unwrap_or_default().to_owned()];
    while let Some(prefix) = folders.pop() {
        let path = data.join(&prefix);
        let entries = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(|error| Failure::because(format!("{}: {error}", path.display())))?,
        };
        for entry in entries.flatten() {
            let Ok(last) = entry.file_name().into_string() else {
                return Err(Failure::because(format!(
                    "{}: its name is not UTF-8; give it another",
                    entry.path().display()
                )));
            };
            let name = if prefix.is_empty() {
                last.clone()
            } else {
                format!("{prefix}/{last}")
            };
            let is_left = match name.as_str() {
                "log" => folder.is_none(),
                county::SECRETS => !with_key,
                "work.lock" | "serve.lock" => true,
                // What was counted is counted again, and deeds are taken from the log again; both change while they would be packed.
                "lake/totals" | "lake/deeds" => true,
                name => name.starts_with(DATABASE),
            };
            let is_unfinished =
                last.starts_with("incoming-") || last.ends_with(".draft") || last.ends_with(".part");
            if is_left || is_unfinished {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(name),
                Ok(kind) if kind.is_file() && is_plain(&name) => found.push((name, entry.path())),
                _ => say(&format!(
                    "{}: is no plain file and is left out",
                    entry.path().display()
                )),
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}
