use super::{
    Chance, Count, assert_close, count, crowd, default_materiality, judge, judge_with_outsiders, verdict_of,
};
use crate::Materiality;
use crate::tail::upper;

#[test]
fn a_threshold_stays_reachable() {
    let materiality = default_materiality();
    assert_close(materiality.threshold(0.0), 0.05, 1e-12);
    assert_close(materiality.threshold(0.02), 0.07, 1e-12);
    assert_close(materiality.threshold(0.2), 0.4, 1e-12);
    assert_close(materiality.threshold(0.6), 0.9, 1e-12);
    assert_close(materiality.threshold(0.98), 0.995, 1e-12);
    let mut last = 0.0;
    for permille in 0..1000 {
        let mean = f64::from(permille) / 1000.0;
        let threshold = materiality.threshold(mean);
        assert!(threshold > mean && threshold < 1.0 && threshold >= last);
        last = threshold;
    }
}

#[test]
fn a_verdict_says_what_it_was_made_of() {
    let mut counts = crowd(1, 40, 4, 50);
    counts.push(count(900, 40, 90));
    let verdicts = judge(&counts, &default_materiality());
    assert_eq!(verdicts.len(), 41);
    assert!(verdicts.is_sorted_by_key(|verdict| verdict.group));
    let worst = verdict_of(&verdicts, 900);
    assert_eq!((worst.raised, worst.computable, worst.peers), (40, 90, 40));
    assert_close(worst.rate, 40.0 / 90.0, 1e-12);
    assert_close(worst.excess, 40.0 - 90.0 * worst.peer_rate, 1e-12);
    assert_close(
        worst.threshold,
        default_materiality().threshold(worst.peer_rate),
        1e-12,
    );
    let (a, b) = (
        worst.peer_rate * worst.peer_precision,
        (1.0 - worst.peer_rate) * worst.peer_precision,
    );
    assert_close(
        worst.probability,
        upper(a + 40.0, b + 50.0, worst.threshold),
        1e-12,
    );
}

#[test]
fn a_large_group_is_not_its_own_peer() {
    let mut counts = crowd(1, 40, 4, 80);
    counts.push(count(900, 30_000, 60_000));
    let giant = verdict_of(&judge(&counts, &default_materiality()), 900);
    assert!((giant.peer_rate - 0.05).abs() < 0.005, "{giant:?}");
    assert!(giant.probability > 0.99, "{giant:?}");
    let alone = verdict_of(&judge(&counts[..40], &default_materiality()), 1);
    assert!(
        (alone.peer_rate - giant.peer_rate).abs() < 0.002,
        "{alone:?} {giant:?}"
    );
}

#[test]
fn small_groups_are_not_accused_by_small_numbers() {
    let mut counts = crowd(1, 60, 4, 60);
    counts.extend([count(900, 4, 4), count(901, 2, 6), count(902, 1, 5)]);
    let verdicts = judge(&counts, &default_materiality());
    assert!(
        verdicts.iter().all(|verdict| verdict.group != 900),
        "four cases are no rate"
    );
    assert!(verdict_of(&verdicts, 901).probability < 0.8);
    assert!(verdict_of(&verdicts, 902).probability < 0.5);
}

#[test]
fn without_three_peers_there_is_no_verdict() {
    let three = [count(1, 1, 50), count(2, 2, 50), count(3, 40, 50)];
    assert!(judge(&three, &default_materiality()).is_empty());
    assert!(judge(&[], &default_materiality()).is_empty());
    let four = [three[0], three[1], three[2], count(4, 3, 50)];
    assert_eq!(judge(&four, &default_materiality()).len(), 4);
    let idle = [three[0], three[1], three[2], count(4, 0, 0)];
    assert!(
        judge(&idle, &default_materiality()).is_empty(),
        "a group without data is nobody's peer"
    );
}

#[test]
fn groups_are_compared_within_their_stratum() {
    let in_stratum =
        |stratum: u32, counts: Vec<Count>| counts.into_iter().map(move |c| Count { stratum, ..c });
    let mut counts: Vec<Count> = in_stratum(1, crowd(1, 30, 3, 60)).collect();
    counts.extend(in_stratum(2, crowd(101, 30, 40, 60)));
    let verdicts = judge(&counts, &default_materiality());
    let (low, high) = (verdict_of(&verdicts, 5), verdict_of(&verdicts, 105));
    assert!((low.peer_rate - 0.05).abs() < 0.01 && (high.peer_rate - 0.667).abs() < 0.01);
    assert_eq!((low.peers, high.peers), (29, 29));
    assert!(verdicts.iter().all(|verdict| verdict.probability < 0.05));
}

#[test]
fn a_group_in_two_strata_is_held_to_its_own_mix() {
    let stratum = |stratum: u32, count: Count| Count { stratum, ..count };
    let mut counts: Vec<Count> = crowd(1, 30, 3, 60)
        .into_iter()
        .map(|count| stratum(1, count))
        .collect();
    counts.extend(crowd(101, 30, 40, 60).into_iter().map(|count| stratum(2, count)));
    counts.extend([stratum(1, count(900, 1, 20)), stratum(2, count(900, 40, 60))]);
    let mixed = verdict_of(&judge(&counts, &default_materiality()), 900);
    assert_close(mixed.peer_rate, 0.25 * 0.05 + 0.75 * 0.667, 0.02);
    assert_eq!((mixed.raised, mixed.computable, mixed.peers), (41, 80, 60));
    assert!(mixed.probability < 0.05);
}

