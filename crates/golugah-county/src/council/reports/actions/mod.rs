//! What can be done with reports.

mod book_report;
mod give_report;
mod set_rota;

pub use book_report::BookReport;
pub(super) use book_report::{KIND, book};
pub use give_report::GiveReport;
pub use set_rota::SetRota;

use golugah_desk::Matter;

/// The case of a report in the log.
pub(super) fn case(report: i64) -> Matter {
    Matter::of("report", report)
}
