//! The county's deeds on real databases.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests may panic, tell and ask"
)]

mod council_through_forms;
mod crash;
mod databases;
mod forms;
mod imports;
mod log;
mod loop_of_a_bottleneck;
mod papers;
mod portal;
mod portal_weight;
mod pictures;
mod proofs;
mod site;
mod tampering;
mod writing;
