//! Batches dealt out anew: what is kept, what is not, and what chance then names.

use std::collections::BTreeMap;

use super::{batches::family, default_materiality};
use crate::assess::count_named;
use crate::{Batch, assess, deal, names_by_chance};

/// Batches with their counts, by what `of` says of them.
fn counted<K: Ord>(batches: &[Batch], of: impl Fn(&Batch) -> K) -> BTreeMap<K, u64> {
    let mut counted = BTreeMap::new();
    for batch in batches {
        *counted.entry(of(batch)).or_default() += batch.times;
    }
    counted
}

fn in_two_strata() -> Vec<Batch> {
    let other = |batch: Batch| Batch {
        stratum: 1,
        raised: batch.computable - batch.raised,
        ..batch
    };
    family()
        .into_iter()
        .chain(family().into_iter().map(other))
        .collect()
}

#[test]
fn batches_stay_whole_and_in_their_stratum_and_groups_keep_their_number() {
    let batches = in_two_strata();
    let dealt = deal(&batches, 3);
    let kept = |batch: &Batch| (batch.stratum, batch.raised, batch.computable);
    assert_eq!(counted(&batches, kept), counted(&dealt, kept));
    let hands = |batch: &Batch| (batch.stratum, batch.group);
    assert_eq!(counted(&batches, hands), counted(&dealt, hands));
    let own = |batch: &Batch| (batch.group, batch.stratum, batch.raised, batch.computable);
    assert_ne!(counted(&batches, own), counted(&dealt, own));
}

#[test]
fn a_seed_is_a_deal_whatever_the_order_and_the_keys() {
    let batches = in_two_strata();
    let keyed = |times: u64| -> Vec<Batch> {
        let all = batches.iter().rev().zip(0..);
        all.map(|(batch, number)| Batch {
            key: Some(number * times % 104_729),
            ..*batch
        })
        .collect()
    };
    assert_eq!(deal(&batches, 3), deal(&keyed(1), 3));
    assert_eq!(deal(&batches, 3), deal(&keyed(7_919), 3));
    assert_ne!(deal(&batches, 3), deal(&batches, 4));
}

#[test]
fn every_place_is_dealt_alike_often() {
    // One raised batch among ten of as many groups: in a thousand deals each has it some hundred times.
    let batches: Vec<Batch> = (0..10)
        .map(|group| Batch {
            group,
            stratum: 0,
            key: None,
            raised: u64::from(group == 3),
            computable: 1,
            times: 1,
        })
        .collect();
    let mut times = [0_u32; 10];
    for seed in 0..1000 {
        for batch in deal(&batches, seed).iter().filter(|batch| batch.raised > 0) {
            times[batch.group as usize] += 1;
        }
    }
    assert_eq!(times.iter().sum::<u32>(), 1000);
    // Five standard deviations of the binomial.
    assert!(times.iter().all(|times| (53..=147).contains(times)), "{times:?}");
}

#[test]
fn chance_names_hardly_anybody_where_the_truth_names_some() {
    let mut batches: Vec<Batch> = (0..60)
        .flat_map(|group| Batch::singles(group, 0, 4, 80))
        .collect();
    for group in 900..905 {
        batches.extend(Batch::singles(group, 0, 40, 80));
    }
    let named = assess(&batches, &default_materiality(), 0.05);
    assert_eq!(named.with(|standing| standing == crate::Standing::Named).len(), 5);
    let by_chance = names_by_chance(&batches, &default_materiality(), 0.05, 1, 20);
    assert_eq!(by_chance, [0; 20]);
    assert_eq!(
        by_chance,
        names_by_chance(&batches, &default_materiality(), 0.05, 1, 20)
    );
}

#[test]
fn a_deal_is_counted_as_it_would_be_assessed() {
    // Dealt by an unfair hand: the batches of one group are all of what was raised, so that somebody is named.
    let mut batches: Vec<Batch> = (0..60)
        .flat_map(|group| Batch::singles(group, 0, 4, 80))
        .collect();
    batches.extend(Batch::singles(900, 0, 60, 80));
    let assessed = assess(&batches, &default_materiality(), 0.05);
    let named = assessed.with(|standing| standing == crate::Standing::Named).len();
    let counted = count_named((&batches).into(), &default_materiality(), 0.05);
    assert_eq!((named, counted), (1, 1));
}

/// In a family of many groups the deals are not judged as a whole; they must name as many as if they were.
#[test]
fn many_groups_are_named_by_chance_as_often_as_if_each_deal_were_judged() {
    // Groups of hardly more than twenty in two strata, some of whose batches are of two, and an error rate that lets chance name
    // somebody.
    let batches: Vec<Batch> = (0..600)
        .flat_map(|group| {
            (0..20).map(move |number| Batch {
                group,
                stratum: group % 2,
                key: None,
                raised: u64::from((group * 20 + number) % 19 == 0),
                computable: 1 + u64::from(number == 5),
                times: 1,
            })
        })
        .collect();
    let (deals, rate) = (400, 0.5);
    let quick: usize = names_by_chance(&batches, &default_materiality(), rate, 1, deals)
        .iter()
        .sum();
    let judged: usize = (1000..1000 + u64::from(deals))
        .map(|seed| count_named((&deal(&batches, seed)).into(), &default_materiality(), rate))
        .sum();
    // Both are counts of what happens seldom: four standard deviations of their difference.
    let difference = quick.abs_diff(judged) as f64;
    assert!(judged > 5, "{judged}");
    assert!(
        difference <= 4.0 * ((quick + judged) as f64).sqrt(),
        "{quick} {judged}"
    );
}
