//! What can be done with reports.

mod book_report;
mod give_report;
mod set_rota;

pub use book_report::BookReport;
pub use give_report::GiveReport;
pub use set_rota::SetRota;

/// The case of a report in the log.
fn case(report: i64) -> String {
    format!("report/{report}")
}
