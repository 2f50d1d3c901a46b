//! The log outside the database: what an entry says, its publication as signed checkpoint and tiles, and receipts.

mod entry;
mod laid_out;
mod openings;
mod publish;
mod receipts;

pub use entry::{LogEntry, LogRecord};
pub use laid_out::{PublishedFault, PublishedWrong, hold_published};
pub use openings::{SESSIONS_AT_ONCE, last_session, opened, shapes_as_json};
pub use publish::{PublishError, Publisher};
pub use receipts::{ActorFound, Carried, Examined, ReceiptFault, examine, receipt_of};
