//! The log outside the database: its signed checkpoint and its tiles, as files that anybody may copy and keep.

mod publish;

pub use publish::{PublishError, Publisher};
