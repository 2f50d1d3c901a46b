//! What stands where no case can be told, and what is no log of cases at all.

use super::{event, read_text};
use crate::xes::XesError;

#[test]
fn an_event_outside_a_trace_is_rejected_with_its_line() {
    let inside = event("check", "2024-01-01T08:00:00Z");
    let outside = inside.replace(
        "<event>",
        "<event><string key='case:concept:name' value='case 9'/>",
    );
    let text = format!(
        "<log>\n<event/>\n<trace>\n{inside}</trace>\n{outside}<trace><event/><string key='concept:name' value='2'/>\n{inside}</trace></log>"
    );
    let (log, rejects) = read_text(&text);
    let log = log.unwrap();
    assert_eq!((log.case_count(), log.event_count()), (2, 2));
    let lines: Vec<u64> = rejects.iter().map(|reject| reject.0).collect();
    assert_eq!(lines, [2, 6, 7]);
    assert!(
        rejects[0].1.starts_with("an event stands outside a trace"),
        "{rejects:?}"
    );
    assert!(
        rejects[1].1.contains("of case `case 9` stands outside a trace"),
        "{rejects:?}"
    );
}

#[test]
fn a_log_of_nothing_but_such_events_says_what_was_expected() {
    let (log, rejects) = read_text(&format!("<log>{0}{0}</log>", event("a", "2024-01-01T08:00:00Z")));
    let error = log.unwrap_err();
    assert_eq!(
        error,
        XesError::NothingRead {
            traces: 0,
            rejected: 2
        }
    );
    assert!(
        error.to_string().contains("in a <trace> for each case"),
        "{error}"
    );
    assert_eq!(rejects.len(), 2);
}

#[test]
fn an_object_centric_log_is_called_by_its_name() {
    for text in [
        "<?xml version='1.0'?>\n<log><object-types/><events><event/></events></log>",
        "<log><global scope='event'/><events/><objects/></log>",
    ] {
        let error = read_text(text).0.unwrap_err();
        assert_eq!(error, XesError::ObjectCentric);
        assert!(error.to_string().contains("object-centric event log (OCEL)"));
    }
}
