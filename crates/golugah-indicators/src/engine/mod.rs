//! What every indicator runs on.

mod answers;
mod batches;
mod bids;
mod cast;
mod counts;
mod definition;
mod doubles;
mod few;
mod intakes;
mod joined;
mod known;
mod names;
mod numbered;
mod observations;
mod parameters;
mod pieces;
mod process;
mod read;
mod rounds;
mod rule;
mod scan;
mod seen;
mod settled;
mod superseded;
mod tallies;
#[cfg(test)]
mod tests;
mod totals;
mod units;
mod values;
mod worker;
mod written;

pub use answers::{Answer, Detail, KeptObservation, Raised};
pub use definition::{
    CatalogueError, Definition, Family, Indicator, Material, Stake, Words, catalogue, indicator,
};
pub use doubles::doubles_among;
pub use joined::{Bearer, Joined};
pub use names::{Id, Names, Place, Ranks};
pub use observations::Doubt;
pub use parameters::{ParameterError, Parameters};
pub use scan::{Excluded, IndicatorOutcome, Outcome, Published, Scan};
pub use settled::Settled;
pub use tallies::{BatchTally, GroupTotals, Tally, TallyKey, wider_kind};
pub use values::RaisedValue;
pub use worker::Worker;
pub use written::{bearers_in, published_in, told_in};

pub(crate) use answers::{AtStake, Observation};
pub(crate) use batches::BatchOf;
pub(crate) use bids::Party;
pub(crate) use definition::Entry;
pub(crate) use few::Few;
pub(crate) use intakes::Intakes;
pub(crate) use known::Known;
pub(crate) use observations::Observations;
pub(crate) use parameters::Codes;
pub(crate) use pieces::Pieces;
pub(crate) use process::Process;
pub(crate) use rule::{LogRule, LogView, ProcessRule, Scene, StillOpen, log, process};
pub(crate) use seen::{AllSeen, Row};
pub(crate) use settled::Firms;
pub(crate) use tallies::Slot;
pub(crate) use written::{In, Out, Written};
