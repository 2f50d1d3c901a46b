//! What can be done with bottlenecks.

mod find_bottleneck;
mod keep_findings;
mod measure_bottleneck;
mod review_bottleneck;

pub use find_bottleneck::{FindBottleneck, Found};
pub use keep_findings::KeepFindings;
pub use measure_bottleneck::{MeasureBottleneck, Outcome};
pub use review_bottleneck::ReviewBottleneck;

/// The case of a bottleneck in the log.
fn case(bottleneck: i64) -> String {
    format!("bottleneck/{bottleneck}")
}
