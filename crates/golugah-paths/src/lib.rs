//! The paths: what an event log says of passages, waits, variants and overtaking.
//!
//! Everything here is a pure function of an [`EventLog`](golugah_records::EventLog): no file, no clock, no chance but a
//! seed that is given. [`figures`] describes a whole log; [`Passages`] and the measures beside it are what indicators
//! of procedures stand on.

mod figures;
mod finish;
mod map;
mod overtaking;
mod passages;
mod random;
mod stats;
mod table;
#[cfg(test)]
mod tests;
mod words;
mod workload;

pub use figures::{
    Counts, Durations, EdgeCount, EdgeMedian, EdgeOvertaking, EdgePerformance, Figures, FourEyes,
    OfficerFigures, Variant, figures,
};
pub use finish::{Step, UsualSteps, usual_steps};
pub use map::{MapOptions, write_svg};
pub use overtaking::{NotJudged, NullOptions, Overtaking, Queue, overtaking, overtaking_pairs, queue};
pub use passages::{Edge, Passages, passages};
pub use stats::nearest_rank;
pub use table::write_table;
pub use words::{Label, Words};
pub use workload::{Concentration, Workload, concentrations, upper_tail};
