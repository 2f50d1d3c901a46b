//! Simulated counties, of which it is known who is worse.

use super::{Chance, Count, default_materiality, judge, judge_with_outsiders};
use crate::{Verdict, select};

/// What was named over several simulated families.
#[derive(Default)]
struct Score {
    named: usize,
    right: usize,
    planted: usize,
    planted_named: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / self.named.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.planted_named as f64 / self.planted.max(1) as f64
    }
}

struct Setting {
    name: &'static str,
    groups: u32,
    planted: u32,
    mean: f64,
    /// The precision of the innocent groups' rates; infinite where they are all alike.
    precision: f64,
    /// The planted groups' rates, as multiples of the mean.
    strength: (f64, f64),
    cases: (f64, f64),
}

impl Setting {
    fn score(&self, judgement: impl Fn(&[Count]) -> Vec<Verdict>) -> Score {
        let mut score = Score::default();
        for seed in 0..20 {
            let mut chance = Chance(seed * 7919 + 13);
            let mut rates = Vec::new();
            let mut counts = Vec::new();
            for group in 0..self.groups {
                let rate = if group < self.planted {
                    self.mean * chance.between(self.strength.0, self.strength.1)
                } else if self.precision.is_finite() {
                    chance.beta(self.mean, self.precision)
                } else {
                    self.mean
                };
                let computable = chance.log_uniform(self.cases.0, self.cases.1);
                rates.push(rate);
                counts.push(Count {
                    group,
                    stratum: 0,
                    raised: chance.binomial(computable, rate),
                    computable,
                });
            }
            let threshold = default_materiality().threshold(self.mean);
            let verdicts = judgement(&counts);
            let named: Vec<u32> = select(&verdicts, 0.05)
                .into_iter()
                .map(|index| verdicts[index].group)
                .collect();
            score.named += named.len();
            score.right += named
                .iter()
                .filter(|&&group| rates[group as usize] > threshold)
                .count();
            score.planted += self.planted as usize;
            score.planted_named += named.iter().filter(|&&group| group < self.planted).count();
        }
        println!(
            "{}: named {} in 20 families, precision {:.3}, recall of planted {:.3}",
            self.name,
            score.named,
            score.precision(),
            score.recall()
        );
        score
    }

    fn both(&self) -> (Score, Score) {
        (
            self.score(|counts| judge(counts, &default_materiality())),
            self.score(|counts| judge_with_outsiders(counts, &default_materiality(), 0.05)),
        )
    }
}

const SPREAD: Setting = Setting {
    name: "spread peers, groups of 5 to 500",
    groups: 200,
    planted: 10,
    mean: 0.05,
    precision: 20.0,
    strength: (3.0, 6.0),
    cases: (5.0, 500.0),
};

#[test]
fn planted_bottlenecks_among_spread_peers_are_found() {
    let (plain, with) = SPREAD.both();
    // Half of these groups have fewer than fifty cases, which can hardly prove a rate of 15 %.
    assert!(plain.precision() >= 0.9 && plain.recall() >= 0.45);
    assert!(with.precision() >= 0.9 && with.recall() >= plain.recall());
}

#[test]
fn planted_bottlenecks_with_enough_cases_are_nearly_all_found() {
    let enough = Setting {
        name: "spread peers, groups of 100 to 500",
        cases: (100.0, 500.0),
        ..SPREAD
    };
    let (plain, with) = enough.both();
    assert!(plain.precision() >= 0.9 && plain.recall() >= 0.8);
    assert!(with.precision() >= 0.9 && with.recall() >= 0.85);
}

#[test]
fn outsiders_among_peers_all_alike_are_found_only_where_they_are_expected() {
    let alike = Setting {
        name: "peers all alike, groups of 5 to 500",
        precision: f64::INFINITY,
        ..SPREAD
    };
    let (plain, with) = alike.both();
    assert!(plain.precision() >= 0.95 && with.precision() >= 0.95);
    assert!(with.recall() >= plain.recall() + 0.1);
}

#[test]
fn among_the_innocent_nobody_is_named() {
    for mean in [0.005, 0.02, 0.1, 0.4] {
        let innocent = Setting {
            name: "all innocent and alike",
            planted: 0,
            mean,
            precision: f64::INFINITY,
            ..SPREAD
        };
        let (plain, with) = innocent.both();
        assert!(plain.named == 0 && with.named <= 2);
    }
    // Somewhat spread: a rate twice the mean lies seven standard deviations out.
    let somewhat = Setting {
        name: "all innocent, somewhat spread",
        planted: 0,
        precision: 1000.0,
        ..SPREAD
    };
    let (plain, with) = somewhat.both();
    assert!(plain.named <= 1 && with.named <= 2);
}

#[test]
fn widely_spread_peers_have_bottlenecks_of_their_own_and_they_are_the_ones_named() {
    let wide = Setting {
        name: "nothing planted, widely spread",
        planted: 0,
        precision: 4.0,
        ..SPREAD
    };
    let (plain, with) = wide.both();
    assert!(plain.precision() >= 0.93 && with.precision() >= 0.92);
    assert!(plain.named > 200);
}
