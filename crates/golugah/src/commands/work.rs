//! `golugah work`: the worker, which takes what was handed in, file by file.

use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use golugah_county::imports::actions::Finished;
use golugah_county::imports::{Import, next_waiting};
use golugah_desk::private;

use crate::arguments::Work;
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county, work};

/// How often an idle worker looks whether something was handed in.
const BREATH: Duration = Duration::from_millis(500);

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
    let path = data.join("work.lock");
    let file = private::file(&path).map_err(|error| Failure::writing(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::CouldNotRun(format!(
            "{}: another worker is at work on this county; it takes everything that is handed in",
            path.display()
        ))),
        Err(TryLockError::Error(error)) => Err(Failure::writing(&path, &error)),
    }
}

async fn working(command: &Work, data: &Path) -> Result<(), Failure> {
    let db = county::open(data, clock::county()).await?;
    loop {
        let next = next_waiting(db.read()).await.map_err(Failure::because)?;
        match next {
            Some(import) => {
                say(&format!("{}: taken", import.name));
                let finished = work::take(&db, data, &import).await?;
                say(&in_words(&import, &finished));
            }
            None if command.once => return Ok(()),
            None => tokio::time::sleep(BREATH).await,
        }
    }
}

fn in_words(import: &Import, finished: &Finished) -> String {
    let name = &import.name;
    match finished {
        Finished::Done {
            records,
            refused,
            named,
            measured,
        } => format!(
            "{name}: {records} records kept, {refused} refused, {named} bottlenecks named, {measured} measured again"
        ),
        Finished::Refused { because } => format!("{name}: could not be read: {because}"),
    }
}
