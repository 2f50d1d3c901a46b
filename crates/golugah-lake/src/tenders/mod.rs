//! Contracting processes: the tables `tenders`, `bids` and `awards`, side by side.
//!
//! The three have the same row groups: what stands in one group of tenders has its bids in the same group of bids and
//! its awards in the same group of awards, in the same order. So a group is read alone and a cursor per table takes
//! the place of a join.

mod read;
mod releases;
mod rows;
mod scan;
mod write;

pub use releases::Published;
pub(crate) use releases::RELEASES;
pub use write::TenderWriter;

/// Which of what was published a scan needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// All of it.
    All,
    /// What is compared, not what is only shown or added up: without names, identifiers of bids and awards, the offsets
    /// that dates were written with, the details, category and nature of the procurement, lots, whether lists were published,
    /// the tender's and the awards' values and the awards' dates. A release then reads as if these had not been published.
    Compared,
}

impl Columns {
    /// What is not read of `tenders`, `bids` and `awards`.
    fn skipped(self) -> [Vec<&'static str>; 3] {
        // What is always passed over is there for SQL alone: a cursor knows whose bids they are.
        let mut skipped = [
            vec!["file"],
            vec!["tender", "position"],
            vec!["tender", "position"],
        ];
        if self != Self::All {
            skipped[0].extend([
                "buyer_name",
                "procuring_entity_name",
                "method_details",
                "category",
                "released_at_offset_minutes",
                "released_at_date_only",
                "published_at_offset_minutes",
                "published_at_date_only",
                "period_start_offset_minutes",
                "period_start_date_only",
                "period_end_offset_minutes",
                "period_end_date_only",
                "value_minor",
                "currency",
                "bids_published",
                "awards_published",
                "sells",
                "again",
                "donor",
                "urgent",
                "by_quality",
                "lots",
                "lot_statuses",
                "lot_bids",
            ]);
            skipped[1].extend([
                "bid",
                "date_offset_minutes",
                "date_date_only",
                "tenderer_names",
                "lots",
            ]);
            skipped[2].extend([
                "award",
                "date",
                "date_offset_minutes",
                "date_date_only",
                "supplier_names",
                "amount_minor",
                "currency",
                "lots",
            ]);
        }
        skipped
    }
}

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
        Column::long("tenderers_counted").later(1),
        Column::text("tenderers_counted_from").later(1),
        Column::flag("sells").later(2),
        Column::flag("again").later(2),
        Column::flag("donor").later(2),
        Column::texts("lots").later(2),
        Column::texts("lot_statuses").later(2),
        Column::texts("lot_bids").later(2),
        Column::flag("urgent").later(3),
        Column::flag("by_quality").later(3),
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
        Column::texts("lots").later(2),
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
        Column::texts("lots").later(2),
    ],
};
