//! Writes deeds as fast as they become durable: for the bench of group commit and for the test that kills it.
//!
//! `durable_deeds [--endless] [--writers N] [--deeds N] [--prefix TEXT] FILE`. With `--endless` every acknowledged name
//! is printed on a line of its own; otherwise the rate is. `durable_deeds --verify FILE` verifies what was written and
//! prints the rate of that. `durable_deeds --asked [--free-floor BYTES] FILE` does what standard input asks: each line has
//! names, which are written at once; then each is printed as `done NAME` or `refused NAME because`, and `.` after them.
//! In place of the file an address of PostgreSQL can stand.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::room::Floor;
use golugah_desk::{Actor, Db, OpenError, Standing};

const USAGE: &str = "usage: durable_deeds [--endless | --verify | --asked] [--free-floor BYTES] [--writers N] [--deeds N] \
                     [--prefix TEXT] FILE";

struct Wanted {
    endless: bool,
    asked: bool,
    floor: u64,
    verify: bool,
    writers: u64,
    deeds: u64,
    prefix: String,
    file: PathBuf,
}

fn wanted() -> Result<Wanted, String> {
    let mut wanted = Wanted {
        endless: false,
        asked: false,
        floor: 0,
        verify: false,
        writers: 64,
        deeds: 20_000,
        prefix: String::new(),
        file: PathBuf::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--endless" => wanted.endless = true,
            "--asked" => wanted.asked = true,
            "--free-floor" => {
                wanted.floor = value()?
                    .parse()
                    .map_err(|error| format!("--free-floor: {error}"))?;
            }
            "--verify" => wanted.verify = true,
            "--writers" => {
                wanted.writers = value()?.parse().map_err(|error| format!("--writers: {error}"))?;
            }
            "--deeds" => wanted.deeds = value()?.parse().map_err(|error| format!("--deeds: {error}"))?,
            "--prefix" => wanted.prefix = value()?,
            unknown if unknown.starts_with('-') => return Err(USAGE.to_owned()),
            file => wanted.file = PathBuf::from(file),
        }
    }
    if wanted.file.as_os_str().is_empty() {
        return Err(USAGE.to_owned());
    }
    Ok(wanted)
}

#[expect(clippy::disallowed_methods, reason = "a program may read the clock")]
fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted = wanted()?;
    if wanted.verify {
        return verify(&wanted.file).await;
    }
    let db = open(&wanted.file).await?;
    tokio::spawn(end_in_doubt(db.clone()));
    if wanted.asked {
        let folder = wanted.file.parent().unwrap_or(Path::new("."));
        let db = db.with_floor(Arc::new(Floor::new(folder, Some(wanted.floor))));
        return as_asked(db).await;
    }
    let started = now();
    let mut writers = Vec::new();
    for writer in 0..wanted.writers {
        let (db, prefix) = (db.clone(), wanted.prefix.clone());
        let most = if wanted.endless {
            u64::MAX
        } else {
            wanted.deeds / wanted.writers
        };
        let endless = wanted.endless;
        writers.push(tokio::spawn(async move {
            for number in 0..most {
                let name = format!("{prefix}{}-{writer}-{number}", started.0);
                db.perform(Actor::program(), founded(&name)).await?;
                if endless {
                    // One write a line, so that a line that arrives was whole.
                    std::io::stdout()
                        .write_all(format!("{name}\n").as_bytes())
                        .map_err(|error| {
                            golugah_desk::Refusal::Broken(sea_orm::DbErr::Custom(error.to_string()))
                        })?;
                }
            }
            Ok::<_, golugah_desk::Refusal>(())
        }));
    }
    for writer in writers {
        writer.await??;
    }
    let seconds = (now().0 - started.0) as f64 / 1000.0;
    let deeds = wanted.deeds / wanted.writers * wanted.writers;
    writeln!(
        std::io::stdout(),
        "{deeds} deeds in {seconds:.2} s, {:.0} a second",
        deeds as f64 / seconds
    )?;
    Ok(())
}

async fn open(file: &Path) -> Result<Db, OpenError> {
    match file.to_str() {
        Some(url) if url.starts_with("postgres://") => {
            Db::open_postgres(url, "PostgreSQL", &golugah_county::HOUSE, Clock::new(now)).await
        }
        _ => Db::open_sqlite(file, &golugah_county::HOUSE, Clock::new(now)).await,
    }
}

/// As the program does.
async fn end_in_doubt(db: Db) {
    let mut standing = db.standing();
    let ended = standing.wait_for(|standing| matches!(standing, Standing::InDoubt(_)));
    if ended.await.is_ok() {
        std::process::exit(3);
    }
}

fn founded(name: &str) -> FoundAgency {
    FoundAgency {
        name_fa: name.to_owned(),
        name_en: String::new(),
        seat: false,
    }
}

async fn as_asked(db: Db) -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lines() {
        let mut asked = Vec::new();
        for name in line?.split_whitespace().map(str::to_owned) {
            let db = db.clone();
            asked.push(tokio::spawn(async move {
                match db.perform(Actor::program(), founded(&name)).await {
                    Ok(_) => format!("done {name}"),
                    Err(refusal) => format!("refused {name} {refusal}").replace('\n', " "),
                }
            }));
        }
        let mut answers = String::new();
        for one in asked {
            answers.push_str(&one.await?);
            answers.push('\n');
        }
        // One write for all, so that what arrives was whole.
        std::io::stdout().write_all(format!("{answers}.\n").as_bytes())?;
    }
    Ok(())
}

async fn verify(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let db = Db::inspect_sqlite(file, &golugah_county::HOUSE, Clock::new(now)).await?;
    let started = now();
    let verification = db.verify(&[]).await?;
    let seconds = (now().0 - started.0) as f64 / 1000.0;
    writeln!(
        std::io::stdout(),
        "{} entries with {} records in {seconds:.2} s, {:.0} a second; {} faults",
        verification.entries,
        verification.records,
        verification.entries as f64 / seconds,
        verification.faults.len()
    )?;
    Ok(())
}
