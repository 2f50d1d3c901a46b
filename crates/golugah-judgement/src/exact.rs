//! What a group's batches say of its rate, each as the batch it is: the exact form of which counts divided by a design effect are
//! the shortcut. It costs a hundred times as much and is asked where something hangs on it.

use statrs::function::gamma::ln_gamma;

use crate::fit::{Counts, Peers};
use crate::ladder::Ladder;

/// Batches of so many raised of so many computable observations, and how many of them.
pub(crate) type Lot = (u64, u64, u64);

/// The rate is looked for this many standard deviations beyond where peers and counts have it,
const REACH: f64 = 8.0;
/// in steps of this part of one, of which there are at most so many on either side of the threshold.
const STEP: f64 = 0.35;
const MOST_STEPS: f64 = 160.0;
/// Beyond this logit nothing lies that counts.
const FARTHEST: f64 = 14.0;

/// A group that is asked about.
pub(crate) struct Asked<'a> {
    pub(crate) batches: &'a [Lot],
    /// From above 0 to below 1.
    pub(crate) correlation: f64,
    pub(crate) peers: Peers,
    pub(crate) threshold: f64,
    /// Its counts divided by its design effect.
    pub(crate) worth: Counts,
}

/// The likelihood of a group's batches, and where it is to be looked for.
struct Likelihood {
    raised: Ladder,
    clear: Ladder,
    /// `1 / correlation − 1`: how many observations the group's own rate is worth in a batch.
    alike: f64,
}

impl Likelihood {
    fn new(batches: &[Lot], correlation: f64) -> Self {
        let times = |lot: &Lot| lot.2 as usize;
        let all = || {
            batches
                .iter()
                .flat_map(|lot| std::iter::repeat_n(lot, times(lot)))
        };
        Self {
            raised: Ladder::new(all().map(|lot| lot.0 as f64)),
            clear: Ladder::new(all().map(|lot| (lot.1 - lot.0) as f64)),
            alike: 1.0 / correlation - 1.0,
        }
    }

    /// Its logarithm, but for what does not hang on the rate: in each batch the rate is drawn anew around the group's own.
    fn ln(&self, rate: f64) -> f64 {
        self.raised.value(rate * self.alike) + self.clear.value((1.0 - rate) * self.alike)
    }
}

/// The probability of a rate above the threshold if the group is a peer, and the logarithm of how much likelier its batches are of a
/// peer than of somebody whose rate lies anywhere above the threshold.
pub(crate) fn exact(asked: &Asked<'_>) -> (f64, f64) {
    let Asked { peers, threshold, .. } = *asked;
    let likelihood = Likelihood::new(asked.batches, asked.correlation);
    let (a, b) = (peers.mean * peers.precision, (1.0 - peers.mean) * peers.precision);
    let (low, high, step) = reach(asked);
    let edge = logit(threshold).clamp(low, high);
    // Simpson's rule in the logit, where densities are smooth; the threshold is an edge, never inside a step.
    let parts = [(low, edge), (edge, high)].map(|(from, to)| nodes(from, to, step));
    let looked = parts.map(|nodes| {
        nodes
            .into_iter()
            .map(|(at, weight)| {
                let rate = 1.0 / (1.0 + (-at).exp());
                let (one, other) = (rate.ln(), (-rate).ln_1p());
                let own = weight.ln() + likelihood.ln(rate);
                (own + a * one + b * other, own + one + other)
            })
            .collect::<Vec<_>>()
    });
    let [below, above] = looked;
    let as_peer_below = ln_sum(below.iter().map(|terms| terms.0));
    let as_peer_above = ln_sum(above.iter().map(|terms| terms.0));
    let outside = ln_sum(above.iter().map(|terms| terms.1)) - (1.0 - threshold).ln();
    let whole = ln_sum([as_peer_below, as_peer_above].into_iter());
    let ln_beta = ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let as_peer = (as_peer_above - whole).exp().clamp(0.0, 1.0);
    (as_peer, whole - ln_beta - outside)
}

fn logit(rate: f64) -> f64 {
    (rate / (1.0 - rate)).ln().clamp(-FARTHEST, FARTHEST)
}

/// From where to where the rate is looked for, as logits, and in which steps.
fn reach(asked: &Asked<'_>) -> (f64, f64, f64) {
    let Counts {
        raised, computable, ..
    } = asked.worth;
    let Peers { mean, precision } = asked.peers;
    let inside = |rate: f64| rate.clamp(0.5 / (computable + 1.0), 1.0 - 0.5 / (computable + 1.0));
    let own = inside(raised / computable);
    let with_peers = inside((raised + mean * precision) / (computable + precision));
    let deviation = |rate: f64, cases: f64| (cases * rate * (1.0 - rate)).max(0.1).sqrt().recip();
    let wide = deviation(own, computable);
    let narrow = deviation(with_peers, computable + precision).min(wide);
    let low = logit(own).min(logit(with_peers)) - REACH * wide;
    let high = logit(own).max(logit(with_peers)) + REACH * wide;
    (low.max(-FARTHEST), high.min(FARTHEST), STEP * narrow)
}

