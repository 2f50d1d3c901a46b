//! The lake: records kept as Parquet tables.
//!
//! What was imported once is read again many times faster than from JSON or XML, as the same typed records: a
//! [`Release`](golugah_records::Release) borrows its texts from Arrow buffers as it borrowed them from JSON, and an
//! [`EventLog`](golugah_records::EventLog) comes back column by column. The files are plain Parquet, which DuckDB,
//! pandas and Spark open as they are; `docs/tables.md` says what stands in them.
//!
//! ```text
//! lake/tenders/<sha256>.parquet  bids/…  awards/…  releases/…     one import of OCDS; further parts are <sha256>-1.parquet, …
//! lake/cases/<sha256>.parquet    events/…  names/…    one event log
//! lake/deeds/<from>-<until>-<mark>-<hash>.parquet     the county's own deeds
//! lake/imports/<sha256>.json                          the import's manifest, written last
//! lake/totals/<sha256>-<key>                           what was counted of an import, to be read back
//! lake/importing/                                     what is not finished
//! ```
//!
//! The manifest names the hash of each file, which is held against the file before it is read; an import from before
//! there were hashes is read as it stands. An import exists once its manifest does; what a broken-off import left behind is removed when the lake is next
//! opened while nobody imports. One process imports at a time, any number read.

mod columns;
mod deeds;
mod error;
mod folder;
mod hashes;
mod import;
mod logs;
mod place;
mod table;
mod tenders;
#[cfg(test)]
mod tests;
mod totals;
mod views;

pub use deeds::{Deed, DeedPart, Deeds};
pub use error::LakeError;
pub use folder::Lake;
pub use import::{Import, ImportKind};
pub use tenders::{Columns, Published, TenderWriter};
