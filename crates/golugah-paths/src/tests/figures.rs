//! What the real logs do not have: files out of order, odd names, a single case.

use super::small::log;
use crate::{Lifecycle, figures};

#[test]
fn a_file_out_of_order_is_told_from_its_times() {
    let log = log(&[(
        "",
        &[
            ("b", "o1", "2024-01-02T08:00:00Z"),
            ("a", "o2", "2024-01-01T08:00:00.25Z"),
            ("c", "", "2024-01-02T08:00:00Z"),
            ("b", "o1", "2024-01-06T20:00:00Z"),
        ],
    )]);
    let found = figures(&log, Lifecycle::Folded, "invented.xes", "golugah 1");
    // By time: a, b, c, b. In the file: b, a, c, b.
    assert_eq!((found.dfg_edges, found.dfg_edges_in_file_order), (3, 3));
    assert_eq!(found.events_earlier_than_previous_in_file, 1);
    assert_eq!(found.consecutive_equal_timestamps, 1);
    assert_eq!(found.variants_top5[0].trace, ["a", "b", "c", "b"]);
    assert_eq!(found.first_timestamp, "2024-01-01 08:00:00.250000+00:00");
    assert_eq!(found.last_timestamp, "2024-01-06 20:00:00+00:00");
    assert_eq!((found.events_weekend_utc, found.events_outside_07_19_utc), (1, 1));
    assert!((found.case_arrival_average_seconds).abs() < f64::EPSILON);
    let officers = found.officers.unwrap();
    assert_eq!((officers.resources, officers.events_without_resource), (2, 1));
    assert_eq!((officers.succession_pairs, officers.handovers), (2, 1));
}

#[test]
fn one_officer_who_did_both_is_found_however_often_the_second_was_done() {
    let log = log(&[
        (
            "",
            &[
                ("a", "o1", "2024-01-01"),
                ("b", "o1", "2024-01-02"),
                ("b", "o2", "2024-01-03"),
            ],
        ),
        ("", &[("a", "o1", "2024-01-01"), ("b", "o2", "2024-01-02")]),
        ("", &[("a", "", "2024-01-01"), ("b", "", "2024-01-02")]),
        ("", &[("b", "o1", "2024-01-01")]),
    ]);
    let officers = figures(&log, Lifecycle::Folded, "f", "t").officers.unwrap();
    let pair = &officers.four_eyes_top6_activities[0];
    assert_eq!((pair.a.as_str(), pair.b.as_str()), ("b", "a"));
    assert_eq!((pair.cases_with_both, pair.same_officer), (2, 1));
}

#[test]
fn equal_counts_stand_in_order_of_names() {
    let cases: [(&str, &[_]); 2] = [
        (
            "",
            &[
                ("z", "", "2024-01-01T01:00:00Z"),
                ("m", "", "2024-01-01T02:00:00Z"),
            ],
        ),
        (
            "",
            &[
                ("z", "", "2024-01-01T01:00:00Z"),
                ("a", "", "2024-01-01T02:00:00Z"),
            ],
        ),
    ];
    let found = figures(&log(&cases), Lifecycle::Folded, "f", "t");
    let names: Vec<&str> = found
        .activity_counts
        .0
        .iter()
        .map(|count| count.0.as_str())
        .collect();
    assert_eq!(names, ["z", "a", "m"]);
    assert_eq!(found.variants_top5[0].trace, ["z", "a"]);
    assert_eq!(found.dfg_top15[0].to, "a");
    assert_eq!(found.performance_dfg_top15_seconds[0].stdev, None);
    assert!(found.officers.is_none());
}
