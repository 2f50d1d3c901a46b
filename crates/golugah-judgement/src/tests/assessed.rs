//! Who is named, who is to be watched, and what kept the others.

use super::{count, crowd, default_materiality, singles};
use crate::{Assessment, Batch, Floor, Standing, assess};

/// Sixty groups that are nearly alike, each observation a batch by itself.
fn peers() -> Vec<Batch> {
    singles(&crowd(1, 60, 4, 80))
}

fn batches_of(group: u32, batches: &[(u64, u64)]) -> Vec<Batch> {
    let batch = |&(raised, computable): &(u64, u64)| Batch {
        group,
        stratum: 0,
        key: None,
        raised,
        computable,
        times: 1,
    };
    batches.iter().map(batch).collect()
}

fn assessed(batches: &[Batch]) -> Assessment {
    assess(batches, &default_materiality(), 0.05)
}

fn standing(assessment: &Assessment, group: u32) -> Standing {
    let index = assessment
        .verdicts
        .iter()
        .position(|verdict| verdict.group == group)
        .expect("the group has a verdict");
    assessment.standings[index]
}

#[test]
fn what_is_raised_in_two_batches_beyond_doubt_is_named() {
    let mut batches = peers();
    batches.extend(Batch::singles(900, 0, 30, 60));
    let found = assessed(&batches);
    assert_eq!(standing(&found, 900), Standing::Named);
    assert_eq!(standing(&found, 5), Standing::Unremarkable);
    let named = found.with(|standing| standing == Standing::Named);
    assert_eq!(named.len(), 1);
    let at = named[0];
    assert_eq!(found.verdicts[at].group, 900);
    let [rare, frequent] = found.other_probabilities[at];
    assert!(rare <= found.verdicts[at].probability && found.verdicts[at].probability <= frequent);
}

#[test]
fn one_batch_is_one_cause() {
    let mut batches = peers();
    batches.extend(batches_of(900, &[(12, 12), (0, 1), (0, 1), (0, 1)]));
    assert_eq!(standing(&assessed(&batches), 900), Standing::Kept(Floor::Batches));
}

#[test]
fn a_difference_that_nobody_can_be_asked_to_explain_is_kept() {
    // Peers at nearly nothing: 3 of 20 are far above, and not three cases beyond them.
    let mut batches = singles(&crowd(1, 60, 1, 400));
    batches.extend(Batch::singles(900, 0, 3, 20));
    assert_eq!(standing(&assessed(&batches), 900), Standing::Kept(Floor::Excess));
    // Where nearly all are raised everywhere, a quarter of the clear share is left at 1000 of 1000.
    let mut batches = singles(&crowd(1, 60, 970, 1000));
    batches.extend(Batch::singles(900, 0, 1000, 1000));
    assert_eq!(standing(&assessed(&batches), 900), Standing::Kept(Floor::Excess));
}

#[test]
fn counted_as_independent_it_would_be_named() {
    let clustered = |group: u32| {
        let raised = if group.is_multiple_of(2) { 10 } else { 0 };
        let mut batches = vec![(raised, 10)];
        batches.extend([(0, 10); 14]);
        batches_of(group, &batches)
    };
    let mut batches: Vec<Batch> = (1..60).flat_map(clustered).collect();
    let mut many = vec![(10, 10); 2];
    many.extend([(0, 10); 5]);
    batches.extend(batches_of(900, &many));
    let found = assessed(&batches);
    assert!(found.correlation > 0.9);
    assert_eq!(standing(&found, 900), Standing::Kept(Floor::Dependence));
}

#[test]
fn the_less_sure_are_to_be_watched() {
    let mut batches = peers();
    for group in 900..904 {
        batches.extend(Batch::singles(group, 0, 40, 80));
    }
    let mut watched = Vec::new();
    for raised in 8..20 {
        let mut with = batches.clone();
        with.extend(Batch::singles(950, 0, raised, 60));
        let found = assessed(&with);
        let verdict = found.verdicts.last().expect("there are verdicts");
        match standing(&found, 950) {
            Standing::ToWatch(Floor::Probability) => {
                assert!(verdict.probability < 0.85, "{verdict:?}");
                watched.push(raised);
            }
            Standing::Named => {
                assert!(verdict.probability >= 0.85, "{verdict:?}");
                assert!(watched.iter().all(|watched| *watched < raised));
            }
            other => assert_eq!(other, Standing::Unremarkable),
        }
    }
    assert!(!watched.is_empty());
}

