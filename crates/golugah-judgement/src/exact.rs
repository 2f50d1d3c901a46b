//! What a group's batches say of its rate, each as the batch it is: the exact form of which counts divided by a design effect are
//! the shortcut. It costs a hundred times as much and is asked where something hangs on it.

use statrs::function::gamma::ln_gamma;

use crate::fit::Peers;
use crate::ladder::Ladder;

/// Batches of so many raised of so many computable observations, and how many of them.
pub(crate) type Lot = (u64, u64, u64);

/// Beyond this logit nothing lies that counts,
const FARTHEST: f64 = 14.0;
/// what is less likely than the likeliest by this many powers of *e* neither,
const NOTHING: f64 = 45.0;
/// and the likeliest is looked for in steps of this width first.
const COARSE: f64 = 0.25;
/// Then so many pairs of steps are made on either side of the threshold.
const PAIRS: u32 = 60;

/// A group that is asked about.
pub(crate) struct Asked<'a> {
    pub(crate) batches: &'a [Lot],
    /// From above 0 to below 1.
    pub(crate) correlation: f64,
    pub(crate) peers: Peers,
    pub(crate) threshold: f64,
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
        // A lot may stand for a thousand million batches of one.
        let weighed = |of: fn(&Lot) -> u64| {
            let numbers = batches.iter().map(|lot| (of(lot) as f64, lot.2 as f64));
            Ladder::weighed(numbers)
        };
        Self {
            raised: weighed(|lot| lot.0),
            clear: weighed(|lot| lot.1 - lot.0),
            alike: 1.0 / correlation - 1.0,
        }
    }

    /// Its logarithm, but for what does not hang on the rate: in each batch the rate is drawn anew around the group's own.
    fn ln(&self, rate: f64) -> f64 {
        self.raised.value(rate * self.alike) + self.clear.value((1.0 - rate) * self.alike)
    }
}

/// What is known of a group and of its peers, as a function of the logit of its rate.
struct Looked<'a> {
    asked: &'a Asked<'a>,
    likelihood: Likelihood,
    a: f64,
    b: f64,
}

impl<'a> Looked<'a> {
    fn new(asked: &'a Asked<'a>) -> Self {
        let Peers { mean, precision } = asked.peers;
        Self {
            asked,
            likelihood: Likelihood::new(asked.batches, asked.correlation),
            a: mean * precision,
            b: (1.0 - mean) * precision,
        }
    }

    /// The logarithms of the densities of a peer, and of somebody anywhere above the threshold, each but for a constant.
    fn at(&self, logit: f64) -> (f64, f64) {
        let rate = 1.0 / (1.0 + (-logit).exp());
        let (one, other) = (rate.ln(), (-rate).ln_1p());
        let own = self.likelihood.ln(rate);
        (own + self.a * one + self.b * other, own + one + other)
    }

    /// From where to where anything lies that counts, the threshold always inside.
    fn reach(&self) -> (f64, f64) {
        let edge = logit(self.asked.threshold);
        let steps = (2.0 * FARTHEST / COARSE) as u32;
        let points: Vec<(f64, f64, f64)> = (0..=steps)
            .map(|number| {
                let at = f64::from(number) * COARSE - FARTHEST;
                let (peer, outsider) = self.at(at);
                (at, peer, outsider)
            })
            .collect();
        let most = |of: fn(&(f64, f64, f64)) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (peer, outsider) = (most(|point| point.1), most(|point| point.2));
        let counts = |point: &&(f64, f64, f64)| {
            point.1 > peer - NOTHING || point.0 >= edge - COARSE && point.2 > outsider - NOTHING
        };
        let first = points.iter().find(counts).map_or(edge, |point| point.0);
        let last = points.iter().rev().find(counts).map_or(edge, |point| point.0);
        let low = (first.min(edge) - COARSE).max(-FARTHEST - COARSE);
        (low, (last.max(edge) + COARSE).min(FARTHEST + COARSE))
    }
}

/// The probability of a rate above the threshold if the group is a peer, and the logarithm of how much likelier its batches are of a
/// peer than of somebody whose rate lies anywhere above the threshold.
pub(crate) fn exact(asked: &Asked<'_>) -> (f64, f64) {
    let looked = Looked::new(asked);
    let (low, high) = looked.reach();
    let edge = logit(asked.threshold);
    // Simpson's rule in the logit, where densities are smooth; the threshold is an edge, never inside a step.
    let terms = |from: f64, to: f64| -> (f64, f64) {
        let terms: Vec<(f64, f64)> = nodes(from, to)
            .map(|(at, weight)| {
                let (peer, outsider) = looked.at(at);
                (weight.ln() + peer, weight.ln() + outsider)
            })
            .collect();
        (
            ln_sum(terms.iter().map(|one| one.0)),
            ln_sum(terms.iter().map(|one| one.1)),
        )
    };
    let (below, _) = terms(low, edge);
    let (above, outside) = terms(edge, high);
    let outside = outside - (1.0 - asked.threshold).ln();
    let whole = ln_sum([below, above].into_iter());
    let ln_beta = ln_gamma(looked.a) + ln_gamma(looked.b) - ln_gamma(looked.a + looked.b);
    ((above - whole).exp().clamp(0.0, 1.0), whole - ln_beta - outside)
}

fn logit(rate: f64) -> f64 {
    (rate / (1.0 - rate)).ln().clamp(-FARTHEST, FARTHEST)
}

/// The points of Simpson's rule with their weights.
fn nodes(from: f64, to: f64) -> impl Iterator<Item = (f64, f64)> {
    let width = (to - from) / f64::from(2 * PAIRS);
    (0..=2 * PAIRS).map(move |number| {
        let weight = match number {
            0 => 1.0,
            _ if number == 2 * PAIRS => 1.0,
            _ if number % 2 == 1 => 4.0,
            _ => 2.0,
        };
        (from + f64::from(number) * width, weight * width / 3.0)
    })
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
    use crate::fit::Peers;

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
        exact(&Asked {
            batches,
            correlation,
            peers,
            threshold,
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

    #[test]
    fn where_counts_and_batches_say_the_opposite_the_batches_are_believed() {
        // Thirty great batches all raised, and a thousand of one that are not: by the counts nearly everything is raised, by the batches
        // hardly any.
        let batches: &[Lot] = &[(200, 200, 30), (0, 1, 1000)];
        for precision in [5.0, 20.0, 100.0] {
            let (found, for_peer) = asked(batches, 0.237, peers(0.05, precision), 0.10);
            assert!(found < 0.01 && for_peer.is_finite(), "{found} {for_peer}");
        }
        // However narrow or far away, nothing is no number.
        let extremes: [&[Lot]; 4] = [
            &[(1, 1, 1)],
            &[(1_000_000, 1_000_000, 1)],
            &[(1, 1_000_000, 9)],
            &[(3, 5, 2), (0, 1, 1 << 50)],
        ];
        for batches in extremes {
            for correlation in [0.001, 0.5, 0.95] {
                let (found, for_peer) = asked(batches, correlation, peers(0.01, 5_000.0), 0.06);
                assert!(
                    (0.0..=1.0).contains(&found) && for_peer.is_finite(),
                    "{found} {for_peer}"
                );
            }
        }
    }
}
