//! What can be done with resolutions.

mod change_draft;
mod draft_resolution;
mod accept_heard;
mod confirm_reply;
mod extend_resolution;
mod judge_evidence;
mod receive_reply;
mod report_resolution;
mod report_with_file;
mod take_drafts;
mod withdraw_draft;

pub use change_draft::ChangeDraft;
pub use draft_resolution::{Demand, DraftResolution};
mod taken_over;

pub use accept_heard::AcceptHeard;
pub use confirm_reply::ConfirmReply;
pub use extend_resolution::ExtendResolution;
pub use judge_evidence::JudgeEvidence;
pub use receive_reply::{ReceiveReply, ReplyFile};
pub use report_resolution::ReportResolution;
pub use report_with_file::ReportWithFile;
pub use withdraw_draft::WithdrawDraft;

pub(crate) use take_drafts::take_drafts;
pub(crate) use taken_over::TakenOver;

use golugah_desk::Matter;

/// The case of a resolution in the log.
pub(super) fn case(resolution: i64) -> Matter {
    Matter::of("resolution", resolution)
}
