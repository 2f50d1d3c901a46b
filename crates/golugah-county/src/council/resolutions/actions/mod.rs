//! What can be done with resolutions.

mod extend_resolution;
mod judge_evidence;
mod report_resolution;
mod report_with_file;
mod take_resolution;

pub use extend_resolution::ExtendResolution;
pub use judge_evidence::JudgeEvidence;
pub use report_resolution::ReportResolution;
pub use report_with_file::ReportWithFile;
pub use take_resolution::TakeResolution;

use golugah_desk::Matter;

/// The case of a resolution in the log.
pub(super) fn case(resolution: i64) -> Matter {
    Matter::of("resolution", resolution)
}