#[test]
fn a_thin_stratum_falls_back_to_the_pool() {
    let mut counts = crowd(1, 30, 3, 60);
    counts.extend([
        Count {
            stratum: 9,
            ..count(900, 20, 60)
        },
        Count {
            stratum: 9,
            ..count(901, 3, 60)
        },
    ]);
    let verdicts = judge(&counts, &default_materiality());
    let (worse, usual) = (verdict_of(&verdicts, 900), verdict_of(&verdicts, 901));
    assert_eq!((worse.peers, usual.peers), (31, 31));
    assert!((worse.peer_rate - 0.05).abs() < 0.01);
    assert!(worse.probability > 0.95 && usual.probability < 0.05);
}

#[test]
fn counts_given_in_parts_are_one_count() {
    let mut whole = crowd(1, 30, 4, 50);
    whole.push(count(900, 30, 70));
    let mut parts = crowd(1, 30, 4, 50);
    parts.extend([count(900, 10, 30), count(900, 20, 40)]);
    assert_eq!(
        judge(&whole, &default_materiality()),
        judge(&parts, &default_materiality())
    );
}

/// Groups with rates around 5 % and some worse, over three strata.
fn county() -> Vec<Count> {
    let mut chance = Chance(77);
    (0..150)
        .flat_map(|group| (0..3).map(move |stratum| (group, stratum)))
        .map(|(group, stratum)| {
            let rate = if group < 8 { 0.2 } else { chance.beta(0.05, 25.0) };
            let computable = chance.log_uniform(3.0, 300.0);
            Count {
                group,
                stratum,
                raised: chance.binomial(computable, rate),
                computable,
            }
        })
        .collect()
}

#[test]
fn order_and_numbering_change_nothing() {
    let counts = county();
    for outsiders in [0.0, 0.05] {
        let verdicts = judge_with_outsiders(&counts, &default_materiality(), outsiders);
        let mut backwards = counts.clone();
        backwards.reverse();
        assert_eq!(
            judge_with_outsiders(&backwards, &default_materiality(), outsiders),
            verdicts
        );
        let renumbered: Vec<Count> = counts
            .iter()
            .map(|count| Count {
                group: (count.group * 67 + 5) % 151 + 1000,
                ..*count
            })
            .collect();
        let renamed = judge_with_outsiders(&renumbered, &default_materiality(), outsiders);
        assert_eq!(renamed.len(), verdicts.len());
        for verdict in verdicts {
            let group = (verdict.group * 67 + 5) % 151 + 1000;
            let same = verdict_of(&renamed, group);
            assert_eq!(
                crate::Verdict {
                    group: verdict.group,
                    ..same
                },
                verdict
            );
        }
    }
}

#[test]
fn more_of_the_same_makes_a_bottleneck_more_certain() {
    let counts = county();
    let fourfold: Vec<Count> = counts
        .iter()
        .map(|count| Count {
            raised: count.raised * 4,
            computable: count.computable * 4,
            ..*count
        })
        .collect();
    let (once, often) = (
        judge(&counts, &default_materiality()),
        judge(&fourfold, &default_materiality()),
    );
    let mut raised = 0;
    for before in once
        .iter()
        .filter(|verdict| verdict.group < 8 && verdict.rate > 1.2 * verdict.threshold)
    {
        let after = verdict_of(&often, before.group);
        assert!(
            after.probability >= before.probability - 1e-6,
            "{before:?} {after:?}"
        );
        raised += u32::from(after.probability > before.probability + 0.01);
    }
    assert!(raised > 0);
}

#[test]
fn every_probability_is_one_even_at_the_edges() {
    let huge = 3_000_000_000;
    let families = [
        (1..=50).map(|group| count(group, 0, 20)).collect::<Vec<_>>(),
        (1..=50).map(|group| count(group, 20, 20)).collect(),
        (1..=50)
            .map(|group| count(group, u64::from(group % 2) * 20, 20))
            .collect(),
        (1..=5)
            .map(|group| count(group, huge / u64::from(group + 10), huge))
            .collect(),
        vec![
            count(1, 0, 1),
            count(2, 0, 1),
            count(3, 0, 1),
            count(4, 500, 1000),
        ],
        vec![
            count(1, 9, 3),
            count(2, 0, 9),
            count(3, 0, 9),
            count(4, 0, 9),
            count(5, 12, 9),
        ],
    ];
    let strict = Materiality {
        times: 1.0,
        points: 0.0,
    };
    for family in families {
        for materiality in [default_materiality(), strict] {
            for outsiders in [0.0, 0.05] {
                for verdict in judge_with_outsiders(&family, &materiality, outsiders) {
                    assert!((0.0..=1.0).contains(&verdict.probability), "{verdict:?}");
                    assert!((0.0..=1.0).contains(&verdict.rate), "{verdict:?}");
                    assert!(verdict.peer_rate > 0.0 && verdict.threshold < 1.0, "{verdict:?}");
                }
            }
        }
    }
}

#[test]
fn peers_who_are_all_alike_do_not_hide_the_one_who_is_not() {
    let mut counts = crowd(1, 80, 5, 100);
    counts.extend([count(900, 9, 40), count(901, 6, 100)]);
    let plain = judge(&counts, &default_materiality());
    let with = judge_with_outsiders(&counts, &default_materiality(), 0.05);
    assert!(
        verdict_of(&plain, 900).probability < 0.5,
        "{:?}",
        verdict_of(&plain, 900)
    );
    assert!(
        verdict_of(&with, 900).probability > 0.9,
        "{:?}",
        verdict_of(&with, 900)
    );
    assert!(verdict_of(&with, 901).probability < 0.05);
}

#[test]
fn what_more_than_a_fifth_do_is_not_set_aside() {
    let mut counts = crowd(1, 30, 5, 100);
    counts.extend(crowd(900, 10, 40, 100));
    let judged = judge_with_outsiders(&counts, &default_materiality(), 0.05);
    assert!(verdict_of(&judged, 900).peer_rate > 0.1);
}
