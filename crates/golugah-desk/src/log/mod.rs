//! The log outside the database: what an entry says, its publication as signed checkpoint and tiles, and receipts.

mod entry;
mod publish;
mod receipts;

pub use entry::{LogEntry, LogRecord};
pub use publish::{PublishError, Publisher};
pub use receipts::{Carried, Examined, ReceiptFault, examine, receipt_of};
