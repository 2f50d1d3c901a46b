//! The county: every record and every page, one folder per feature, in wings.
//!
//! A feature's folder holds its model (states and what may follow what; pure), its queries, and its deeds, one a file.
//! `build.rs` finds the folders: a feature is registered nowhere. Start at `measuring/imports` for a small one, at the crate
//! `golugah-ground` for what they all stand on, at `golugah-desk` for how anything is written at all.

pub mod files;
pub mod site;

// The ground's rooms are called as if they stood here: `crate::people`, `crate::support::web`.
pub use golugah_ground::*;

use golugah_ground::support::seams::Features;
use golugah_ground::support::web::{Page, say};

/// How many of the weightiest bottlenecks are entered after a measurement; its report has them all. A council that is given
/// a hundred at once takes up none. Where they are listed, it is said that there were more.
pub const MOST_ENTERED: usize = 24;

/// What stands beside a list of bottlenecks where the last measurement named more than were entered.
pub(crate) fn not_all_entered(page: &Page, named: i64) -> Option<String> {
    let entered = MOST_ENTERED as i64;
    let (named_as, entered_as) = (page.number(&named), page.number(&entered));
    let places = [("named", named_as.as_str()), ("entered", entered_as.as_str())];
    (named > entered).then(|| say(page.language, "bottlenecks-entered", &places))
}

include!(concat!(env!("OUT_DIR"), "/features.rs"));
include!(concat!(env!("OUT_DIR"), "/house.rs"));
