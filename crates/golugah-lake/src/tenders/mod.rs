//! Contracting processes: the tables `tenders`, `bids` and `awards`, side by side.
//!
//! The three have the same row groups: what stands in one group of tenders has its bids in the same group of bids and
//! its awards in the same group of awards, in the same order. So a group is read alone and a cursor per table takes
//! the place of a join.

mod read;
mod rows;
mod scan;
mod write;

pub use write::TenderWriter;

use crate::table::{Column, Table};

/// One row per contracting process.
pub(crate) static TENDERS: Table = Table {
    name: "tenders",
    columns: &[
        Column::unique("tender").required(),
        Column::text("file").required(),
        Column::long("line").required(),
        Column::time("released_at"),
        Column::small("released_at_offset_minutes"),
        Column::flag("released_at_date_only"),
        Column::text("buyer"),
        Column::text("buyer_name"),
        Column::text("procuring_entity"),
        Column::text("procuring_entity_name"),
        Column::text("status"),
        Column::text("method"),
        Column::text("method_details"),
        Column::text("category"),
        Column::long("number_of_tenderers"),
        Column::time("published_at"),
        Column::small("published_at_offset_minutes"),
        Column::flag("published_at_date_only"),
        Column::time("period_start"),
        Column::small("period_start_offset_minutes"),
        Column::flag("period_start_date_only"),
        Column::time("period_end"),
        Column::small("period_end_offset_minutes"),
        Column::flag("period_end_date_only"),
        Column::long("value_minor"),
        Column::text("currency"),
        Column::flag("bids_published").required(),
        Column::small("bid_count").required(),
        Column::flag("awards_published").required(),
        Column::small("award_count").required(),
    ],
};

/// One row per bid.
pub(crate) static BIDS: Table = Table {
    name: "bids",
    columns: &[
        Column::text("tender").required(),
        Column::small("position").required(),
        Column::unique("bid"),
        Column::text("status"),
        Column::time("date"),
        Column::small("date_offset_minutes"),
        Column::flag("date_date_only"),
        Column::texts("tenderers"),
        Column::texts("tenderer_names"),
        Column::long("amount_minor"),
        Column::text("currency"),
    ],
};

/// One row per award.
pub(crate) static AWARDS: Table = Table {
    name: "awards",
    columns: &[
        Column::text("tender").required(),
        Column::small("position").required(),
        Column::unique("award"),
        Column::text("status"),
        Column::time("date"),
        Column::small("date_offset_minutes"),
        Column::flag("date_date_only"),
        Column::texts("suppliers"),
        Column::texts("supplier_names"),
        Column::texts("classes"),
        Column::long("amount_minor"),
        Column::text("currency"),
    ],
};
