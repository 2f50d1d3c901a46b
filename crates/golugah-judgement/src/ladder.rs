//! Sums of logarithms of rising factorials, with two derivatives, over many numbers at once.
//!
//! The beta-binomial likelihood of a whole stratum is three such sums (see `fit`). Equal numbers share one term, and
//! small whole ones all their factors: a stratum of ten thousand small groups costs what its largest small group costs.
//! Counts divided by a design effect are no whole numbers; each different one costs a term by itself.

use crate::gamma;

/// Numbers up to this one are summed term by term, exactly; what lies beyond goes through Stirling's series,
/// which at arguments this large is exact to the last digit of an `f64`.
const SHORT: usize = 256;

/// The first and second derivative of a function of one variable.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Derivatives {
    pub(crate) first: f64,
    pub(crate) second: f64,
}

/// The sum over its numbers `v` of `ln x(x+1)…(x+v−1)`, which is `ln Γ(x+v) − ln Γ(x)`, as a function of `x`.
#[derive(Clone, Debug)]
pub(crate) struct Ladder {
    /// `rungs[j]` is how many numbers are greater than `j`: that many times the factor `x + j` occurs.
    rungs: Vec<f64>,
    /// The numbers beyond `SHORT` and how often each occurs, in ascending order.
    tall: Vec<(u64, f64)>,
    /// The numbers that are no whole ones and how often each occurs, in ascending order.
    broken: Vec<(f64, f64)>,
}

/// The number as a whole one; beyond 2⁵³ every `f64` is.
fn whole(number: f64) -> Option<u64> {
    (number.fract() == 0.0).then_some(number as u64)
}

impl Ladder {
    /// The ladder of these numbers, none below zero, in any order.
    pub(crate) fn new(numbers: impl Iterator<Item = f64>) -> Self {
        Self::weighed(numbers.map(|number| (number, 1.0)))
    }

    /// The same, each number with how often it occurs.
    pub(crate) fn weighed(numbers: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut ending = vec![0.0; SHORT + 1];
        let mut beyond = Vec::new();
        let mut broken = Vec::new();
        for (number, times) in numbers {
            match whole(number) {
                Some(short) if short <= SHORT as u64 => ending[short as usize] += times,
                Some(tall) => {
                    ending[SHORT] += times;
                    beyond.push((tall, times));
                }
                None => broken.push((number, times)),
            }
        }
        let mut rungs = vec![0.0; SHORT];
        let mut above = 0.0;
        for j in (0..SHORT).rev() {
            above += ending[j + 1];
            rungs[j] = above;
        }
        while rungs.last() == Some(&0.0) {
            rungs.pop();
        }
        beyond.sort_unstable_by_key(|entry| entry.0);
        broken.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        Self {
            rungs,
            tall: counted(&beyond),
            broken: counted(&broken),
        }
    }

    /// The same ladder without one of its numbers.
    pub(crate) fn without(&self, number: f64) -> Self {
        let mut ladder = self.clone();
        let Some(whole) = whole(number) else {
            let place = ladder.broken.binary_search_by(|entry| entry.0.total_cmp(&number));
            if let Ok(place) = place {
                ladder.broken[place].1 -= 1.0;
            }
            return ladder;
        };
        let short = usize::try_from(whole).map_or(SHORT, |short| short.min(SHORT));
        for rung in ladder.rungs.iter_mut().take(short) {
            *rung -= 1.0;
        }
        if let Ok(position) = ladder.tall.binary_search_by_key(&whole, |entry| entry.0) {
            ladder.tall[position].1 -= 1.0;
        }
        ladder
    }

    /// The derivatives of the sum at `x > 0`.
    pub(crate) fn derivatives(&self, x: f64) -> Derivatives {
        let mut sum = Derivatives::default();
        let mut factor = x;
        for &times in &self.rungs {
            let inverse = 1.0 / factor;
            sum.first += times * inverse;
            sum.second -= times * inverse * inverse;
            factor += 1.0;
        }
        if !self.tall.is_empty() {
            let base = stirling_derivatives(x + SHORT as f64);
            for &(number, times) in &self.tall {
                let top = stirling_derivatives(x + number as f64);
                sum.first += times * (top.first - base.first);
                sum.second += times * (top.second - base.second);
            }
        }
        if !self.broken.is_empty() {
            let base = gamma::derivatives(x);
            for &(number, times) in &self.broken {
                let top = gamma::derivatives(x + number);
                sum.first += times * (top.0 - base.0);
                sum.second += times * (top.1 - base.1);
            }
        }
        sum
    }

    /// The sum at `x > 0`.
    pub(crate) fn value(&self, x: f64) -> f64 {
        let mut value = 0.0;
        let mut factor = x;
        for &times in &self.rungs {
            value += times * factor.ln();
            factor += 1.0;
        }
        if !self.tall.is_empty() {
            let base = stirling(x + SHORT as f64);
            for &(number, times) in &self.tall {
                value += times * (stirling(x + number as f64) - base);
            }
        }
        if !self.broken.is_empty() {
            let base = gamma::ln_gamma(x);
            for &(number, times) in &self.broken {
                value += times * (gamma::ln_gamma(x + number) - base);
            }
        }
        value
    }
}

/// Each of the sorted numbers once, with how often it occurs.
fn counted<N: Copy + PartialEq>(sorted: &[(N, f64)]) -> Vec<(N, f64)> {
    let alike = sorted.chunk_by(|a, b| a.0 == b.0);
    let times = |alike: &[(N, f64)]| alike.iter().map(|entry| entry.1).sum();
    alike.map(|alike| (alike[0].0, times(alike))).collect()
}

/// `ln Γ(x)` less its constant `ln √(2π)`, for `x ≥ SHORT`.
fn stirling(x: f64) -> f64 {
    let inverse = 1.0 / x;
    (x - 0.5) * x.ln() - x + inverse * (1.0 / 12.0 - inverse * inverse / 360.0)
}

/// The first and second derivative of `ln Γ(x)`, for `x ≥ SHORT`.
fn stirling_derivatives(x: f64) -> Derivatives {
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let first = x.ln() - 0.5 * inverse - square * (1.0 / 12.0 - square / 120.0);
    let second = inverse + square * (0.5 + inverse * (1.0 / 6.0 - square / 30.0));
    Derivatives { first, second }
}
