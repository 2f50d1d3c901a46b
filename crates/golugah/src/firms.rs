//! Names that may be one firm's: what the county knows of them, and what a measurement asks.

use golugah_county::firms::actions::{MeetPairs, MetPair};
use golugah_county::firms::{self, MOST_PAIRS};
use golugah_desk::{Actor, Db};
use golugah_findings::PerhapsOneFirm;
use golugah_indicators::Settled;

use crate::failure::Failure;
use crate::work::number;

/// What people said of names.
pub(crate) async fn settled(db: &Db) -> Result<Settled, Failure> {
    let pairs = firms::settled(db.read()).await.map_err(Failure::because)?;
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
