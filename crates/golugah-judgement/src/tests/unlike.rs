use super::{Count, singles};
use crate::{Assessment, Batch, Materiality, Observed, Strata, Unlike, Verdict, assess, correlation};

fn assessed(rates: &[(u64, u64)]) -> Assessment {
    let counts: Vec<Count> = (0..)
        .zip(rates)
        .map(|(group, (raised, computable))| Count {
            group,
            stratum: 0,
            raised: *raised,
            computable: *computable,
        })
        .collect();
    assess(&singles(&counts), &Materiality::default(), 0.05)
}

fn of(rates: &[(u64, u64)]) -> Option<Unlike> {
    in_one_mix(&assessed(rates))
}

fn in_one_mix(assessed: &Assessment) -> Option<Unlike> {
    let verdicts = assessed.verdicts.iter().map(|verdict| (verdict, 1.0));
    Unlike::of(verdicts, &Materiality::default())
}

#[test]
fn peers_of_two_ways_are_told_together() {
    let rates: Vec<(u64, u64)> = (0..12).map(|at| (if at % 2 == 0 { 4 } else { 34 }, 40)).collect();
    let found = of(&rates).unwrap();
    assert_eq!((found.groups, found.beyond), (12, 6));
    assert_eq!((found.low, found.high), ((4, 40), (34, 40)));
    assert_eq!(found.whole, (228, 480));
    assert!((found.quarter - 0.1).abs() < 1e-12);
    assert!(found.is_spread);
    let ways = found.ways.unwrap();
    assert_eq!((ways.lower, ways.upper), ((6, 24, 240), (6, 204, 240)));
    // The evidence: all of them, the highest first, each with what it has and how sure that is.
    assert_eq!(found.members.len(), 12);
    assert!(
        found.members[..6]
            .iter()
            .all(|one| one.is_above && one.raised == 34)
    );
    assert!(
        found.members[6..]
            .iter()
            .all(|one| !one.is_above && one.raised == 4)
    );
    // Wilson's interval of 4 of 40, worked out apart from the program.
    let (least, most) = found.members[11].interval;
    assert!(
        (least - 0.0396).abs() < 1e-3 && (most - 0.2305).abs() < 1e-3,
        "{least} {most}"
    );
}

/// Twenty groups of 200 cases each: so many of them at the upper of two rates, a little apart from each other.
fn world(upper: usize, at: u64) -> Vec<(u64, u64)> {
    let around = |middle: u64, number: u64| (middle + number % 3 - 1, 200);
    (0..20_u64)
        .map(|number| around(if (number as usize) < upper { at } else { 6 }, number))
        .collect()
}

#[test]
fn a_second_way_of_a_fifth_is_told_though_a_third_is_not_beyond() {
    // Three of a hundred, and 9.5 of a hundred at every fifth: the way of the few hides in one wide spread.
    let rates = world(5, 19);
    let found = of(&rates).unwrap();
    assert!(!found.is_spread && found.beyond == 5, "{found:?}");
    let ways = found.ways.unwrap();
    assert_eq!((ways.lower.0, ways.upper.0), (15, 5));
    assert!(ways.gain > 4.6);
    assert!(found.members[..5].iter().all(|one| one.is_above));
    assert!(found.members[5..].iter().all(|one| !one.is_above));
}

#[test]
fn what_a_tenth_does_is_an_exception_and_what_is_not_material_no_second_way() {
    assert_eq!(of(&world(2, 40)), None);
    assert_eq!(of(&world(0, 6)), None);
    // Three and six of a hundred: apart beyond chance, and nothing that anybody would have to explain.
    let near: Vec<(u64, u64)> = (0..20)
        .map(|at| (if at % 4 == 0 { 240 } else { 120 }, 4000))
        .collect();
    assert_eq!(of(&near), None);
}

#[test]
fn rates_that_lie_everywhere_are_no_two_ways() {
    let everywhere: Vec<(u64, u64)> = (1..=19).map(|at| (at * 5, 100)).collect();
    let found = of(&everywhere).unwrap();
    assert!(found.is_spread && found.ways.is_none(), "{found:?}");
}

#[test]
fn who_buys_what_is_everywhere_bought_so_is_not_unlike() {
    // Half of the groups have cases of another sort, of which much more is raised everywhere.
    let rates: Vec<(u64, u64)> = (0..12).map(|at| (if at % 2 == 0 { 4 } else { 34 }, 40)).collect();
    let verdicts = assessed(&rates).verdicts;
    // All together 228 of 480; of the one sort 24 of 240, of the other 204 of 240.
    let mix = |one: &Verdict| one.rate / (228.0 / 480.0);
    let by_mix = verdicts.iter().map(|one| (one, mix(one)));
    assert_eq!(Unlike::of(by_mix, &Materiality::default()), None);
}

#[test]
fn of_one_stratum_the_old_figures_stand_to_the_bit() {
    // As this was before there were two ways: sorted by rate, the quarter together, chi-square on whole counts.
    let rates: Vec<(u64, u64)> = (0..23_u64).map(|at| (at * at % 31, 31 + at % 7)).collect();
    let assessed = assessed(&rates);
    let verdicts: Vec<&Verdict> = assessed.verdicts.iter().collect();
    assert_eq!(assessed.correlation, 0.0);
    let found = in_one_mix(&assessed).unwrap();
    let mut sorted = verdicts.clone();
    sorted.sort_by(|a, b| a.rate.total_cmp(&b.rate).then(a.group.cmp(&b.group)));
    let (raised, computable) = sorted[..6].iter().fold((0, 0), |(raised, computable), one| {
        (raised + one.raised, computable + one.computable)
    });
    let quarter = raised as f64 / computable as f64;
    assert_eq!(found.quarter.to_bits(), quarter.to_bits());
    let threshold = Materiality::default().threshold(quarter);
    let beyond = sorted
        .iter()
        .filter(|one| one.rate > threshold && one.raised >= 3);
    assert_eq!(found.beyond, beyond.count() as u64);
    assert_eq!(found.low, (sorted[2].raised, sorted[2].computable));
    assert_eq!(found.high, (sorted[20].raised, sorted[20].computable));
    // What is said of all of them changes no verdict and no standing.
    assert_eq!(assessed, self::assessed(&rates));
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
