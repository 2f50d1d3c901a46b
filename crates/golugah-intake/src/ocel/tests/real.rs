//! Real logs against the figures of another tool (bench/paths/flattened.py, by pm4py), where they are here.

use std::path::Path;

use crate::table::Tables;
use crate::{Limits, open_as, read_log};

/// Of each log and type: cases, events, distinct events, and how often two steps were done.
type Figures = (usize, usize, u64, [(&'static str, usize); 2]);

const EXAMPLE: [(&str, Figures); 4] = [
    (
        "Invoice",
        (3, 9, 9, [("Insert Invoice", 3), ("Create Purchase Order", 1)]),
    ),
    (
        "Payment",
        (3, 3, 3, [("Insert Payment", 3), ("Insert Invoice", 0)]),
    ),
    (
        "Purchase Order",
        (2, 5, 5, [("Insert Invoice", 2), ("Change PO Quantity", 1)]),
    ),
    (
        "Purchase Requisition",
        (
            1,
            3,
            3,
            [("Approve Purchase Requisition", 1), ("Create Purchase Order", 1)],
        ),
    ),
];

const RECRUITING: [(&str, Figures); 2] = [
    (
        "applications",
        (
            916,
            6607,
            6607,
            [("check references", 729), ("make job offer", 135)],
        ),
    ),
    (
        "offers",
        (
            135,
            270,
            270,
            [("job offer declined", 46), ("make job offer", 135)],
        ),
    ),
];

#[test]
fn logs_are_laid_flat_as_another_tool_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/logs");
    if !folder.is_dir() {
        println!("skipped: shared data is not here");
        return;
    }
    for (file, types) in [
        ("ocel20_example.jsonocel", &EXAMPLE[..]),
        ("ocel20_example.xmlocel", &EXAMPLE),
        ("recruiting-red.jsonocel", &RECRUITING),
    ] {
        for (kind, expected) in types {
            let tables = Tables {
                case: Some((*kind).to_owned()),
                ..Tables::default()
            };
            let opened = open_as(&folder.join(file), &Limits::default(), &tables).unwrap();
            let mut rejects = 0;
            let (log, _) = read_log(opened, &mut |_| rejects += 1).unwrap();
            let done = |step: &str| {
                (0..log.event_count())
                    .filter(|event| log.activity(*event) == step)
                    .count()
            };
            let steps = expected.3.map(|(step, _)| (step, done(step)));
            let kept = log.flattened.as_ref().unwrap().kept;
            let found = (log.case_count(), log.event_count(), kept, steps);
            assert_eq!((&found, rejects), (expected, 0), "{file} by {kind}");
        }
    }
}
