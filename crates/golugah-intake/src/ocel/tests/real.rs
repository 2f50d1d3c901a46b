//! Real logs against the figures of another tool (bench/paths/flattened.py, by pm4py), where they are here.

use std::collections::BTreeMap;
use std::path::Path;

use crate::table::Tables;
use crate::{Limits, open_as, read_log};

#[test]
fn logs_are_laid_flat_as_another_tool_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/logs");
    let expected = folder.join("expected/flattened.json");
    let Ok(expected) = std::fs::read_to_string(&expected) else {
        println!("skipped: shared data is not here");
        return;
    };
    let expected: BTreeMap<String, BTreeMap<String, serde_json::Value>> =
        serde_json::from_str(&expected).unwrap();
    let mut compared = 0;
    for (file, types) in &expected {
        for (kind, figures) in types {
            let tables = Tables {
                case: Some(kind.clone()),
                ..Tables::default()
            };
            let opened = open_as(&folder.join(file), &Limits::default(), &tables).unwrap();
            let mut rejects = 0;
            let (log, _) = read_log(opened, &mut |_| rejects += 1).unwrap();
            let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
            for event in 0..log.event_count() {
                *counted.entry(log.activity(event)).or_default() += 1;
            }
            let found = serde_json::json!({
                "cases": log.case_count(),
                "events": log.event_count(),
                "kept": log.flattened.as_ref().unwrap().kept,
                "steps": counted,
            });
            assert_eq!((&found, rejects), (figures, 0), "{file} by {kind}");
            compared += 1;
        }
    }
    assert!(compared > 0);
}
