//! Strata that lie in each other.

use super::{Count, crowd, default_materiality, singles, verdict_of};
use crate::{Batch, Observed, Strata, Verdict, assess, judge, names_by_chance};

/// Groups by path: those of each path so many raised of so many cases.
fn judged(parts: &[(&str, Vec<Count>)]) -> Vec<Verdict> {
    let (strata, batches) = observed(parts);
    let (batches, strata) = (&batches, &strata);
    judge(Observed { batches, strata }, &default_materiality(), 0.05)
}

fn observed(parts: &[(&str, Vec<Count>)]) -> (Strata, Vec<Batch>) {
    let (strata, numbers) = Strata::of_paths(parts.iter().map(|part| part.0));
    let counts = parts.iter().flat_map(|(path, counts)| {
        let stratum = numbers[path];
        counts.iter().map(move |count| Count { stratum, ..*count })
    });
    (strata, singles(&counts.collect::<Vec<Count>>()))
}

#[test]
fn one_stratum_is_the_pool_to_the_bit_however_deep_it_lies() {
    let alone = judge(&singles(&crowd(0, 20, 8, 100)), &default_materiality(), 0.05);
    for path in ["", "open", "state/open/works/2024"] {
        assert_eq!(judged(&[(path, crowd(0, 20, 8, 100))]), alone, "{path}");
    }
}

#[test]
fn a_stratum_leans_on_what_it_lies_in_and_not_on_the_pool() {
    // In the state's open tenders 30 %, in all else 5; four offices of a few cases in one class of them.
    let of = |cases: u64, third: &str, second: &str, first: &str| {
        let few = crowd(200, 4, cases / 3, cases);
        let all = judged(&[
            (first, crowd(0, 30, 30, 100)),
            (second, few),
            (third, crowd(100, 30, 5, 100)),
        ]);
        verdict_of(&all, 200).peer_rate
    };
    let nested = of(6, "donor/open/goods", "state/open/works", "state/open/goods");
    let flat = of(6, "c", "b", "a");
    assert!(nested > flat + 0.02, "{nested} {flat}");
}

#[test]
fn too_few_groups_are_compared_in_the_nearest_stratum_around_them() {
    let all = judged(&[
        ("state/open/goods", crowd(0, 30, 30, 100)),
        ("state/open/works", crowd(200, 2, 30, 100)),
        ("donor/open/goods", crowd(100, 30, 5, 100)),
    ]);
    let verdict = verdict_of(&all, 200);
    assert_eq!(verdict.peers, 31, "the goods and the other one, not the donor's");
    assert!((0.27..0.33).contains(&verdict.peer_rate), "{}", verdict.peer_rate);
}

#[test]
fn nothing_jumps_where_a_fourth_group_appears() {
    let with = |groups: u32| {
        let all = judged(&[
            ("open/goods", crowd(0, 30, 10, 100)),
            ("open/works", crowd(200, groups, 2, 10)),
            ("direct/goods", crowd(100, 30, 5, 100)),
        ]);
        verdict_of(&all, 200).peer_rate
    };
    let (three, four) = (with(3), with(4));
    assert!((three - four).abs() < 0.06, "{three} {four}");
}

#[test]
fn a_group_in_two_small_strata_stands_once_in_what_they_lie_in() {
    let both = |group: u32| {
        vec![Count {
            group,
            stratum: 0,
            raised: 3,
            computable: 30,
        }]
    };
    let all = judged(&[
        ("open/goods/2021", both(500)),
        ("open/goods/2024", both(500)),
        ("open/goods/2023", crowd(0, 30, 10, 100)),
        ("direct", crowd(100, 30, 5, 100)),
    ]);
    let verdict = verdict_of(&all, 500);
    assert_eq!((verdict.raised, verdict.computable, verdict.peers), (6, 60, 30));
}

#[test]
fn chance_names_nobody_in_nested_strata_that_are_alike() {
    let (strata, batches) = observed(&[
        ("a/b/2021", crowd(0, 40, 10, 100)),
        ("a/b/2024", crowd(20, 40, 8, 100)),
        ("a/c/2021", crowd(10, 40, 6, 100)),
        ("d", crowd(0, 60, 4, 100)),
    ]);
    let observed = Observed {
        batches: &batches,
        strata: &strata,
    };
    let named = names_by_chance(observed, &default_materiality(), 0.05, 1, 20);
    assert_eq!(named, [0; 20]);
    let assessed = assess(observed, &default_materiality(), 0.05);
    assert_eq!(assessed.verdicts.len(), 60);
}
