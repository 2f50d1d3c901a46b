use super::{Count, singles};
use crate::{Batch, Materiality, Observed, Strata, Unlike, Verdict, assess, correlation};

fn of(rates: &[(u64, u64)]) -> Option<Unlike> {
    let counts: Vec<Count> = (0..)
        .zip(rates)
        .map(|(group, (raised, computable))| Count {
            group,
            stratum: 0,
            raised: *raised,
            computable: *computable,
        })
        .collect();
    let assessed = assess(&singles(&counts), &Materiality::default(), 0.05);
    let verdicts: Vec<&Verdict> = assessed.verdicts.iter().collect();
    Unlike::of(&verdicts, &Materiality::default())
}

#[test]
fn peers_of_two_ways_are_told_together() {
    let rates: Vec<(u64, u64)> = (0..12).map(|at| (if at % 2 == 0 { 4 } else { 34 }, 40)).collect();
    let found = of(&rates).unwrap();
    assert_eq!((found.groups, found.beyond), (12, 6));
    assert_eq!((found.low, found.high), ((4, 40), (34, 40)));
    assert_eq!(found.whole, (228, 480));
    assert!((found.quarter - 0.1).abs() < 1e-12);
}

#[test]
fn peers_of_one_rate_and_single_exceptions_are_not() {
    assert_eq!(of(&[(4, 40); 12]), None);
    let mut one = [(4, 40); 12];
    one[3] = (38, 40);
    assert_eq!(of(&one), None);
    // Seven of so few differ as chance lets them.
    let small: Vec<(u64, u64)> = (0..12).map(|at| (at % 4, 6)).collect();
    assert_eq!(of(&small), None);
    assert_eq!(of(&[(4, 40), (34, 40), (4, 40), (34, 40)]), None);
}

#[test]
fn a_case_at_several_steps_is_found_to_hang_together_across_them() {
    // Eight groups of twenty cases, each case once at each of three steps: raised at all of them or at none.
    let alike = |all: bool| {
        let mut batches = Vec::new();
        for group in 0..8 {
            for case in 0..20_u64 {
                for step in 0..3 {
                    let at = if all { case } else { case * 3 + u64::from(step) * 7 };
                    batches.push(Batch {
                        group,
                        stratum: step,
                        key: Some(case),
                        raised: u64::from(at % 4 == 0),
                        computable: 1,
                        times: 1,
                    });
                }
            }
        }
        batches
    };
    let strata = Strata::apart();
    let across = Strata::apart().across();
    let found = |batches: &[Batch], strata: &Strata| {
        let materiality = Materiality::default();
        let assessed = assess(Observed { batches, strata }, &materiality, 0.05);
        (assessed.correlation, assessed.verdicts[0].design_effect)
    };
    let together = alike(true);
    // One observation of each case at each step: within a step nothing hangs together.
    assert_eq!(found(&together, &strata), (0.0, 1.0));
    let (whole, effect) = found(&together, &across);
    assert!(whole > 0.9 && effect > 2.7, "{whole} {effect}");
    assert!(found(&alike(false), &across).0 < 0.1);
    assert!(correlation(&together) < 1e-9);
}
