use super::small::{invented, log};
use crate::passages::passages;

#[test]
fn passages_stand_by_edge_and_start() {
    let log = log(&[
        (
            "",
            &[
                ("a", "o1", "2024-01-02T08:00:00Z"),
                ("b", "o2", "2024-01-02T09:00:00Z"),
                ("a", "", "2024-01-03T09:00:00Z"),
            ],
        ),
        (
            "",
            &[
                ("a", "o1", "2024-01-01T08:00:00Z"),
                ("b", "", "2024-01-01T08:00:00Z"),
            ],
        ),
        ("", &[("c", "o1", "2024-01-01T08:00:00Z")]),
    ]);
    let found = passages(&log);
    assert_eq!((found.len(), found.edges.len()), (3, 2));
    assert_eq!(
        (found.edges[0].from, found.edges[0].to, found.of_edge(0)),
        (0, 1, 0..2)
    );
    assert_eq!(
        (found.edges[1].from, found.edges[1].to, found.of_edge(1)),
        (1, 0, 2..3)
    );
    assert_eq!(
        (0..3).map(|passage| found.wait(passage)).collect::<Vec<_>>(),
        [0, 3_600_000, 86_400_000]
    );
}

#[test]
fn every_pair_of_neighbours_is_one_passage() {
    let log = invented(9, 200);
    let found = passages(&log);
    assert_eq!(found.len(), log.event_count() - log.case_count());
    for (number, edge) in found.edges.iter().enumerate() {
        let mut expected: Vec<(i64, i64)> = (1..log.event_count())
            .filter(|event| log.events.case[event - 1] == log.events.case[*event])
            .filter(|event| {
                (log.events.activity[event - 1], log.events.activity[*event]) == (edge.from, edge.to)
            })
            .map(|event| (log.events.millis[event - 1], log.events.millis[event]))
            .collect();
        expected.sort_unstable();
        let range = found.of_edge(number);
        let times = found.start[range.clone()]
            .iter()
            .copied()
            .zip(found.end[range].iter().copied());
        assert_eq!(times.collect::<Vec<_>>(), expected);
        let waits = found.sorted_waits(number);
        assert!(waits.len() == expected.len() && waits.is_sorted() && waits[0] >= 0);
    }
}
