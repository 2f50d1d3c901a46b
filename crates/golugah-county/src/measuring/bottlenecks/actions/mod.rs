//! What can be done with bottlenecks.

mod find_bottleneck;
mod keep_findings;
mod measure_bottleneck;
mod review_bottleneck;

pub use find_bottleneck::{FindBottleneck, Found};
pub use keep_findings::KeepFindings;
pub use measure_bottleneck::{MeasureBottleneck, Outcome};
pub use review_bottleneck::ReviewBottleneck;

use golugah_desk::Matter;

/// The case of a bottleneck in the log.
pub(super) fn case(bottleneck: i64) -> Matter {
    Matter::of("bottleneck", bottleneck)
}
