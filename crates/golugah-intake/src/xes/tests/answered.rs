//! What was asked and not done, and when a case was to end.

use golugah_records::{NO_ENTRY, NO_TIME, Timestamp};

use super::read_text;

#[test]
fn a_question_answered_no_was_not_done_and_the_planned_end_of_a_term_is_not_due() {
    let asked = |answer: &str, more: &str| {
        format!(
            "<event><string key=\"concept:name\" value=\"advise\"/><string key=\"Question\" value=\"{answer}\"/>\
             <date key=\"time:timestamp\" value=\"2024-03-20T10:00:00Z\"/>\
             <string key=\"lifecycle:transition\" value=\"complete\"/>{more}</event>"
        )
    };
    let planned = "<date key=\"endDatePlanned\" value=\"2024-03-22\"/>";
    let text = format!(
        "<log><trace>{planned}{}{}{}</trace><trace>{planned}<date key=\"deadline\" value=\"2024-03-25\"/>{}</trace></log>",
        asked("True", planned),
        asked("false", ""),
        asked("EMPTY", ""),
        asked("True", ""),
    );
    let (log, rejects) = read_text(&text);
    let log = log.unwrap();
    assert!(rejects.is_empty());
    assert_eq!(log.events.instance, [0, NO_ENTRY, 2, 3]);
    assert_eq!(log.folded().event_count(), 3);
    let day = |text: &str| Timestamp::parse(text).unwrap().millis;
    assert_eq!(log.cases.due, [NO_TIME, day("2024-03-25")]);
    assert_eq!(log.events.planned, [day("2024-03-22"), NO_TIME, NO_TIME, NO_TIME]);
}
