//! The county's deeds on real databases.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests may panic, tell and ask"
)]

mod agenda;
mod agenda_forms;
mod commitments;
mod council_through_forms;
mod crash;
mod databases;
mod duties;
mod entrance;
mod imports;
mod log;
mod loop_of_a_bottleneck;
mod papers;
mod people;
mod pictures;
mod portal;
mod portal_weight;
mod proofs;
mod reports_and_closures;
mod rights;
mod shapes;
mod site;
mod tampering;
mod terms;
mod writing;
