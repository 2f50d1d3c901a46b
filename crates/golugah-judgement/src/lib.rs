//! The judgement: counts in, bottlenecks out.
//!
//! Pure functions over counts. For every group (an office, a step, a supplier) an indicator was raised in *k* of *n*
//! observations that could be computed. [`judge`] sets each group beside its peers and says with what probability its
//! own rate is *materially* worse than theirs; [`select`] takes as many groups as can be named at a stated average
//! error; [`narrow`] names the office instead of its department where the office carries the excess; and
//! [`measure_again`] says, on data dated after a remedy, whether the bottleneck is gone.
//!
//! The crate knows no file, clock, randomness, name or word for people: groups and strata are numbers that the caller
//! gave them. The same counts give the same bits, in any order of the input.

mod fit;
mod judge;
mod ladder;
mod materiality;
mod measure_again;
mod narrow;
mod select;
mod tail;

#[cfg(test)]
mod tests;

pub use judge::{Count, FEWEST_COMPUTABLE, Verdict, judge, judge_with_outsiders, peer_rate};
pub use materiality::Materiality;
pub use measure_again::{Outcome, Remeasurement, measure_again};
pub use narrow::{Nested, NestedCount, Selection, narrow};
pub use select::{FEWEST_RAISED, select};
