//! Whether peers do a thing in two ways: two rates describe them far better than one spread of rates does.

use crate::Materiality;
use crate::circle::{ceiling, usual};
use crate::fit::{Anchor, Counts, Tally};

/// How much likelier the counts must be of two rates than of one spread, as a logarithm: a hundred times. In families drawn with one
/// spread it is passed by about one in three hundred (`bench/judgement/two_ways.py`).
const GAIN: f64 = 4.605_170_185_988_092;

/// What at most a tenth of the groups do is an exception, for which names are there: no more outsiders are expected by any
/// share that a name is held against.
const EXCEPTIONS: usize = 10;

/// And what one or two do is no way of working.
const FEWEST: usize = 3;

/// Each search begins with a cut of the groups, in order of rate, after so many tenths,
const CUTS: [usize; 5] = [1, 3, 5, 7, 9];
/// and ends after so many steps, or when one gains less than this.
const STEPS: usize = 200;
const LITTLE: f64 = 1e-6;

/// No rate is held for never or for always: one that was not seen yet may come.
const EDGE: f64 = 1e-6;

/// Counts that are known to be of two rates.
pub(crate) struct TwoWays {
    /// The logarithm of how much likelier they are so than with one spread.
    pub(crate) gain: f64,
    /// Of each group, whether it is likelier one of the upper rate.
    pub(crate) is_upper: Vec<bool>,
}

impl TwoWays {
    /// Looks at groups in order of their rates. None where one spread describes them as well, where one of the ways is that of a few,
    /// or where the upper rate is not material beside the lower.
    pub(crate) fn of(counts: &[Counts], materiality: &Materiality) -> Option<Self> {
        let mut best: Option<Mixture> = None;
        for cut in CUTS.map(|tenths| counts.len() * tenths / 10) {
            if cut == 0 {
                continue;
            }
            let found = Mixture::climbed(counts, cut);
            if best
                .as_ref()
                .is_none_or(|best| found.likelihood > best.likelihood)
            {
                best = Some(found);
            }
        }
        let best = best?;
        let is_upper: Vec<bool> = best.of_upper.iter().map(|share| *share > 0.5).collect();
        let upper = is_upper.iter().filter(|is_upper| **is_upper).count();
        let fewer = upper.min(counts.len() - upper);
        if fewer < FEWEST || fewer * EXCEPTIONS <= counts.len() {
            return None;
        }
        if best.upper <= materiality.threshold(best.lower) {
            return None;
        }
        let gain = best.likelihood - one_spread(counts);
        (gain >= GAIN).then_some(Self { gain, is_upper })
    }
}

/// Two rates and who is of which.
struct Mixture {
    likelihood: f64,
    lower: f64,
    upper: f64,
    /// Of each group, the probability that it is of the upper one.
    of_upper: Vec<f64>,
}

impl Mixture {
    /// Uphill from the groups before the cut and those behind it, by expectation and maximization.
    fn climbed(counts: &[Counts], cut: usize) -> Self {
        let rate = |part: &[Counts]| {
            let raised: f64 = part.iter().map(|one| one.raised).sum();
            raised / part.iter().map(|one| one.computable).sum::<f64>()
        };
        let all = counts.len() as f64;
        let mut found = Self {
            likelihood: f64::NEG_INFINITY,
            lower: rate(&counts[..cut]),
            upper: rate(&counts[cut..]),
            of_upper: vec![0.0; counts.len()],
        };
        let mut share = (all - cut as f64) / all;
        for _ in 0..STEPS {
            let inside = |rate: f64| rate.clamp(EDGE, 1.0 - EDGE);
            (found.lower, found.upper, share) = (inside(found.lower), inside(found.upper), inside(share));
            let before = found.likelihood;
            found.likelihood = 0.0;
            let (mut above, mut below) = ((0.0, 0.0), (0.0, 0.0));
            // One exponential a group: families have a thousand of them, and this runs a hundred times.
            let (one_lower, no_lower) = (found.lower.ln(), (-found.lower).ln_1p());
            let (one_upper, no_upper) = (found.upper.ln(), (-found.upper).ln_1p());
            let (ln_share, ln_rest) = (share.ln(), (-share).ln_1p());
            for (one, of_upper) in counts.iter().zip(&mut found.of_upper) {
                let lower = one.raised * one_lower + one.clear * no_lower + ln_rest;
                let upper = one.raised * one_upper + one.clear * no_upper + ln_share;
                let less = (-(upper - lower).abs()).exp();
                found.likelihood += lower.max(upper) + less.ln_1p();
                *of_upper = if upper > lower { 1.0 } else { less } / (1.0 + less);
                above.0 += *of_upper * one.raised;
                above.1 += *of_upper * one.computable;
                below.0 += (1.0 - *of_upper) * one.raised;
                below.1 += (1.0 - *of_upper) * one.computable;
            }
            if found.likelihood - before < LITTLE {
                break;
            }
            // Of no observations at all there is no rate; the edges say so.
            found.lower = below.0 / below.1.max(EDGE);
            found.upper = above.0 / above.1.max(EDGE);
            share = found.of_upper.iter().sum::<f64>() / all;
        }
        found
    }
}

/// The log-likelihood of all of them where their rates are of one beta distribution, the likeliest, but for the ways in which counts may lie.
fn one_spread(counts: &[Counts]) -> f64 {
    let anchor = Anchor {
        spread: f64::INFINITY,
        ..usual(counts.iter().copied(), ceiling(1.0))
    };
    let tally = Tally::new(counts.iter().copied());
    tally.likelihood(tally.fit(&anchor, None))
}
