use super::assert_close;
use crate::{Outcome, Verdict, measure_again};

fn before(peer_rate: f64, rate: f64) -> Verdict {
    Verdict {
        group: 1,
        raised: (rate * 100.0) as u64,
        computable: 100,
        batches: 9,
        raised_batches: 3,
        design_effect: 1.0,
        rate,
        peer_rate,
        peer_precision: 20.0,
        peers: 30,
        threshold: crate::Materiality::default().threshold(peer_rate),
        probability: 0.99,
        excess: 100.0 * (rate - peer_rate),
    }
}

#[test]
fn the_prior_lies_halfway() {
    let again = measure_again(&before(0.05, 0.3), 0, 30);
    assert_close(again.prior_mean, 0.175, 1e-12);
    // scipy.stats.beta.sf(0.1, 1.75, 38.25)
    assert_close(again.probability, 0.062_633_081_161_816_53, 1e-10);
    assert_close(again.posterior_mean, 1.75 / 40.0, 1e-12);
}

#[test]
fn a_clean_record_is_earned() {
    let bottleneck = before(0.05, 0.3);
    // next(n for n in range(1000) if scipy.stats.beta.cdf(0.1, 1.75, 8.25 + n) >= 0.95) gave 33.
    assert!(matches!(
        measure_again(&bottleneck, 0, 32).outcome,
        Outcome::NotEnoughData { .. }
    ));
    assert_eq!(measure_again(&bottleneck, 0, 33).outcome, Outcome::Cleared);
    // next(n for n in range(1000) if scipy.stats.beta.cdf(0.1, 1.75 + n * 0.05, 8.25 + n * 0.95) >= 0.95) gave 110.
    assert_eq!(
        measure_again(&bottleneck, 0, 0).outcome,
        Outcome::NotEnoughData { cases_needed: 110 }
    );
}

#[test]
fn the_cases_needed_are_enough_and_not_one_too_many() {
    for (peers, past) in [(0.05, 0.8), (0.02, 0.2), (0.2, 0.7), (0.01, 0.1)] {
        let bottleneck = before(peers, past);
        let Outcome::NotEnoughData { cases_needed } = measure_again(&bottleneck, 0, 4).outcome else {
            panic!("four cases decide nothing");
        };
        // scipy: 192, 67, 26 and 37 from no case at all; four clean cases save some.
        assert!((10..192).contains(&cases_needed), "{cases_needed}");
        let raised = (cases_needed as f64 * peers).floor() as u64;
        assert_eq!(
            measure_again(&bottleneck, raised, 4 + cases_needed).outcome,
            Outcome::Cleared
        );
        let one_more = (cases_needed as f64 * peers).ceil() as u64 + 1;
        assert_ne!(
            measure_again(&bottleneck, one_more, 3 + cases_needed).outcome,
            Outcome::Cleared
        );
    }
}

#[test]
fn what_goes_on_is_reopened() {
    let bottleneck = before(0.05, 0.3);
    assert_eq!(measure_again(&bottleneck, 6, 20).outcome, Outcome::NotCleared);
    assert_eq!(measure_again(&bottleneck, 300, 1000).outcome, Outcome::NotCleared);
    // Better than before, and still materially worse than its peers.
    assert_eq!(measure_again(&bottleneck, 150, 1000).outcome, Outcome::NotCleared);
    assert_eq!(measure_again(&bottleneck, 70, 1000).outcome, Outcome::Cleared);
}

#[test]
fn the_past_alone_does_not_reopen() {
    let bottleneck = before(0.05, 0.9);
    for clean in 0..20 {
        let again = measure_again(&bottleneck, 0, clean);
        assert!(
            matches!(again.outcome, Outcome::NotEnoughData { .. }),
            "{again:?}"
        );
    }
    assert!(measure_again(&bottleneck, 0, 5).probability > 0.8);
    assert!(matches!(
        measure_again(&bottleneck, 2, 2).outcome,
        Outcome::NotEnoughData { .. }
    ));
}

#[test]
fn the_search_for_cases_ends() {
    // A threshold that is the peers' own rate cannot be stayed below with certainty.
    let unreachable = Verdict {
        threshold: 0.05,
        ..before(0.05, 0.3)
    };
    assert_eq!(
        measure_again(&unreachable, 0, 0).outcome,
        Outcome::NotEnoughData {
            cases_needed: 1_000_000
        }
    );
}
