mod assessed;
mod batches;
mod beside;
mod dealt;
mod effect;
mod judgement;
mod nesting;
mod oracle;
mod selection;
mod simulation;
mod state;
mod strata;
mod unlike;

use crate::{Batch, Materiality, Verdict};

/// Counts of one group within one stratum, each observation a batch by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    group: u32,
    stratum: u32,
    raised: u64,
    computable: u64,
}

fn singles(counts: &[Count]) -> Vec<Batch> {
    let singles = |count: &Count| Batch::singles(count.group, count.stratum, count.raised, count.computable);
    counts.iter().flat_map(singles).collect()
}

fn judge(counts: &[Count], materiality: &Materiality) -> Vec<Verdict> {
    judge_with_outsiders(counts, materiality, 0.0)
}

fn judge_with_outsiders(counts: &[Count], materiality: &Materiality, outsiders: f64) -> Vec<Verdict> {
    crate::judge(&singles(counts), materiality, outsiders)
}

/// One group in stratum 0.
fn count(group: u32, raised: u64, computable: u64) -> Count {
    Count {
        group,
        stratum: 0,
        raised,
        computable,
    }
}

/// Innocent groups numbered from `first`: `raised` of `computable` each, one more or less in turn.
fn crowd(first: u32, groups: u32, raised: u64, computable: u64) -> Vec<Count> {
    (0..groups)
        .map(|offset| count(first + offset, raised + u64::from(offset % 3) - 1, computable))
        .collect()
}

fn default_materiality() -> Materiality {
    Materiality::default()
}

fn verdict_of(verdicts: &[Verdict], group: u32) -> Verdict {
    *verdicts
        .iter()
        .find(|verdict| verdict.group == group)
        .expect("the group has a verdict")
}

#[track_caller]
fn assert_close(value: f64, expected: f64, relative: f64) {
    assert!(
        (value - expected).abs() <= relative * expected.abs(),
        "{value} is not near {expected}"
    );
}

/// A linear congruential generator with its high bits mixed: simulations that are the same on every machine.
struct Chance(u64);

impl Chance {
    /// Uniform from 0 up to below 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        ((mixed ^ (mixed >> 33)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// A whole number whose logarithm is uniform.
    fn log_uniform(&mut self, low: f64, high: f64) -> u64 {
        (low * (high / low).powf(self.uniform())) as u64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Gamma by Marsaglia and Tsang's squeeze.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = (1.0 - self.uniform()).powf(1.0 / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && (1.0 - self.uniform()).ln() < 0.5 * x * x + d * (1.0 - v + v.ln()) {
                return d * v;
            }
        }
    }

    fn beta(&mut self, mean: f64, precision: f64) -> f64 {
        let raised = self.gamma(mean * precision);
        raised / (raised + self.gamma((1.0 - mean) * precision))
    }

    fn binomial(&mut self, cases: u64, rate: f64) -> u64 {
        (0..cases).map(|_| u64::from(self.uniform() < rate)).sum()
    }
}
