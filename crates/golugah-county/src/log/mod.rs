//! The log outside the database: its signed checkpoint and its tiles, as files that anybody may copy and keep.

mod publish;
mod receipts;

pub use publish::{PublishError, Publisher};
pub use receipts::{Carried, Examined, LogEntry, LogRecord, ReceiptFault, examine, receipt_of};
