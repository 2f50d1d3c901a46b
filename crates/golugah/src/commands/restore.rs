//! `golugah restore`: a county again, from the file that `backup` wrote.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use golugah_county::texts::{Forgotten, Listed};
use golugah_desk::{Db, Fault, Misshapen, private};

use crate::archive::{unfinished, unpack};
use crate::arguments::Restore;
use crate::commands::verify;
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county};

pub(crate) fn run(command: &Restore, data: &Path) -> Result<(), Failure> {
    // Before anything is written: a list that was misspelled is no empty one.
    let listed = match &command.forgotten {
        Some(list) => Some(listed(list)?),
        None => None,
    };
    let in_use = |what: &str| Failure::CouldNotRun(format!("{}: {what}", data.display()));
    match fs::read_dir(data).map(|mut entries| entries.next().is_some()) {
        Ok(true) => {
            return Err(in_use(
                "this folder is in use; a county is restored into a fresh one, named with --data",
            ));
        }
        Ok(false) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(in_use(&error.to_string())),
    }
    let part = unfinished(data);
    if part.exists() {
        return Err(Failure::CouldNotRun(format!(
            "{}: left by a restore that was broken off; remove it first",
            part.display()
        )));
    }
    private::folder(&part).map_err(|error| Failure::writing(&part, &error))?;
    let restored = fill(command, listed.as_deref(), &part);
    let (held, contents) = match restored {
        Ok(restored) => restored,
        Err(failure) => {
            // The first failure is the one to tell; a left-over is named `.part`.
            let _ = fs::remove_dir_all(&part);
            return Err(failure);
        }
    };
    let named = match fs::remove_dir(data) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::rename(&part, data),
    };
    named.map_err(|error| Failure::writing(data, &error))?;
    say(&format!(
        "{}: {contents} files, each as it was when it was packed; {} log entries, {} records",
        data.display(),
        held.verification.entries,
        held.verification.records
    ));
    if !county::key(data).exists() && !command.new_key {
        say(&format!(
            "the log's secret key was not packed: put yours at {} before `golugah serve`",
            county::key(data).display()
        ));
    }
    held.verdict()
}

fn fill(command: &Restore, listed: Option<&[Listed]>, part: &Path) -> Result<(verify::Held, usize), Failure> {
    let contents = unpack(&command.file, Some(part))?;
    county::wait_for(refuse_foreign(command, part))?;
    county::wait_for(forget(listed, part))?;
    let against = verify::Against::of(part, &[], None)?;
    let held = verify::hold(&county::existing(part)?, part, &against)?;
    if command.new_key {
        forget_key(part)?;
    }
    Ok((held, contents.files))
}

/// Refuses what is no county, before anything is written in it. Its tables may be those of an earlier day; a trigger or a
/// view that no migration makes would do or say what somebody else wants.
async fn refuse_foreign(command: &Restore, part: &Path) -> Result<(), Failure> {
    let refused = |why: &dyn fmt::Display| {
        let file = command.file.display();
        Failure::DoesNotHold(format!("{file}: {why}; nothing of it is kept"))
    };
    let database = county::database(part);
    if !fs::metadata(&database).is_ok_and(|about| about.is_file() && about.len() > 0) {
        return Err(refused(
            &"there is no county in it: county.sqlite is missing or empty",
        ));
    }
    let db = Db::inspect_sqlite(&database, &golugah_county::HOUSE, clock::county())
        .await
        .map_err(|error| refused(&error))?;
    for fault in db.verify_shape().await.map_err(|error| refused(&error))? {
        let is_refused = match &fault {
            Fault::Shape { kind, how, .. } if kind == "trigger" || kind == "view" => {
                *how != Misshapen::Missing
            }
            Fault::Shape { name, how, .. } => name == "log_entries" && *how == Misshapen::Missing,
            Fault::ShapeUnknown { .. } => true,
            _ => false,
        };
        if is_refused {
            return Err(refused(&fault));
        }
    }
    db.close().await.map_err(Failure::because)
}

/// A list that was named must be there.
fn listed(list: &Path) -> Result<Vec<Listed>, Failure> {
    if !list.is_file() {
        return Err(Failure::CouldNotRun(format!(
            "{}: there is no such list; name the file `forgotten` of the county's former folder",
            list.display()
        )));
    }
    let listed = Forgotten::at(list).lines().map_err(Failure::because)?;
    say(&format!("{}: {} withdrawn texts", list.display(), listed.len()));
    Ok(listed)
}

/// Forgets, before anybody reads them, the texts that were withdrawn since the backup was made.
async fn forget(listed: Option<&[Listed]>, part: &Path) -> Result<(), Failure> {
    match listed {
        Some(listed) => Forgotten::of(part).note(listed).map_err(Failure::because)?,
        None => say(
            "no list of withdrawn texts was given (--forgotten): texts that were withdrawn after this backup was made are \
             readable again; the list is the file `forgotten` of the county's former folder",
        ),
    }
    let db = county::open(part, clock::county()).await?;
    county::forget_again(&db, part).await?;
    // The folder is about to get its name.
    db.close().await.map_err(Failure::because)
}

/// Lays aside what the lost key has signed. The entries stay; whoever keeps an old checkpoint and the old public key can
/// hold them against the log as before.
fn forget_key(data: &Path) -> Result<(), Failure> {
    let log = county::log(data);
    let former = log.join("former");
    let moved = || {
        fs::create_dir_all(&former)?;
        for name in ["checkpoint", "vkey"] {
            let number = (1..).find(|number| !former.join(format!("{name}.{number}")).exists());
            let to: PathBuf = former.join(format!("{name}.{}", number.unwrap_or(0)));
            match fs::rename(log.join(name), to) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        match fs::remove_file(county::key(data)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    };
    moved().map_err(|error: io::Error| Failure::writing(&log, &error))?;
    say(&format!(
        "the log goes on under a new key; the former public key and checkpoint lie in {}: tell everybody who holds them",
        former.display()
    ));
    Ok(())
}
