//! What can be done with resolutions.

mod accept_heard;
mod change_draft;
mod confirm_reply;
mod draft_resolution;
mod extend_resolution;
mod judge_evidence;
mod receive_reply;
mod report_resolution;
mod report_with_file;

pub use change_draft::ChangeDraft;
pub use draft_resolution::{Demand, DraftResolution};

pub use accept_heard::AcceptHeard;
pub use confirm_reply::ConfirmReply;
pub use extend_resolution::ExtendResolution;
pub use judge_evidence::JudgeEvidence;
pub use receive_reply::{ReceiveReply, ReplyFile};
pub use report_resolution::ReportResolution;
pub use report_with_file::ReportWithFile;

use golugah_desk::Matter;

/// The case of a resolution in the log.
pub(super) fn case(resolution: i64) -> Matter {
    Matter::of("resolution", resolution)
}
