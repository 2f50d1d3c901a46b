//! What every indicator runs on.

mod cast;
mod definition;
mod names;
mod observations;
mod parameters;
mod process;
mod rule;
mod scan;

pub use definition::{
    CatalogueError, Definition, Family, Indicator, Material, Stake, Words, catalogue, indicator,
};
pub use names::{Id, Names, Place};
pub use observations::{Answer, KeptObservation, Raised, Tally, TallyKey, wider_kind};
pub use parameters::{ParameterError, Parameters};
pub use scan::{Excluded, IndicatorOutcome, Outcome, Published, Scan, Worker};

pub(crate) use definition::Entry;
pub(crate) use observations::{Observation, Observations, Slot};
pub(crate) use process::{Party, Process};
pub(crate) use rule::{LogRule, LogView, ProcessRule, Scene, log, process};