/// The points of Simpson's rule with their weights.
fn nodes(from: f64, to: f64, step: f64) -> Vec<(f64, f64)> {
    if to <= from {
        return Vec::new();
    }
    let pairs = ((to - from) / step / 2.0).ceil().clamp(2.0, MOST_STEPS / 2.0);
    let width = (to - from) / (2.0 * pairs);
    (0..=2 * pairs as u32)
        .map(|number| {
            let ends = number == 0 || f64::from(number) == 2.0 * pairs;
            let weight = if ends {
                1.0
            } else if number % 2 == 1 {
                4.0
            } else {
                2.0
            };
            (from + f64::from(number) * width, weight * width / 3.0)
        })
        .collect()
}

/// The logarithm of the sum of what these are the logarithms of; of none, that of nothing.
fn ln_sum(terms: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = terms.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + terms.map(|term| (term - most).exp()).sum::<f64>().ln()
}

#[cfg(test)]
mod tests {
    use super::{Asked, Lot, exact};
    use crate::fit::{Counts, Peers};

    type Case = (&'static [Lot], f64, Peers, f64, [f64; 2]);

    const fn peers(mean: f64, precision: f64) -> Peers {
        Peers { mean, precision }
    }

    /// Worked out in Python apart from the program: `scipy.integrate.quad`, in pieces, of the beta density times the product over
    /// the batches of `scipy.special.betaln(q*c+k, (1-q)*c+b-k) - betaln(q*c, (1-q)*c)` with `c = 1/correlation - 1`.
    const CASES: [Case; 5] = [
        (
            &[(3, 10, 1), (0, 10, 12), (7, 10, 1), (10, 10, 1)],
            0.5,
            peers(0.05, 19.0),
            0.10,
            [0.2031746615744875, 1.7991945741083741],
        ),
        (
            &[(2, 5, 3), (0, 5, 10), (1, 5, 4), (5, 5, 2)],
            0.3,
            peers(0.045, 25.0),
            0.095,
            [0.9062506967764188, -1.2079305306100678],
        ),
        (
            &[(1, 1, 4), (0, 1, 30), (4, 6, 2), (0, 7, 3)],
            0.2,
            peers(0.11, 5.1),
            0.22,
            [0.05160547589619336, 2.675046939964614],
        ),
        (
            &[(40, 120, 2), (5, 90, 3), (0, 300, 1)],
            0.05,
            peers(0.08, 60.0),
            0.16,
            [0.0014224645947259673, 6.059144674352035],
        ),
        (
            &[(8, 8, 3), (7, 8, 1)],
            0.6,
            peers(0.3, 8.0),
            0.45,
            [0.8582288173253977, -2.9228687719305873],
        ),
    ];

    fn asked(batches: &'static [Lot], correlation: f64, peers: Peers, threshold: f64) -> (f64, f64) {
        let sum = |of: fn(&Lot) -> u64| batches.iter().map(|lot| of(lot) * lot.2).sum::<u64>();
        let (raised, computable) = (sum(|lot| lot.0), sum(|lot| lot.1));
        let squares = sum(|lot| lot.1 * lot.1);
        let design_effect = 1.0 + (squares as f64 / computable as f64 - 1.0) * correlation;
        exact(&Asked {
            batches,
            correlation,
            peers,
            threshold,
            worth: Counts::new(raised, computable, design_effect),
        })
    }

    #[test]
    fn the_integrals_are_those_of_scipy() {
        for (batches, correlation, peers, threshold, [as_peer, for_peer]) in CASES {
            let found = asked(batches, correlation, peers, threshold);
            assert!((found.0 - as_peer).abs() < 1e-4, "{found:?} for {as_peer}");
            assert!((found.1 - for_peer).abs() < 1e-3, "{found:?} for {for_peer}");
        }
    }

    #[test]
    fn where_batches_are_hardly_alike_it_is_the_beta_distribution() {
        let (found, _) = asked(&[(3, 4, 2), (0, 4, 8)], 1e-7, peers(0.05, 19.0), 0.10);
        let plain = crate::tail::upper(0.95 + 6.0, 18.05 + 34.0, 0.10);
        assert!((found - plain).abs() < 1e-4, "{found} for {plain}");
    }
}
