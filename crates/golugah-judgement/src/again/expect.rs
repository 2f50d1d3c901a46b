//! What would be seen of a group in a later window if nothing had been done about it.

use super::effect::Noise;
use crate::Verdict;
use crate::tail::upper;

/// How many points of the rate before, and of the noise between windows, are looked at, and how many deviations wide they lie.
const POINTS: i32 = 40;
const WIDTH: f64 = 6.0;
const NOISE_POINTS: i32 = 12;
const NOISE_WIDTH: f64 = 3.0;

/// The later rates that are thought possible, each with its weight; the weights sum to 1.
pub(super) struct Expected {
    rates: Vec<(f64, f64)>,
}

/// A rate's logit; rates of nobody and everybody are held off the edges.
pub(super) fn logit(rate: f64) -> f64 {
    let rate = rate.clamp(1e-6, 1.0 - 1e-6);
    (rate / (1.0 - rate)).ln()
}

fn rate(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

impl Expected {
    /// Of what is thought of a group before, and the peers' mean later.
    ///
    /// As a peer, the group's rate before lies somewhere between its counts and its peers' mean, for it was chosen by its counts; and
    /// part of that distance was the noise of that window, which does not come again. As an outsider its counts alone speak.
    /// Both move by the logit by which the peers moved, and by the noise of two windows.
    pub(super) fn of(before: &Verdict, peers_later: f64, noise: &Noise) -> Self {
        let (mean, precision) = (before.peer_rate, before.peer_precision);
        let raised = before.raised as f64 / before.design_effect;
        let clear = (before.computable - before.raised) as f64 / before.design_effect;
        let own_noise = noise.deviation * noise.deviation;
        // How far the peers' rates lie apart in a window, and how much of it lasts.
        let spread = 1.0 / (precision * mean * (1.0 - mean)).max(1e-9);
        let lasting = ((spread - own_noise) / spread).clamp(0.0, 1.0);
        let (from, to) = (logit(mean), logit(peers_later));
        let mut rates = Vec::new();
        let sorts = [
            (
                1.0 - before.outsider,
                (mean * precision + raised, (1.0 - mean) * precision + clear),
                lasting,
            ),
            (before.outsider, (1.0 + raised, 1.0 + clear), 1.0),
        ];
        for (share, (a, b), lasting) in sorts {
            if share < 1e-6 {
                continue;
            }
            let deviation = (own_noise * (1.0 + lasting)).sqrt();
            for (was, weight) in posterior(a, b) {
                let centre = to + lasting * (was - from);
                for (step, chance) in normal(deviation) {
                    rates.push((rate(centre + step), share * weight * chance));
                }
            }
        }
        let all: f64 = rates.iter().map(|rate| rate.1).sum();
        for rate in &mut rates {
            rate.1 /= all;
        }
        Self { rates }
    }

    /// The probability of at most so many raised of so many independent observations, or of at most a part of one.
    pub(super) fn at_most(&self, raised: f64, computable: f64) -> f64 {
        let terms = self
            .rates
            .iter()
            .map(|(rate, weight)| weight * at_most(raised, computable, *rate));
        terms.sum()
    }

    /// The probability of at least so many.
    pub(super) fn at_least(&self, raised: f64, computable: f64) -> f64 {
        1.0 - self.at_most(raised - 1.0, computable)
    }

    /// The mean rate expected.
    pub(super) fn mean(&self) -> f64 {
        self.rates.iter().map(|(rate, weight)| rate * weight).sum()
    }
}

/// The same of a group whose rate in the long run is this.
pub(super) fn at_most_by(rate_of_long: f64, raised: f64, computable: f64, noise: &Noise) -> f64 {
    let terms = normal(noise.deviation).into_iter();
    terms
        .map(|(step, weight)| weight * at_most(raised, computable, rate(logit(rate_of_long) + step)))
        .sum()
}

/// The probability of at most so many raised of so many at this rate; counts need not be whole.
fn at_most(raised: f64, computable: f64, rate: f64) -> f64 {
    if raised < 0.0 {
        0.0
    } else if raised >= computable {
        1.0
    } else {
        upper(raised + 1.0, computable - raised, rate)
    }
}

/// The logits of a rate that follows `Beta(a, b)`, with their weights, which sum to 1.
fn posterior(a: f64, b: f64) -> Vec<(f64, f64)> {
    let centre = (a / b).ln();
    let deviation = ((a + b) / (a * b)).sqrt();
    let height = |logit: f64| a * logit - (a + b) * logit.exp().ln_1p();
    let summit = height(centre);
    let points = (-POINTS..=POINTS).map(|point| {
        let logit = centre + f64::from(point) / f64::from(POINTS) * WIDTH * deviation;
        (logit, (height(logit) - summit).exp())
    });
    weighted(points.collect())
}

/// Steps of normal noise with their weights.
fn normal(deviation: f64) -> Vec<(f64, f64)> {
    if deviation <= 0.0 {
        return vec![(0.0, 1.0)];
    }
    let points = (-NOISE_POINTS..=NOISE_POINTS).map(|point| {
        let step = f64::from(point) / f64::from(NOISE_POINTS) * NOISE_WIDTH;
        (step * deviation, (-0.5 * step * step).exp())
    });
    weighted(points.collect())
}

fn weighted(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let all: f64 = points.iter().map(|point| point.1).sum();
    for point in &mut points {
        point.1 /= all;
    }
    points
}