#[test]
fn what_hangs_on_the_share_of_outsiders_is_to_be_watched() {
    let mut sure = peers();
    for group in 900..904 {
        sure.extend(Batch::singles(group, 0, 40, 80));
    }
    let (mut hanging, mut named) = (0, 0);
    for computable in 40..70 {
        let mut batches = sure.clone();
        batches.extend(Batch::singles(950, 0, 12, computable));
        let found = assessed(&batches);
        let (probability, [rare, frequent]) = (
            found.verdicts.last().expect("there are verdicts").probability,
            *found
                .other_probabilities
                .last()
                .expect("and as many probabilities"),
        );
        assert!(rare < probability && probability < frequent);
        match standing(&found, 950) {
            Standing::ToWatch(Floor::Prior) => {
                assert!(probability >= 0.85 && rare < 0.80, "{probability} {rare}");
                hanging += 1;
            }
            Standing::Named => {
                assert!(probability >= 0.85 && rare >= 0.80, "{probability} {rare}");
                named += 1;
            }
            _ => assert!(probability < 0.85),
        }
    }
    assert!(hanging > 0 && named > 0, "{hanging} {named}");
}

#[test]
fn a_family_that_shows_no_outsiders_does_not_expect_them() {
    // Two hundred small groups, of which none looks like an outsider but for one, and that by a case or two.
    let family = |raised: u64, computable: u64| {
        let mut batches: Vec<Batch> = (0..200)
            .flat_map(|group| {
                Batch::singles(
                    group,
                    0,
                    u64::from(group % 3 == 0) + u64::from(group % 7 == 0),
                    10,
                )
            })
            .collect();
        batches.extend(Batch::singles(900, 0, raised, computable));
        batches
    };
    let mut watched = 0;
    for computable in 6..15 {
        for raised in 4..=6 {
            let found = assessed(&family(raised, computable));
            let probability = found.verdicts.last().expect("there are verdicts").probability;
            let [rare, _] = *found
                .other_probabilities
                .last()
                .expect("and as many probabilities");
            if standing(&found, 900) == Standing::ToWatch(Floor::Prior) && rare >= 0.80 {
                assert!(probability >= 0.95);
                watched += 1;
            }
        }
    }
    assert!(watched > 0);
    // As many more cases leave no doubt.
    assert_eq!(standing(&assessed(&family(60, 80)), 900), Standing::Named);
}

#[test]
fn who_is_not_named_lends_nobody_certainty() {
    // One cause each, as sure as can be: without the floor they would carry the doubtful one.
    let mut batches = peers();
    for group in 900..906 {
        batches.extend(batches_of(group, &[(20, 20)]));
    }
    let mut carried = 0;
    for raised in 6..20 {
        let mut with = batches.clone();
        with.extend(Batch::singles(950, 0, raised, 60));
        let found = assessed(&with);
        carried += u32::from(standing(&found, 950) == Standing::Kept(Floor::AverageError));
        assert_eq!(standing(&found, 900), Standing::Kept(Floor::Batches));
    }
    assert!(carried > 0);
}

#[test]
fn nobody_is_assessed_without_peers() {
    let found = assessed(&singles(&[count(1, 5, 9)]));
    assert!(found.verdicts.is_empty() && found.standings.is_empty());
    assert_eq!(assessed(&[]), Assessment::default());
}

#[test]
fn a_name_hangs_on_no_single_batch() {
    let peers: Vec<Batch> = (0..60)
        .flat_map(|group| Batch::singles(group, 0, 1, 20))
        .collect();
    let stands = |heavy: u64, others: (u64, u64)| {
        let mut batches = peers.clone();
        batches.push(Batch {
            group: 900,
            stratum: 0,
            key: None,
            raised: heavy,
            computable: heavy,
            times: 1,
        });
        batches.extend(Batch::singles(900, 0, others.0, others.1));
        standing(&assessed(&batches), 900)
    };
    // One month of twelve that were all raised, and beside it what every peer has.
    assert_eq!(stands(12, (1, 20)), Standing::Kept(Floor::Batches));
    assert_eq!(stands(3, (10, 29)), Standing::Named);
}
