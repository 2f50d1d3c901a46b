//! `golugah work`: the worker, which takes what was handed in, file by file.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use golugah_county::imports::Import;
use golugah_county::imports::actions::Finished;
use golugah_desk::room::Floor;

use crate::arguments::Work;
use crate::failure::Failure;
use crate::outbox::Ways;
use crate::progress::say;
use crate::{clock, county, outbox, queue};

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
    let ways = Ways::of(&command.telling, command.base_url.as_deref())?;
    // Held until the process ends, however it ends.
    let _only_one = lock(data)?;
    if command.with_parent {
        std::thread::spawn(|| {
            let _ = std::io::stdin().read_to_end(&mut Vec::new());
            std::process::exit(0);
        });
    }
    county::wait_for(working(command, data, ways))
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

async fn working(command: &Work, data: &Path, mut ways: Option<Ways>) -> Result<(), Failure> {
    let floor = Arc::new(Floor::new(data, command.room.free_floor));
    let db = county::open(data, clock::county()).await?;
    let db = db.with_floor(Arc::clone(&floor));
    tokio::spawn(county::watch(db.standing()));
    if !command.once
        && let Some(ways) = ways.take()
    {
        // By itself: what is sent slowly holds up no file.
        tokio::spawn(outbox::keep_sending(db.clone(), data.to_owned(), ways));
    }
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
        let told = |import: &Import, finished: &Finished| say(&in_words(import, finished));
        match queue::take_waiting(&db, data, || floor.has_room(), told).await {
            Ok(true) => continue,
            Ok(false) => {}
            // That another process has the lake or the disk is full is no file's fault.
            Err(failure @ Failure::ForNow(..)) if !command.once => {
                say(&format!("what waits is taken later: {failure}"));
                tokio::time::sleep(UNTIL_THERE_IS_ROOM).await;
                continue;
            }
            Err(failure) => return Err(failure),
        }
        if command.once && floor.has_room() {
            if let Some(ways) = ways.take() {
                outbox::make(&db, data, &ways).await?;
                outbox::send(&db, &ways).await?;
            }
            return db.close().await.map_err(Failure::because);
        }
        tokio::time::sleep(BREATH).await;
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
