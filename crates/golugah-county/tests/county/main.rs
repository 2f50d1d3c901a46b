//! The county's deeds on real databases.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests may panic, tell and ask"
)]

mod agenda;
mod agenda_forms;
mod answers;
mod asked;
mod asked_for_time;
mod beside_the_log;
mod clocks;
mod commitments;
mod confirmed;
mod council_through_forms;
mod crash;
mod databases;
mod door;
mod drafts;
mod duties;
mod entrance;
mod every_shape;
mod every_tampering;
mod faults;
mod feed;
mod filled;
mod full_disk;
mod imports;
mod log;
mod loop_of_a_bottleneck;
mod lying_indexes;
mod moved_sessions;
mod my_work;
mod named_to_nobody;
mod not_all_entered;
mod object_logs;
mod of_earlier_days;
mod open_lists;
mod own_cases;
mod pages_at_ten_years;
mod papers;
mod people;
mod pictures;
mod plain_answers;
mod plans;
mod portal;
mod portal_weight;
mod posts;
mod proofs;
mod published;
mod reports_and_closures;
mod rights;
mod seams;
mod sent_twice;
mod session_checks;
mod shapes;
mod site;
mod table_columns;
mod tampering;
mod terms;
mod texts;
mod texts_gone;
mod thief;
mod told_alike;
mod troubles;
mod typed;
mod unknown_options;
mod uploads;
mod workbooks;
mod with_the_judge;
mod writing;

// Every feature's `tests.rs` and `rights.txt`, found by walking the tree: `build.rs` makes the list.
include!(concat!(env!("OUT_DIR"), "/tests.rs"));
