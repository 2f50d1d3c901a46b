use golugah_records::NO_ENTRY;

use super::small::{Happening, invented, log};
use crate::{
    NotJudged, NullOptions, Workload, concentrations, nearest_rank, overtaking, passages, upper_tail,
    usual_steps,
};

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
    let edge = found.find(0, 1).unwrap();
    assert_eq!(found.of_edge(edge), 0..2);
    assert_eq!(found.find(1, 1), None);
    assert_eq!(found.case, [1, 0, 0]);
    assert_eq!(found.event, [4, 1, 2]);
    assert_eq!(found.officer, [NO_ENTRY, 1, NO_ENTRY]);
    assert_eq!(found.unordered, [true, false, false]);
    assert_eq!(
        (0..3).map(|passage| found.wait(passage)).collect::<Vec<_>>(),
        [0, 3_600_000, 86_400_000]
    );
    assert_eq!(found.ninetieth_percentiles(), [3_600_000, 86_400_000]);
}

#[test]
fn a_date_and_a_moment_of_one_day_are_unordered() {
    let log = log(&[(
        "",
        &[
            ("a", "", "2024-01-02"),
            ("b", "", "2024-01-02T09:00:00Z"),
            ("c", "", "2024-01-03"),
            ("d", "", "2024-01-04"),
        ],
    )]);
    let found = passages(&log);
    assert_eq!(found.unordered, [true, false, false]);
}

#[test]
fn every_pair_of_neighbours_is_one_passage() {
    let log = invented(9, 200);
    let found = passages(&log);
    assert_eq!(found.len(), log.event_count() - log.case_count());
    for (number, edge) in found.edges.iter().enumerate() {
        for passage in found.of_edge(number) {
            let event = found.event[passage] as usize;
            assert_eq!(
                (log.events.activity[event - 1], log.events.activity[event]),
                (edge.from, edge.to)
            );
            assert_eq!(log.events.case[event - 1], log.events.case[event]);
            assert_eq!(
                (found.case[passage], found.edge[passage] as usize),
                (log.events.case[event], number)
            );
            assert!(found.wait(passage) >= 0);
        }
        assert!(found.start[found.of_edge(number)].is_sorted());
    }
}

#[test]
fn the_nearest_rank_always_occurs() {
    let values: Vec<i64> = (1..=10).collect();
    for (per_thousand, value) in [
        (0, 1),
        (1, 1),
        (100, 1),
        (101, 2),
        (500, 5),
        (900, 9),
        (901, 10),
        (1000, 10),
    ] {
        assert_eq!(nearest_rank(&values, per_thousand), Some(value), "{per_thousand}");
    }
    assert_eq!(nearest_rank::<i64>(&[], 900), None);
    assert_eq!(nearest_rank(&[7], 900), Some(7));
}

