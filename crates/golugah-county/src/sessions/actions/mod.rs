//! What can be done with sessions.

mod call_session;
mod close_session;
mod close_session_for_governor;
mod correct_session;
mod enter_item;
mod move_item;
mod publish_session;
mod record_attendance;

pub use call_session::CallSession;
pub use close_session::CloseSession;
pub use close_session_for_governor::CloseSessionForGovernor;
pub use correct_session::CorrectSession;
pub use enter_item::EnterItem;
pub use move_item::MoveItem;
pub use publish_session::PublishSession;
pub use record_attendance::{Attendance, RecordAttendance};

/// The case of a session in the log.
fn case(session: i64) -> String {
    format!("session/{session}")
}
