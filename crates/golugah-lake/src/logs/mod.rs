//! Event logs: the tables `cases`, `events` and `names`.
//!
//! `names` keeps the log's lists of names, in their order and whether an event still uses them or not, so that a log
//! comes back number by number; whoever asks in SQL finds the names themselves in `cases` and `events`.

mod read;
mod write;

use crate::table::{Column, Table};

/// One row per case.
pub(crate) static CASES: Table = Table {
    name: "cases",
    columns: &[
        Column::text("procedure").required(),
        Column::unique("case").required(),
        Column::text("file").required(),
        Column::long("line").required(),
        Column::text("applicant"),
        Column::text("responsible"),
        Column::time("due"),
        Column::long("event_count").required(),
        Column::time("opened").later(1),
        Column::time("closed").later(1),
    ],
};

/// One row per event.
pub(crate) static EVENTS: Table = Table {
    name: "events",
    columns: &[
        Column::text("procedure").required(),
        Column::text("case").required(),
        Column::small("position").required(),
        Column::text("step"),
        Column::text("officer"),
        Column::text("unit"),
        Column::text("lifecycle"),
        Column::time("time").required(),
        Column::small("offset_minutes"),
        Column::flag("date_only").required(),
        Column::time("due"),
        Column::flag("due_date_only"),
        Column::flag("due_of_case"),
        Column::time("planned"),
        Column::flag("planned_date_only"),
        Column::long("line").required(),
        Column::long("file_position"),
        Column::small("instance").later(1),
        Column::flag("done_before").later(2),
        Column::flag("typed_in").later(3),
        Column::flag("other_day").later(3),
    ],
};

/// One row per name that a log uses.
pub(crate) static NAMES: Table = Table {
    name: "names",
    columns: &[
        Column::text("procedure").required(),
        Column::text("kind").required(),
        Column::long("position").required(),
        Column::unique("name").required(),
        Column::flag("date_only"),
        Column::flag("person").later(1),
    ],
};

/// The kinds of names, in the order of a log's pools.
const KINDS: [&str; 5] = ["step", "officer", "unit", "lifecycle", "applicant"];
