//! The paths: what an event log says of passages, waits, variants and overtaking.
//!
//! Everything here is a pure function of an [`EventLog`](golugah_records::EventLog): no file, no clock, no chance.
//! [`figures`] describes a whole log, [`write_table`] and [`write_svg`] show it to people, and [`queue`] is what the
//! indicator of overtaking stands on.

mod figures;
mod map;
mod overtaking;
mod passages;
mod stats;
mod table;
#[cfg(test)]
mod tests;
mod times;
mod words;

pub use figures::{
    Counts, Durations, EdgeCount, EdgeMedian, EdgeOvertaking, EdgePerformance, Figures, FourEyes, Instances,
    Lifecycle, OfficerFigures, Variant, figures,
};
pub use map::{MapOptions, write_svg};
pub use overtaking::{Queue, overtaking_pairs, queue};
pub use table::write_table;
pub use times::{Stamps, StepTimes, Times, times};
pub use words::{Label, Words};
