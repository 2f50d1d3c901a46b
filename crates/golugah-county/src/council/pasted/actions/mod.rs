//! What can be done with pasted minutes.

mod correct_head;
mod paste_minutes;
mod take_over;

pub use correct_head::CorrectHead;
pub use paste_minutes::PasteMinutes;
pub use take_over::{Decision, Owing, TakeOver};

use golugah_desk::Matter;

/// The case of pasted minutes in the log.
fn case(pasted: i64) -> Matter {
    Matter::of("pasted", pasted)
}
