//! Fills a county of years through deeds, for the bench of pages: `fill_county [--years N] [--part N] [--seed N] WHERE`.
//!
//! `WHERE` is a folder, which `golugah serve --data` then opens, or the address of an empty PostgreSQL database
//! (`postgres://…`). `--part 50` makes a fiftieth of it. The last session is called for the day after tomorrow and not yet held;
//! everybody's password is that of the demonstration.

mod county;

use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use county::{Size, Turned, fill};
use golugah_desk::Db;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::store::Store;

const USAGE: &str = "usage: fill_county [--years N] [--part N] [--seed N] WHERE";

#[expect(clippy::disallowed_methods, reason = "a program may read the clock")]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[tokio::main]
async fn main() -> Result<(), county::Error> {
    let (mut size, mut part, mut seed, mut place) = (Size::COUNTY_10, 1, 42, String::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--years" => size.years = value()?.parse()?,
            "--part" => part = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            // What begins so is an option that there is not, and no folder that somebody wants.
            unknown if unknown.starts_with('-') => return Err(USAGE.into()),
            _ => place = argument,
        }
    }
    if place.is_empty() {
        return Err(USAGE.into());
    }
    let size = size.part(part);
    let started = now();
    let turned = Turned::new(started);
    let given = turned.clone();
    let clock = Clock::new(move || Moment(given.now()));
    let (db, store) = if place.starts_with("postgres://") {
        (
            Db::open_postgres(&place, "the county", &golugah_county::HOUSE, clock).await?,
            None,
        )
    } else {
        let folder = Path::new(&place);
        std::fs::create_dir_all(folder)?;
        let db = Db::open_sqlite(&folder.join("county.sqlite"), &golugah_county::HOUSE, clock).await?;
        (db, Some(Store::new(folder)))
    };
    let filled = fill(&db, &turned, started, &size, seed, store.as_ref()).await?;
    let seconds = (now() - started) as f64 / 1000.0;
    writeln!(std::io::stdout(), "{filled} in {seconds:.1} s")?;
    Ok(())
}
