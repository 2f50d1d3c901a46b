//! What can be done with resolutions.

mod change_draft;
mod draft_resolution;
mod extend_resolution;
mod judge_evidence;
mod report_resolution;
mod report_with_file;
mod take_drafts;
mod withdraw_draft;

pub use change_draft::ChangeDraft;
pub use draft_resolution::{Demand, DraftResolution};
pub use extend_resolution::ExtendResolution;
pub use judge_evidence::JudgeEvidence;
pub use report_resolution::ReportResolution;
pub use report_with_file::ReportWithFile;
pub use withdraw_draft::WithdrawDraft;

pub(crate) use take_drafts::take_drafts;

use golugah_desk::Matter;

/// The case of a resolution in the log.
pub(super) fn case(resolution: i64) -> Matter {
    Matter::of("resolution", resolution)
}
