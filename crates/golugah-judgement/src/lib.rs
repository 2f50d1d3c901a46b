//! The judgement: counts in, bottlenecks out.
//!
//! Pure functions over counts. For every group (an office, a step, a supplier) an indicator was raised in *k* of *n*
//! observations that could be computed, and the observations lie in batches: those of one [`Batch`] hang together and
//! say less than as many independent ones. [`judge`] sets each group beside its peers and says with what probability
//! its own rate is *materially* worse than theirs; [`assess`] besides says which groups are named, which are to be
//! watched, and what kept the others; [`narrow`] names the office instead of its department where the office carries
//! the excess; [`deal`] gives the batches to other groups, to see what chance alone would name; [`measure_again`]
//! says, on data dated after a remedy, whether the bottleneck is gone, and [`Change`] whether the remedy did it.
//!
//! The crate knows no file, clock, randomness, name or word for people: groups and strata are numbers that the caller
//! gave them. The same counts give the same bits, in any order of the input.

mod again;
mod assess;
mod batch;
mod beside;
mod chance;
mod circle;
mod deal;
mod exact;
mod family;
mod fit;
mod gamma;
mod gathered;
mod judge;
mod ladder;
mod materiality;
mod narrow;
mod prior;
mod select;
mod strata;
mod tail;
mod two_ways;
mod unlike;
mod verdict;

#[cfg(test)]
mod tests;

pub use again::{
    Change, Effect, Lack, Noise, Outcome, Record, Remeasurement, Visible, Window, measure_again, noise,
    rises, smallest_visible,
};
pub use assess::{Assessment, Floor, Standing, assess};
pub use batch::Batch;
pub use beside::Beside;
pub use chance::{assess_with_chance, names_by_chance};
pub use deal::deal;
pub use judge::{FEWEST_COMPUTABLE, correlation, judge};
pub use materiality::Materiality;
pub use narrow::{Nested, NestedBatch, Selection, narrow};
pub use select::{FEWEST_RAISED, select};
pub use strata::{Observed, Strata};
pub use unlike::{Member, Unlike, Ways};
pub use verdict::Verdict;