#[test]
fn dates_raise_no_overtaking() {
    let cases: Vec<Vec<(&str, &str, String)>> = (0..200)
        .map(|case| {
            let day = |number: usize| format!("2024-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
            vec![("a", "", day(case)), ("b", "", day(case + 1 + case * 37 % 90))]
        })
        .collect();
    let rows: Vec<Vec<_>> = cases
        .iter()
        .map(|case| {
            case.iter()
                .map(|step| (step.0, step.1, step.2.as_str()))
                .collect()
        })
        .collect();
    let log = log(&rows.iter().map(|rows| ("", rows.as_slice())).collect::<Vec<_>>());
    let found = passages(&log);
    assert_eq!(
        overtaking(&log, &found, 0, &NullOptions::default()),
        Err(NotJudged::StampsAreDates)
    );
}

#[test]
fn the_tail_is_that_of_all_outcomes_counted() {
    let chances = [0.1, 0.9, 0.35, 0.5, 0.02, 0.7];
    for least in 0..=7 {
        let mut expected = 0.0;
        for outcome in 0_u32..64 {
            if outcome.count_ones() as usize >= least {
                expected += (0..6)
                    .map(|trial| {
                        if outcome >> trial & 1 == 1 {
                            chances[trial]
                        } else {
                            1.0 - chances[trial]
                        }
                    })
                    .product::<f64>();
            }
        }
        assert!((upper_tail(&chances, least) - expected).abs() < 1e-12, "{least}");
    }
    // Far out, where 1 − (sum of the rest) would be rounding alone: 0.01^20.
    assert!((upper_tail(&[0.01; 20], 20).log10() + 40.0).abs() < 1e-9);
    // Ten fair trials: 56 of 1024 outcomes have eight or more.
    assert!((upper_tail(&[0.5; 10], 8) - 56.0 / 1024.0).abs() < 1e-15);
}

#[test]
fn the_share_of_work_is_counted_by_local_month_and_once_a_case() {
    let log = log(&[
        (
            "x",
            &[
                ("a", "", "2024-01-05T08:00:00Z"),
                ("a", "o1", "2024-01-06T08:00:00Z"),
                ("a", "o2", "2024-01-07T08:00:00Z"),
            ],
        ),
        (
            "x",
            &[
                ("a", "o2", "2024-01-31T22:00:00Z"),
                ("b", "o1", "2024-02-01T08:00:00Z"),
            ],
        ),
        ("y", &[("a", "o2", "2024-02-01T01:00:00+03:30")]),
    ]);
    let load = Workload::of(&log);
    let january = 2024 * 12;
    let number = |name| log.resources.position(name).unwrap();
    assert_eq!(load.share(0, january, number("o1")), (1, 2));
    assert_eq!(load.share(0, january, number("o2")), (1, 2));
    assert_eq!(load.share(0, january + 1, number("o2")), (1, 1));
    assert_eq!(load.share(0, january + 2, number("o2")), (0, 0));
}

#[test]
fn one_officer_for_one_applicant_is_seen_against_the_share_of_the_work() {
    // Four officers take turns; o1 takes all ten cases of applicant "x".
    let officers = ["o1", "o2", "o3", "o4"];
    let times: Vec<String> = (0..120)
        .map(|case| format!("2024-03-{:02}T09:{:02}:00Z", 1 + case / 5, case % 60))
        .collect();
    let steps: Vec<(&str, [Happening<'_>; 1])> = (0..120)
        .map(|case| {
            let applicant = if case % 12 == 0 {
                "x"
            } else {
                ["p", "q", "r"][case % 3]
            };
            let officer = if applicant == "x" {
                "o1"
            } else {
                officers[case % 4]
            };
            (applicant, [("decide", officer, times[case].as_str())])
        })
        .collect();
    let log = log(&steps
        .iter()
        .map(|(applicant, rows)| (*applicant, rows.as_slice()))
        .collect::<Vec<_>>());
    let found = concentrations(&log, 5);
    let named = |one: &crate::Concentration| {
        (
            log.applicants.get(one.applicant).unwrap(),
            log.resources.get(one.officer).unwrap(),
        )
    };
    let one = found.iter().find(|one| named(one) == ("x", "o1")).unwrap();
    assert_eq!((one.cases, one.handled, one.events.len()), (10, 10, 10));
    // o1 has 30 of the 120 cases (every fourth, x's among them).
    assert!((one.expected - 2.5).abs() < 1e-9);
    assert!((one.probability - 0.25_f64.powi(10)).abs() < 1e-12);
    assert!(
        found
            .iter()
            .filter(|one| named(one).0 != "x")
            .all(|one| one.probability > 0.001),
        "{found:?}"
    );
    assert!(concentrations(&log, 200).is_empty());
}

#[test]
fn usual_steps_count_finished_cases_only() {
    let whole: &[_] = &[
        ("register", "", "2024-01-01"),
        ("check", "", "2024-01-02"),
        ("pay", "", "2024-01-03"),
    ];
    let skipped: &[_] = &[("register", "", "2024-01-01"), ("pay", "", "2024-01-03")];
    let open: &[_] = &[("register", "", "2024-01-01")];
    let mut cases = vec![("", whole); 16];
    cases.extend([("", skipped), ("", skipped), ("", open), ("", open)]);
    let log = log(&cases);
    let found = usual_steps(&log, 20);
    assert_eq!(found.ends, [false, false, true]);
    assert_eq!(found.finished_cases, 18);
    assert_eq!(found.finished[15..], [true, true, true, false, false]);
    let register = found.steps[0];
    assert_eq!(
        (
            register.cases,
            register.successor,
            register.successor_count,
            register.followed
        ),
        (18, Some(1), 16, 18)
    );
    assert_eq!(
        (
            found.steps[1].cases,
            found.steps[2].cases,
            found.steps[2].successor
        ),
        (16, 18, None)
    );
}
