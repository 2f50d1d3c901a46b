//! What can be done with data files.

mod finish_import;
mod hand_in_file;
mod measure_again;
mod read_again;
mod say_columns;
mod say_headings;

pub use finish_import::{FinishImport, Finished, Written};
pub use hand_in_file::HandInFile;
pub use measure_again::MeasureAgain;
pub(crate) use measure_again::measure_again;
pub use read_again::ReadAgain;
pub use say_columns::SayColumns;
pub use say_headings::SayHeadings;

use golugah_desk::Matter;

/// The case of a file in the log.
fn case(import: i64) -> Matter {
    Matter::of("import", import)
}
