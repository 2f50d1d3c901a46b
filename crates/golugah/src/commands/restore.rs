//! `golugah restore`: a county again, from the file that `backup` wrote.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use golugah_county::texts::Forgotten;
use golugah_desk::private;

use crate::archive::{unfinished, unpack};
use crate::arguments::Restore;
use crate::commands::verify;
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county};

pub(crate) fn run(command: &Restore, data: &Path) -> Result<(), Failure> {
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
    let restored = fill(command, &part);
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

fn fill(command: &Restore, part: &Path) -> Result<(verify::Held, usize), Failure> {
    let contents = unpack(&command.file, Some(part))?;
    county::wait_for(forget(command, part))?;
    let against = verify::Against::of(part, &[], None)?;
    let held = verify::hold(&county::existing(part)?, part, &against)?;
    if command.new_key {
        forget_key(part)?;
    }
    Ok((held, contents.files))
}

/// Forgets, before anybody reads them, the texts that were withdrawn since the backup was made.
async fn forget(command: &Restore, part: &Path) -> Result<(), Failure> {
    if let Some(list) = &command.forgotten {
        let listed = Forgotten::at(list).commitments().map_err(Failure::because)?;
        Forgotten::of(part).note(&listed).map_err(Failure::because)?;
    }
    let db = county::open(part, clock::county()).await?;
    county::forget_again(&db, part).await
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
