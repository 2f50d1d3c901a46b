//! The program as people run it: the built binary, in a folder of its own, against real data and invented files.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail and speak as tests do"
)]

mod across_imports;
mod contract;
mod council;
mod county;
mod desks;
mod door;
mod elsewhere;
mod events;
mod explain;
mod families;
mod forms;
mod full_disk;
mod histories;
mod judge;
mod kills;
mod lake;
mod leaving;
mod leaving_alone;
mod lifecycles;
mod logs;
mod misfortunes;
mod mission;
mod named_again;
mod objects;
mod one_firm;
mod outputs;
mod pages;
mod parity;
mod program;
mod published_again;
mod receipts;
mod releases;
mod said_columns;
mod said_objects;
mod served;
mod tables;
mod tampered;
mod told_once;
mod written_over;
