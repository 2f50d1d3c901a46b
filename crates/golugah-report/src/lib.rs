//! The report: what a scan found, for people and for programs.
//!
//! Five forms of one [`ScanReport`](golugah_findings::ScanReport): JSON, JSON Lines and CSV for programs, a table
//! for the terminal, and one HTML page that an inspector can mail. The texts about indicators come from a
//! [`Catalogue`] that the program fills; all other words for people stand in `locales/`.
//!
//! A report states what data shows, how common it is elsewhere and what else could explain it. It accuses nobody.

mod about;
mod base64;
mod belongs;
mod called;
mod catalogue;
mod columns;
mod csv;
mod datum;
mod exceptions;
mod families;
mod figures;
mod finding;
mod html;
mod json;
mod judged;
mod late;
mod markdown;
mod measured;
mod names;
mod not_named;
mod plain;
mod reasons;
mod sentence;
mod summary;
pub mod svg;
mod table;
mod times;
mod unraised;
mod values;
mod winners;
mod without_verdict;
mod words;

pub use belongs::{Belonging, Place, findings_of};
pub use called::Called;
pub use catalogue::{Catalogue, IndicatorText, StakeMeasure};
pub use csv::{
    neutral, write_bottlenecks_csv, write_csv, write_families_csv, write_family_members_csv,
    write_without_verdict_csv,
};
pub use exceptions::{OfRule, beyond, by_rule, covered, covered_by_file, gravest};
pub use families::family_said;
pub use figures::percent;
pub use finding::{Told, told, write_finding};
pub use golugah_persian::Language;
pub use html::{Page, write_html};
pub use json::{write_json, write_jsonl};
pub use judged::write_judged;
pub use measured::{Measured, measured};
pub use sentence::{sentence, stake_said};
pub use summary::person;
pub use table::write_table;
pub use times::{about_flattened, about_times};
pub use unraised::{Unraised, parameter, unraised};
pub use values::{Value, values_of, write_values};
pub use words::{counted, floor_said, label, span, table_words};

/// How many places a list for people has, in a terminal and on a page; the forms for programs have them all.
const LISTED: usize = 20;

#[cfg(test)]
mod tests;
