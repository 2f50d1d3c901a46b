//! What can be done with cases against a rule.

mod find_exceptions;
mod judge_cases;
mod withdraw_cases;

pub use find_exceptions::{FindExceptions, FoundCase};
pub use judge_cases::JudgeCases;
pub use withdraw_cases::WithdrawCases;

use golugah_desk::Matter;

/// The case of a rule's month in the log.
pub(super) fn case(exception: i64) -> Matter {
    Matter::of("exception", exception)
}
