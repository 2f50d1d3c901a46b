//! The program as people run it: the built binary, in a folder of its own, against real data and invented files.

mod contract;
mod county;
mod events;
mod explain;
mod forms;
mod lake;
mod logs;
mod misfortunes;
mod parity;
mod program;
mod releases;
