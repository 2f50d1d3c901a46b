//! One file per command.

pub(crate) mod backup;
pub(crate) mod demo;
mod demo_county;
mod demo_people;
mod demo_sessions;
mod demo_story;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod indicators;
pub(crate) mod judge;
pub(crate) mod map;
pub(crate) mod paths;
pub(crate) mod restore;
pub(crate) mod sample;
pub(crate) mod scan;
pub(crate) mod serve;
pub(crate) mod verify;
mod verify_receipt;
pub(crate) mod work;
