use crate::{Verdict, select};

fn verdict(group: u32, probability: f64, excess: f64) -> Verdict {
    Verdict {
        group,
        raised: 10,
        computable: 30,
        batches: 30,
        raised_batches: 10,
        rate_without_heaviest: 9.0 / 29.0,
        design_effect: 1.0,
        rate: 1.0 / 3.0,
        peer_rate: 0.05,
        peer_precision: 20.0,
        peers: 9,
        threshold: 0.1,
        probability,
        outsider: 0.0,
        excess,
    }
}

#[test]
fn the_average_error_decides() {
    let verdicts: Vec<Verdict> = [0.5, 0.99, 0.9, 0.97, 0.1]
        .iter()
        .zip(0..)
        .map(|(&p, group)| verdict(group, p, 5.0))
        .collect();
    // Errors 0.01, 0.03, 0.10, 0.50: means 0.01, 0.02, 0.047, 0.16.
    assert_eq!(select(&verdicts, 0.05), [1, 3, 2]);
    assert_eq!(select(&verdicts, 0.02), [1, 3]);
    assert_eq!(select(&verdicts, 0.2), [1, 3, 2, 0]);
    assert_eq!(select(&verdicts, 0.005), []);
    assert_eq!(select(&[], 0.05), []);
}

#[test]
fn ties_go_by_excess_then_number() {
    let verdicts = [verdict(4, 1.0, 3.0), verdict(3, 1.0, 3.0), verdict(9, 1.0, 8.0)];
    assert_eq!(select(&verdicts, 0.05), [2, 1, 0]);
}

#[test]
fn two_cases_are_not_a_pattern() {
    let two = Verdict {
        raised: 2,
        ..verdict(1, 0.999, 2.0)
    };
    assert_eq!(select(&[two, verdict(2, 0.99, 2.0)], 0.05), [1]);
}
