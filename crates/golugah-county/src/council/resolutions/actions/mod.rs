//! What can be done with resolutions.

mod accept_heard;
mod ask_time;
mod change_draft;
mod confirm_reply;
mod decline_time;
mod draft_resolution;
mod extend_resolution;
mod grant_time;
mod judge_evidence;
mod receive_reply;
mod report_resolution;
mod report_with_file;

pub use change_draft::ChangeDraft;
pub use draft_resolution::{Demand, DraftResolution};

pub use accept_heard::AcceptHeard;
pub use ask_time::AskTime;
pub use confirm_reply::ConfirmReply;
pub use decline_time::DeclineTime;
pub use extend_resolution::ExtendResolution;
pub use grant_time::GrantTime;
pub use judge_evidence::JudgeEvidence;
pub use receive_reply::ReceiveReply;
pub use report_resolution::ReportResolution;
pub use report_with_file::ReportWithFile;

use super::queries;
use crate::support::web::Role;
use golugah_desk::{Desk, Matter, Refusal};

/// How much one person hands in or enters as proof on one day at most, in bytes: ten files of the largest size.
const MOST_A_DAY: i64 = 200 * 1024 * 1024;

/// The file of a proof, which the store has taken.
#[derive(Clone, Debug)]
pub struct ProofFile {
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// What the file is called where it came from.
    pub name: String,
    /// Its length.
    pub bytes: i64,
    /// What its bytes say it is, as a media type.
    pub kind: &'static str,
}

/// The case of a resolution in the log.
pub(super) fn case(resolution: i64) -> Matter {
    Matter::of("resolution", resolution)
}

/// Who does what only the secretary may, whether by role or by duty.
fn secretary(desk: &Desk<'_>) -> Result<i64, Refusal> {
    let person = desk
        .actor()
        .person
        .filter(|_| Role::Secretary.is_hat(&desk.actor().role));
    person.ok_or(Refusal::Rule("refusal-not-the-secretary"))
}

/// Lays a file to a proof, within what one person may hand in or enter today.
async fn attach(desk: &mut Desk<'_>, evidence: i64, file: ProofFile) -> Result<(), Refusal> {
    let today = desk.now().day();
    let so_far = queries::bytes_given_on(desk.read(), desk.actor().person, &today).await?;
    if file.bytes > MOST_A_DAY - so_far {
        return Err(Refusal::Rule("refusal-proofs-of-a-day"));
    }
    let columns = vec![
        ("evidence_id", evidence.into()),
        ("sha256", file.sha256.into()),
        ("name", file.name.into()),
        ("bytes", file.bytes.into()),
        ("kind", file.kind.into()),
    ];
    desk.insert("evidence_files", columns).await.map(|_| ())
}
