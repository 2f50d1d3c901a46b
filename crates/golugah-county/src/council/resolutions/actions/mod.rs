//! What can be done with resolutions.

mod accept_heard;
mod confirm_reply;
mod extend_resolution;
mod judge_evidence;
mod receive_reply;
mod report_resolution;
mod report_with_file;
mod take_resolution;
mod taken_over;

pub use accept_heard::AcceptHeard;
pub use confirm_reply::ConfirmReply;
pub use extend_resolution::ExtendResolution;
pub use judge_evidence::JudgeEvidence;
pub use receive_reply::{ReceiveReply, ReplyFile};
pub use report_resolution::ReportResolution;
pub use report_with_file::ReportWithFile;
pub use take_resolution::TakeResolution;
pub(crate) use taken_over::TakenOver;

use golugah_desk::Matter;

/// The case of a resolution in the log.
pub(super) fn case(resolution: i64) -> Matter {
    Matter::of("resolution", resolution)
}
