//! Names that may be one firm's: what the county knows of them, what a file says of them, and what a measurement asks.

use std::path::Path;

use golugah_county::firms::actions::{MeetPairs, MetPair};
use golugah_county::firms::{self, MOST_PAIRS};
use golugah_desk::{Actor, Db};
use golugah_findings::PerhapsOneFirm;
use golugah_indicators::Settled;
use serde::Deserialize;

use crate::failure::Failure;
use crate::work::number;

/// What people said of names.
pub(crate) async fn settled(db: &Db) -> Result<Settled, Failure> {
    let pairs = firms::settled(db.read()).await.map_err(Failure::because)?;
    Ok(Settled::new(pairs))
}

/// A line of a file of answers; other columns stand there for people.
#[derive(Deserialize)]
struct Line {
    name_a: String,
    name_b: String,
    state: String,
}

/// What a file of this path says of names; nothing where no file is named.
pub(crate) fn said_in(path: &str) -> Result<Settled, String> {
    if path.is_empty() {
        return Ok(Settled::default());
    }
    of_file(Path::new(path))
}

/// What a file says of names.
pub(crate) fn of_file(path: &Path) -> Result<Settled, String> {
    let at = |error: csv::Error| {
        format!(
            "{}: {error}; expected a CSV with the columns name_a, name_b and state",
            path.display()
        )
    };
    let mut reader = csv::Reader::from_path(path).map_err(at)?;
    let mut pairs = Vec::new();
    for (line, number) in reader.deserialize().zip(2..) {
        let line: Line = line.map_err(at)?;
        let one = match line.state.trim() {
            "one" => true,
            "two" => false,
            "open" => continue,
            other => {
                return Err(format!(
                    "{}: record {number} has the state {other:?}; expected one, two or open",
                    path.display()
                ));
            }
        };
        pairs.push(([line.name_a, line.name_b], one));
    }
    Ok(Settled::new(pairs))
}

/// Enters the names that met in the most tenders.
pub(crate) async fn enter(db: &Db, met: &[PerhapsOneFirm]) -> Result<(), Failure> {
    let pairs = met.iter().take(MOST_PAIRS).map(|pair| MetPair {
        names: pair.names.clone(),
        tenders: number(pair.tenders),
        first: pair.first.clone(),
    });
    let deed = MeetPairs {
        pairs: pairs.collect(),
        met: met.iter().map(|pair| pair.names.clone()).collect(),
    };
    let is_entered = firms::is_entered(db.read(), &deed).await;
    if is_entered.map_err(Failure::because)? {
        return Ok(());
    }
    db.perform(Actor::program(), deed).await.map_err(Failure::because)
}
