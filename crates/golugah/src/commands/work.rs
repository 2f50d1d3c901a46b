//! `golugah work`: the worker, which takes what was handed in, file by file.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use golugah_county::imports::actions::Finished;
use golugah_county::imports::{Import, Phase, held, next_waiting};
use golugah_desk::Db;
use golugah_desk::room::Floor;

use crate::arguments::Work;
use crate::failure::{Failure, ForNow};
use crate::progress::say;
use crate::{clock, county, work};

/// How often an idle worker looks whether something was handed in.
const BREATH: Duration = Duration::from_millis(500);

/// How often it looks whether there is room again.
const UNTIL_THERE_IS_ROOM: Duration = Duration::from_secs(5);

pub(crate) fn run(command: &Work, data: &Path) -> Result<(), Failure> {
    if !county::database(data).is_file() {
        return Err(Failure::CouldNotRun(format!(
            "{}: there is no county here; `golugah demo --data NEW_FOLDER` makes one, `golugah serve` opens it",
            data.display()
        )));
    }
    // Held until the process ends, however it ends.
    let _only_one = lock(data)?;
    if command.with_parent {
        std::thread::spawn(|| {
            let _ = std::io::stdin().read_to_end(&mut Vec::new());
            std::process::exit(0);
        });
    }
    county::wait_for(working(command, data))
}

/// Two workers would read one file twice.
fn lock(data: &Path) -> Result<File, Failure> {
    county::lock(data, "work.lock")?.ok_or_else(|| {
        Failure::CouldNotRun(format!(
            "{}: another worker is at work on this county; it takes everything that is handed in",
            data.join("work.lock").display()
        ))
    })
}

async fn working(command: &Work, data: &Path) -> Result<(), Failure> {
    let floor = Arc::new(Floor::new(data, command.room.free_floor));
    let db = county::open(data, clock::county()).await?;
    let db = db.with_floor(Arc::clone(&floor));
    tokio::spawn(county::watch(db.standing()));
    let mut full = false;
    let mut night = String::new();
    loop {
        // What is measured is written: it waits, as everything does, until there is room.
        if !floor.has_room() {
            if command.once {
                return Err(no_room(data));
            }
            if !full {
                say(&no_room(data).to_string());
            }
            full = true;
            tokio::time::sleep(UNTIL_THERE_IS_ROOM).await;
            continue;
        }
        full = false;
        // Once a day, what was withdrawn is taken off the disk where the engine does not do so at once.
        let today = db.clock().now().day();
        if night != today {
            db.rewrite().await.map_err(Failure::because)?;
            night = today;
        }
        let next = next_waiting(db.read()).await.map_err(Failure::because)?;
        match next {
            Some(import) => {
                say(&format!("{}: taken", import.name));
                match work::take(&db, data, &import).await {
                    Ok(finished) => say(&in_words(&import, &finished)),
                    Err(failure @ Failure::ForNow(why, _)) => {
                        hold(&db, &import, why).await?;
                        if command.once {
                            return Err(failure);
                        }
                        say(&format!("{}: waits, and is taken later: {failure}", import.name));
                        tokio::time::sleep(UNTIL_THERE_IS_ROOM).await;
                    }
                    Err(failure) => return Err(failure),
                }
            }
            None if command.once => return db.close().await.map_err(Failure::because),
            None => tokio::time::sleep(BREATH).await,
        }
    }
}

/// Whoever looks at the file is told why it waits. That this cannot be written on a full disk is no reason to end.
async fn hold(db: &Db, import: &Import, why: ForNow) -> Result<(), Failure> {
    let phase = match why {
        ForNow::Busy => Phase::HeldBusy,
        ForNow::Full => Phase::HeldFull,
    };
    match (held(db, import.id, phase).await, why) {
        (Err(error), ForNow::Busy) => Err(Failure::because(error)),
        _ => Ok(()),
    }
}

fn no_room(data: &Path) -> Failure {
    Failure::CouldNotRun(format!(
        "{}: the disk has less room than is kept free (--free-floor); what was handed in waits until there is room",
        data.display()
    ))
}

fn in_words(import: &Import, finished: &Finished) -> String {
    let name = &import.name;
    match finished {
        Finished::Done {
            records,
            refused,
            named,
            measured,
            exceptions,
            ..
        } => format!(
            "{name}: {records} records kept, {refused} refused, {exceptions} cases against a rule, {named} bottlenecks \
             named, {measured} measured again"
        ),
        Finished::Asks => format!("{name}: nothing is read until somebody says what its columns are"),
        Finished::Refused { because } => format!("{name}: could not be read: {because}"),
    }
}
